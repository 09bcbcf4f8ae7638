import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What an IBM VPN server pushes, refuses and does with packets.
@Suite struct ProviderIBMTests {
    private static let base = """
        client:
          os: macos
          interfaces: [{ name: en0, address: 192.168.1.4/24, gateway: 192.168.1.1 }]
        vpn:
          provider: ibm
          name: vpn-server
          interface: utun5
          endpoint_ips: [162.133.0.10]
          client_cidr_block: 192.168.252.0/22
          split_tunnel: true
          associations: [{ subnet: one }, { subnet: two }]
          routes: [{ destination_cidr_block: 10.0.0.0/24 }]
        vpcs:
          - name: vpc
            cidr_block: 10.0.0.0/14
            subnets:
              - { name: one, cidr_block: 10.2.0.0/24, availability_zone: jp-tok-1 }
              - { name: two, cidr_block: 10.2.1.0/24, availability_zone: jp-tok-2 }
            security_groups:
              - name: server
                ingress: [{ protocol: udp, from_port: 443, to_port: 443, cidr_blocks: [0.0.0.0/0] }]
              - name: closed
                ingress: [{ protocol: tcp, from_port: 443, to_port: 443, cidr_blocks: [10.0.0.0/8] }]
        """

    @Test(.rules("IBM-DNS-02"))
    func `one pair of resolvers sees private zones, the other does not`() throws {
        let world = try ClientScenario(Self.base).world
        let roles = world.names.nameServers.elements.map { server in
            if case .providerResolver(_, let seesPrivateZones) = server.role {
                "\(server.addresses.map(\.description)) \(seesPrivateZones)"
            } else {
                "\(server.name)"
            }
        }
        #expect(
            roles == [#"["161.26.0.7", "161.26.0.8"] true"#, #"["161.26.0.10", "161.26.0.11"] false"#])
    }

    @Test(.rules("IBM-ROUTE-05", "IBM-ROUTE-03", "IBM-NAME-01"))
    func `every member has all routes with their action`() throws {
        let tunnel = try ClientScenario(
            Self.base, set: "vpn.routes[+]={destination_cidr_block: 161.26.0.0/16, action: translate}",
            "vpn.routes[+]={destination_cidr_block: 10.0.0.7/32, action: drop}"
        ).tunnel
        for association in tunnel.associations {
            #expect(association.routes.longestMatch(for: "10.0.0.9")?.value.action == .deliver)
            #expect(association.routes.longestMatch(for: "161.26.0.7")?.value.action == .translate)
            #expect(association.routes.longestMatch(for: "10.0.0.7")?.value.action == .drop)
            #expect(association.routes.longestMatch(for: "8.8.8.8") == nil)
        }
        #expect(tunnel.associations.map(\.name) == ["one", "two"])
        #expect(tunnel.authorizationRules == nil)
        #expect(tunnel.defaults.noRouteRule == .ibmRoute03)
        #expect(tunnel.defaults.securityGroupRule == .ibmDNS04)
        #expect(tunnel.defaults.serviceReturnRule == .ibmDNS03)
    }

    @Test(.rules("IBM-ROUTE-08"))
    func `a pushed default route changes nothing on the device, which is a warning`() throws {
        let scenario = try ClientScenario(Self.base, set: "vpn.routes[+]={destination_cidr_block: 0.0.0.0/0}")
        #expect(try scenario.interface(to: "1.1.1.1") == "en0")
        #expect(try scenario.withheld == ["0.0.0.0/0 IBM-ROUTE-08"])
        #expect(scenario.ruled == ["warning IBM-ROUTE-08 vpn.routes[1].destination_cidr_block"])
    }

    @Test(.rules("IBM-ROUTE-08"), arguments: ["linux", "macos", "windows"])
    func `the same holds for any prefix that the device has, whatever the metrics`(os: String) throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.os=\(os)", "vpn.routes[+]={destination_cidr_block: 192.168.1.0/24}")
        #expect(try scenario.interface(to: "192.168.1.77") == "en0")
        #expect(scenario.ruled == ["warning IBM-ROUTE-08 vpn.routes[1].destination_cidr_block"])
    }

    @Test(.rules("IBM-ROUTE-09"))
    func `a pushed prefix may hold the server's own address`() throws {
        let scenario = try ClientScenario(Self.base, set: "vpn.routes[+]={destination_cidr_block: 162.133.0.0/16}")
        #expect(try scenario.interface(to: "162.133.0.10") == "utun5")
    }

    @Test(.rules("IBM-DNS-01"))
    func `pushed servers replace the device's, without any it keeps its own`() throws {
        let pushed = try ClientScenario(Self.base, set: "vpn.dns_servers=[161.26.0.7, 161.26.0.8]").world.client
        #expect(pushed.resolver.servers == ["161.26.0.7", "161.26.0.8"])
        let kept = try ClientScenario(Self.base, set: "client.resolver.nameservers=[192.168.1.1]").world.client
        #expect(kept.resolver.servers == ["192.168.1.1"])
        #expect(kept.resolver.steps.last?.rule == .ibmDNS01)
    }

    // MARK: - What is refused

    @Test(
        .rules("IBM-ADDR-02"),
        arguments: [
            ("vpn.client_cidr_block=192.168.252.0/23", "vpn.client_cidr_block"),
            ("vpn.client_cidr_block=128.0.0.0/8", "vpn.client_cidr_block"),
            ("vpn.client_cidr_block=10.2.0.0/20", "vpn.client_cidr_block"),
            ("vpn.client_cidr_block=192.168.0.0/22", "vpn.client_cidr_block"),
            ("vpn.client_cidr_block=161.26.4.0/22", "vpn.client_cidr_block"),
            ("vpn.client_cidr_block=166.10.0.0/22", "vpn.client_cidr_block"),
            ("vpn.client_cidr_block=169.254.4.0/22", "vpn.client_cidr_block"),
            ("vpn.routes[0].destination_cidr_block=192.168.253.0/24", "vpn.routes[0].destination_cidr_block"),
        ])
    func `the pool has a size and a place of its own`(edit: String, key: String) throws {
        #expect(try ClientScenario(Self.base, set: edit).ruled == ["error IBM-ADDR-02 \(key)"])
    }

    @Test(.rules("IBM-ROUTE-10"))
    func `destinations are unique, and there are 50 at most`() throws {
        let twice = try ClientScenario(Self.base, set: "vpn.routes[+]={destination_cidr_block: 10.0.0.0/24}")
        #expect(twice.ruled == ["error IBM-ROUTE-10 vpn.routes[1].destination_cidr_block"])
        let routes = (0...50).map { "{destination_cidr_block: 10.1.\($0).0/24}" }.joined(separator: ", ")
        let tooMany = try ClientScenario(Self.base, set: "vpn.routes=[\(routes)]")
        #expect(tooMany.ruled == ["error IBM-ROUTE-10 vpn.routes[50]"])
    }

    @Test(.rules("IBM-DNS-01"))
    func `a third DNS server is refused`() throws {
        let scenario = try ClientScenario(Self.base, set: "vpn.dns_servers=[161.26.0.7, 161.26.0.8, 161.26.0.10]")
        #expect(scenario.ruled == ["error IBM-DNS-01 vpn.dns_servers[2]"])
    }

    @Test(.rules("IBM-SG-01"))
    func `a group that does not admit the server's port is a warning`() throws {
        #expect(try ClientScenario(Self.base, set: "vpn.security_groups=[server]").ruled.isEmpty)
        #expect(
            try ClientScenario(Self.base, set: "vpn.security_groups=[closed]").ruled == [
                "warning IBM-SG-01 vpn.security_groups"
            ])
        #expect(
            try ClientScenario(Self.base, set: "vpn.security_groups=[server]", "vpn.vpn_port=1194").ruled == [
                "warning IBM-SG-01 vpn.security_groups"
            ])
    }

    @Test func `there are no authorization rules`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.authorization_rules=[{target_network_cidr: 10.0.0.0/8, authorize_all_groups: true}]")
        #expect(scenario.faults == ["contradiction vpn.authorization_rules"])
    }
}
