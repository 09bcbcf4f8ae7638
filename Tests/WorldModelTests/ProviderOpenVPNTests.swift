import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What OpenVPN's directives do to the device, and what a plain server does with packets.
@Suite struct ProviderOpenVPNTests {
    private static let base = """
        client:
          os: linux
          interfaces: [{ name: eth0, address: 192.168.1.4/24, gateway: 192.168.1.1 }]
          resolver: { nameservers: [192.168.1.1], search: [home.example] }
        vpn:
          provider: openvpn
          name: office
          endpoint_ips: [203.0.113.10]
          client_cidr_block: 10.8.0.0/24
          associations: [{ subnet: a }]
        vpcs:
          - name: vpc
            cidr_block: 10.20.0.0/16
            subnets: [{ name: a, cidr_block: 10.20.1.0/24 }]
        transit_gateways: [{ name: tgw, attachments: [vpc] }]
        on_premises: [{ name: hq, cidr_blocks: [10.60.0.0/16], attachment: tgw }]
        """

    private static func scenario(_ push: [String], profile: [String] = [], _ edits: String...) throws -> ClientScenario
    {
        func list(_ lines: [String]) -> String { "[\(lines.map { "'\($0)'" }.joined(separator: ", "))]" }
        return try ClientScenario(
            base, sets: ["vpn.push=\(list(push))", "vpn.client_config=\(list(profile))"] + edits)
    }

    // MARK: - redirect-gateway

    @Test(.rules("OVPN-GW-01"))
    func `def1 adds two halves and leaves the default route`() throws {
        let scenario = try Self.scenario(["redirect-gateway def1"])
        #expect(
            try scenario.added == [
                "0.0.0.0/1 via 10.8.0.1 tun0", "10.8.0.0/24 on-link tun0", "128.0.0.0/1 via 10.8.0.1 tun0",
                "203.0.113.10/32 via 192.168.1.1 eth0",
            ])
        #expect(try scenario.removed.isEmpty)
        #expect(try scenario.tunnel.isFullTunnel)
    }

    @Test(.rules("OVPN-GW-01"))
    func `without def1 the default route is replaced`() throws {
        let scenario = try Self.scenario(["redirect-gateway"])
        #expect(
            try scenario.added == [
                "0.0.0.0/0 via 10.8.0.1 tun0", "10.8.0.0/24 on-link tun0", "203.0.113.10/32 via 192.168.1.1 eth0",
            ])
        #expect(try scenario.removed == ["0.0.0.0/0 via 192.168.1.1 eth0"])
        #expect(try scenario.withheld == ["0.0.0.0/0 OVPN-GW-01"])
    }

    @Test(.rules("OVPN-GW-01"))
    func `with local no host route for the server is added`() throws {
        let scenario = try Self.scenario(["redirect-gateway def1 local"])
        #expect(try !scenario.rows.contains { $0.hasPrefix("203.0.113.10/32") })
    }

    @Test(.rules("OVPN-GW-03"))
    func `block-local covers the LAN by halves but for its gateway`() throws {
        let scenario = try Self.scenario(["redirect-private block-local"])
        #expect(
            try scenario.added == [
                "10.8.0.0/24 on-link tun0", "192.168.1.0/25 via 10.8.0.1 tun0", "192.168.1.1/32 via 192.168.1.1 eth0",
                "192.168.1.128/25 via 10.8.0.1 tun0", "203.0.113.10/32 via 192.168.1.1 eth0",
            ])
        #expect(try scenario.interface(to: "8.8.8.8") == "eth0")
    }

    @Test(.rules("OVPN-GW-04"))
    func `ipv6 adds the two quarters of the global addresses, block-ipv6 refuses them`() throws {
        let scenario = try Self.scenario(["redirect-gateway def1 ipv6", "block-ipv6"])
        #expect(try scenario.rows.contains("2000::/4 on-link tun0"))
        #expect(try scenario.rows.contains("3000::/4 on-link tun0"))
        #expect(try scenario.tunnel.blocksIPv6)
    }

    @Test(.rules("OVPN-GW-02"), arguments: [("windows", true), ("linux", false)])
    func `bypass-dns adds direct routes to DNS servers off the link, on Windows`(os: String, isBypassed: Bool) throws {
        let scenario = try Self.scenario(
            ["redirect-gateway def1 bypass-dns"], "client.os=\(os)",
            "client.resolver.nameservers=[192.168.1.1, 9.9.9.9]")
        #expect(try scenario.interface(to: "9.9.9.9") == (isBypassed ? "eth0" : "tun0"))
    }

    // MARK: - Routes

    @Test func `routes have masks, gateways and metrics`() throws {
        let scenario = try Self.scenario([
            "route 10.20.0.0 255.255.0.0", "route 198.51.100.9", "push \"route 10.30.0.0 255.255.0.0 net_gateway\"",
            "route 10.40.0.0 255.255.255.0 vpn_gateway 70", "route-ipv6 2001:db8:20::/48", "route-metric 30",
        ])
        #expect(
            try scenario.added == [
                "10.8.0.0/24 on-link tun0", "10.20.0.0/16 via 10.8.0.1 tun0 metric 30",
                "10.30.0.0/16 via 192.168.1.1 eth0",
                "10.40.0.0/24 via 10.8.0.1 tun0 metric 70", "198.51.100.9/32 via 10.8.0.1 tun0 metric 30",
                "2001:db8:20::/48 on-link tun0 metric 30",
            ])
        #expect(try !scenario.tunnel.isFullTunnel)
    }

    @Test func `the keys of other services stand for the directives that say the same`() throws {
        let split = try ClientScenario(
            Self.base, set: "vpn.split_tunnel=true", "vpn.routes=[{destination_cidr_block: 10.20.0.0/16}]",
            "vpn.dns_servers=[10.20.0.2]", "vpn.domains=[corp.example]", "client.vpn_client.name=tunnelblick")
        #expect(try split.added == ["10.8.0.0/24 on-link tun0", "10.20.0.0/16 via 10.8.0.1 tun0"])
        #expect(try split.world.client.resolver.servers == ["10.20.0.2"])
        #expect(try split.world.client.resolver.search == ["corp.example"])
        let full = try ClientScenario(Self.base)
        #expect(try full.tunnel.isFullTunnel)
    }

    @Test(.rules("OVPN-TOPO-01"))
    func `topology net30 gives a peer, tun-mtu an MTU`() throws {
        let scenario = try Self.scenario(["topology net30", "tun-mtu 1400"], "vpn.client_ip=10.8.0.6")
        let tunnel = try scenario.tunnel
        #expect(tunnel.gateway == "10.8.0.5")
        #expect(tunnel.session == "10.8.0.4/30")
        #expect(tunnel.mtu == 1400)
        #expect(try scenario.added == ["10.8.0.5/32 on-link tun0"])
    }

    @Test func `ifconfig-ipv6 from the server makes the tunnel carry IPv6`() throws {
        let tunnel = try Self.scenario(["ifconfig-ipv6 fd00:8::6/64 fd00:8::1"]).tunnel
        #expect(tunnel.families == [.ipv4, .ipv6])
        #expect(tunnel.clientAddresses == ["10.8.0.2", "fd00:8::6"])
    }

    // MARK: - DNS

    @Test(.rules("OVPN-DNS-01", "STUB-08"))
    func `dhcp-option sets servers in order and the search list`() throws {
        let state = try Self.scenario(
            ["dhcp-option DNS 10.20.0.2", "dhcp-option DNS 10.20.0.3", "dhcp-option DOMAIN corp.example"]
        ).world.client.resolver
        #expect(state.servers == ["10.20.0.2", "10.20.0.3"])
        #expect(state.search == ["corp.example"])
    }

    @Test(.rules("OVPN-DNS-02"))
    func `the dns server of the lowest number overrides dhcp-option`() throws {
        let state = try Self.scenario(
            ["dhcp-option DNS 10.20.0.2", "dns server 2 address 10.20.0.9", "dns server 1 address 10.20.0.7 10.20.0.8"]
        ).world.client.resolver
        #expect(state.servers == ["10.20.0.7", "10.20.0.8"])
    }

    @Test(.rules("OVPN-DNS-02"))
    func `servers for certain domains are not modelled`() throws {
        let scenario = try Self.scenario(["dns server 1 resolve-domains corp.example"])
        #expect(scenario.faults == ["notModelledYet vpn.push[0]"])
    }

    @Test(.rules("OVPN-DNS-04"), arguments: [("windows", true), ("linux", false)])
    func `block-outside-dns works on Windows`(os: String, isBlocked: Bool) throws {
        let scenario = try Self.scenario(["block-outside-dns"], "client.os=\(os)")
        #expect(try scenario.tunnel.blocksOutsideDNS == isBlocked)
    }

    // MARK: - What the profile keeps out

    @Test(.rules("OVPN-DNS-03"))
    func `route-nopull keeps pushed routes and DNS out, not the profile's own`() throws {
        let scenario = try Self.scenario(
            ["redirect-gateway def1", "route 10.20.0.0 255.255.0.0", "dhcp-option DNS 10.20.0.2"],
            profile: ["route-nopull", "route 10.30.0.0 255.255.0.0"])
        #expect(try scenario.added == ["10.8.0.0/24 on-link tun0", "10.30.0.0/16 via 10.8.0.1 tun0"])
        #expect(try scenario.withheld == ["10.20.0.0/16 OVPN-DNS-03"])
        let state = try scenario.world.client.resolver
        #expect(state.servers == ["192.168.1.1"])
        #expect(state.steps.contains { $0.rule == .ovpnDNS03 })
    }

    @Test(.rules("OVPN-DNS-03"))
    func `the first pull-filter that a directive begins with decides`() throws {
        let scenario = try Self.scenario(
            ["redirect-gateway def1", "dhcp-option DNS 10.20.0.2", "dhcp-option DOMAIN corp.example"],
            profile: [
                "pull-filter accept \"dhcp-option DNS\"", "pull-filter ignore \"dhcp-option\"",
                "pull-filter ignore redirect-gateway",
            ])
        #expect(try !scenario.tunnel.isFullTunnel)
        #expect(try scenario.world.client.resolver.servers == ["10.20.0.2"])
        #expect(try scenario.world.client.resolver.search == ["home.example"])
    }

    @Test(.rules("OVPN-DNS-03"))
    func `the AWS client does not take such directives, but does take pull-filter`() throws {
        let yaml = Self.base.replacing("provider: openvpn", with: "provider: aws")
            .replacing("10.8.0.0/24", with: "10.8.0.0/22")
        let refused = try ClientScenario(yaml, set: "vpn.client_config=[route-nopull]")
        #expect(try refused.tunnel.isFullTunnel)
        #expect(refused.ruled == ["warning OVPN-DNS-03 vpn.client_config[0]"])
        let filtered = try ClientScenario(yaml, set: "vpn.client_config=[pull-filter ignore redirect-gateway]")
        #expect(try !filtered.tunnel.isFullTunnel)
        let other = try ClientScenario(
            yaml, set: "vpn.client_config=[route-nopull]", "client.vpn_client.name=tunnelblick")
        #expect(try !other.tunnel.isFullTunnel)
    }

    // MARK: - Lines

    @Test(.rules("OVPN-DNS-03"))
    func `an unknown directive is a warning, harmless ones and inline files are passed over`() throws {
        let scenario = try Self.scenario(
            [], profile: ["client", "verb 3 # quiet", "; nothing", "<ca>", "not a directive", "</ca>", "teleport now"])
        #expect(scenario.ruled == ["warning OVPN-DNS-03 vpn.client_config[6]"])
        #expect(scenario.faults.isEmpty)
    }

    @Test(arguments: [
        "redirect-gateway def2", "route", "route ten.example", "route 10.0.0.1 255.0.0.0", "route 10.0.0.0 255.0.255.0",
        "route 10.0.0.0 255.0.0.0 here", "route-ipv6 10.0.0.0/8", "dhcp-option DNS ns.example",
        "dns server one address 1.1.1.1",
        "tun-mtu large", "topology ring", "pull-filter drop route", "ifconfig-ipv6 10.0.0.1",
    ])
    func `wrong arguments are an error at the line`(line: String) throws {
        let scenario = try Self.scenario([line])
        #expect(scenario.faults == ["badForm vpn.push[0]"])
    }

    // MARK: - The server

    @Test func `a server forwards everything with the client's address, unless an address says that it translates`()
        throws
    {
        let plain = try ClientScenario(Self.base).tunnel
        #expect(plain.associations[0].routes.longestMatch(for: "8.8.8.8")?.value.action == .deliver)
        #expect(plain.authorizationRules == nil)
        let translating = try ClientScenario(Self.base, set: "vpn.associations[0].eni_ip=10.20.1.50").tunnel
        #expect(translating.associations[0].routes.longestMatch(for: "8.8.8.8")?.value.action == .translate)
    }

    @Test func `a server may stand on premises`() throws {
        let tunnel = try ClientScenario(Self.base, set: "vpn.associations=[{subnet: hq}]").tunnel
        #expect(tunnel.associations.map(\.name) == ["hq"])
        if case .onPremises = tunnel.associations[0].entry {} else { Issue.record("\(tunnel.associations[0].entry)") }
    }
}
