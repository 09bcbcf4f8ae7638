import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What Alibaba Cloud SSL-VPN pushes, refuses and does with packets.
@Suite struct ProviderAlibabaTests {
    private static let base = """
        client:
          os: linux
          interfaces: [{ name: eth0, address: 192.168.0.49/24, gateway: 192.168.0.1 }]
        vpn:
          provider: alibaba
          name: ssl-vpn
          client_cidr_block: 192.168.1.0/24
          client_ip: 192.168.1.10
          associations: [{ subnet: a }]
          routes: [{ destination_cidr_block: 172.24.0.0/16 }]
        vpcs:
          - name: vpc
            cidr_block: 172.24.0.0/16
            subnets: [{ name: a, cidr_block: 172.24.203.0/24 }]
        """

    @Test(.rules("OVPN-TOPO-01", "ALI-ADDR-01"), arguments: [("linux", "on-link"), ("macos", "via 192.168.1.10")])
    func `the peer before the client's address has a host row of its own`(os: String, hop: String) throws {
        let scenario = try ClientScenario(Self.base, set: "client.os=\(os)", "vpn.interface=tun0")
        #expect(
            try scenario.added == [
                "172.24.0.0/16 via 192.168.1.9 tun0", "192.168.1.0/24 via 192.168.1.9 tun0",
                "192.168.1.9/32 \(hop) tun0",
            ])
    }

    @Test(.rules("ALI-PATH-01", "ALI-PATH-02", "ALI-PATH-04", "ALI-PATH-05"))
    func `nothing is translated, the cloud reaches the client, the internet is not behind the gateway`() throws {
        let tunnel = try ClientScenario(Self.base).tunnel
        #expect(tunnel.associations[0].routes.longestMatch(for: "172.24.203.118")?.value.action == .deliver)
        #expect(tunnel.defaults.acceptsReverse)
        #expect(tunnel.defaults.reverseRule == .aliPath01)
        #expect(tunnel.defaults.noInternetRule == .aliPath04)
        #expect(tunnel.defaults.returnRule == .aliPath05)
        #expect(!tunnel.isFullTunnel)
    }

    @Test(.rules("ALI-DNS-02"))
    func `every VPC has two resolvers; whether they answer clients is unconfirmed`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.routes[+]={destination_cidr_block: 100.100.2.128/25}")
        let vpc = try #require(try scenario.world.topology.vpcs.elements.first)
        #expect(vpc.resolverAddresses == ["100.100.2.136", "100.100.2.138"])
        #expect(scenario.ruled == ["warning ALI-DNS-02 vpn.routes[1].destination_cidr_block"])
    }

    // MARK: - What is refused

    @Test(
        .rules("ALI-ROUTE-01", "ALI-ROUTE-03", "ALI-DNS-01", "ALI-LIMIT-01"),
        arguments: [
            ("vpn.split_tunnel=false", "ALI-ROUTE-01 vpn.split_tunnel"),
            ("vpn.dns_servers=[8.8.8.8]", "ALI-DNS-01 vpn.dns_servers"),
            ("vpn.vpn_port=443", "ALI-LIMIT-01 vpn.vpn_port"),
            ("vpn.vpn_port=4500", "ALI-LIMIT-01 vpn.vpn_port"),
            ("vpn.routes[0].destination_cidr_block=0.0.0.0/0", "ALI-ROUTE-03 vpn.routes[0].destination_cidr_block"),
            ("vpn.routes[0].destination_cidr_block=128.0.0.0/1", "ALI-ROUTE-03 vpn.routes[0].destination_cidr_block"),
            ("vpn.routes[0].destination_cidr_block=127.0.0.0/8", "ALI-ROUTE-03 vpn.routes[0].destination_cidr_block"),
            (
                "vpn.routes[0].destination_cidr_block=169.254.9.0/24",
                "ALI-ROUTE-03 vpn.routes[0].destination_cidr_block"
            ),
            ("vpn.routes[0].destination_cidr_block=239.0.0.0/8", "ALI-ROUTE-03 vpn.routes[0].destination_cidr_block"),
            ("vpn.routes[0].destination_cidr_block=255.0.0.0/8", "ALI-ROUTE-03 vpn.routes[0].destination_cidr_block"),
        ])
    func `what the SSL server cannot hold`(edit: String, ruled: String) throws {
        #expect(try ClientScenario(Self.base, set: edit).ruled == ["error \(ruled)"])
    }

    @Test(.rules("ALI-ROUTE-01"))
    func `a split tunnel may be written down`() throws {
        #expect(try ClientScenario(Self.base, set: "vpn.split_tunnel=true", "vpn.vpn_port=1194").ruled.isEmpty)
    }

    @Test(.rules("ALI-ROUTE-03"))
    func `five Local Networks at most`() throws {
        let routes = (0..<6).map { "{destination_cidr_block: 10.\($0).0.0/16}" }.joined(separator: ", ")
        #expect(
            try ClientScenario(Self.base, set: "vpn.routes=[\(routes)]").ruled == ["error ALI-ROUTE-03 vpn.routes[5]"])
    }

    @Test(
        .rules("ALI-ADDR-01", "ALI-ADDR-02", "ALI-ADDR-03"),
        arguments: [
            (
                ["vpn.client_cidr_block=172.24.1.0/24", "vpn.client_ip=172.24.1.10"],
                ["error ALI-ADDR-02", "error ALI-ADDR-02"]
            ),
            (["vpn.client_cidr_block=192.168.0.0/24", "vpn.client_ip=192.168.0.10"], ["warning ALI-ADDR-02"]),
            (["vpn.client_cidr_block=192.168.1.0/30", "vpn.client_ip=192.168.1.2"], ["error ALI-ADDR-03"]),
            (["vpn.client_cidr_block=10.128.0.0/15", "vpn.client_ip=10.128.0.2"], ["error ALI-ADDR-03"]),
            (["load.clients=64"], []), (["load.clients=65"], ["warning ALI-ADDR-01"]),
        ])
    func `the pool lies beside the VPC and Local Network, and four addresses go to a client`(
        edits: [String], ruled: [String]
    ) throws {
        #expect(try ClientScenario(Self.base, sets: edits).ruled == ruled.map { "\($0) vpn.client_cidr_block" })
    }

    @Test(.rules("ALI-ADDR-01"))
    func `a client is the third address of a /30`() throws {
        #expect(
            try ClientScenario(Self.base, set: "vpn.client_ip=192.168.1.11").ruled == [
                "error ALI-ADDR-01 vpn.client_ip"
            ])
    }
}
