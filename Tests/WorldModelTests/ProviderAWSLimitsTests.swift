import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What AWS Client VPN refuses or is warned of, each at its key.
@Suite struct ProviderAWSLimitsTests {
    private static let base = """
        client:
          os: linux
          interfaces: [{ name: eth0, address: 192.168.1.4/24, gateway: 192.168.1.1 }]
        vpn:
          provider: aws
          client_cidr_block: 172.31.0.0/16
          associations: [{ subnet: a }]
        vpcs:
          - name: vpc
            cidr_block: 10.20.0.0/16
            subnets: [{ name: a, cidr_block: 10.20.1.0/24 }]
        """

    /// Edits of the base and what they lead to.
    struct Case: Sendable, CustomTestStringConvertible {
        let edits: [String]
        let ruled: [String]

        init(_ edits: String..., gives ruled: String...) {
            self.edits = edits
            self.ruled = ruled
        }

        var testDescription: String { edits.joined(separator: ", ") }
    }

    private static func check(_ test: Case) throws {
        #expect(try ClientScenario(base, sets: test.edits).ruled == test.ruled)
    }

    @Test(
        .rules("CVPN-LIMIT-01"),
        arguments: [
            Case("vpn.client_cidr_block=172.16.0.0/12"), Case("vpn.client_cidr_block=172.31.0.0/22"),
            Case("vpn.client_cidr_block=172.31.0.0/23", gives: "error CVPN-LIMIT-01 vpn.client_cidr_block"),
            Case("vpn.client_cidr_block=128.0.0.0/11", gives: "error CVPN-LIMIT-01 vpn.client_cidr_block"),
        ])
    func `the client CIDR block has 12 to 22 bits`(test: Case) throws { try Self.check(test) }

    @Test(
        .rules("CVPN-LIMIT-02"),
        arguments: [
            Case("vpn.client_cidr_block=10.20.0.0/18", gives: "error CVPN-LIMIT-02 vpn.client_cidr_block"),
            Case(
                "vpn.routes=[{destination_cidr_block: 172.31.8.0/24}]",
                gives: "error CVPN-LIMIT-02 vpn.routes[0].destination_cidr_block"),
            Case("vpn.routes=[{destination_cidr_block: 0.0.0.0/0}]"),
            Case("vpn.routes=[{destination_cidr_block: 172.31.0.0/16, target_subnet: local}]"),
        ])
    func `it overlaps neither the VPC nor a route, the default route and local aside`(test: Case) throws {
        try Self.check(test)
    }

    @Test(
        .rules("CVPN-LIMIT-04"),
        arguments: [
            Case(
                "vpcs[vpc].subnets[a].cidr_block=10.20.1.0/28", gives: "error CVPN-LIMIT-04 vpn.associations[0].subnet"),
            Case("vpcs[vpc].subnets[a].cidr_block=10.20.1.0/27"),
            Case(
                "vpcs[vpc].subnets[a].available_ip_address_count=7",
                gives: "error CVPN-LIMIT-04 vpcs[vpc].subnets[a].available_ip_address_count"),
            Case(
                "vpcs[vpc].subnets[a].available_ip_address_count=19",
                gives: "warning CVPN-LIMIT-04 vpcs[vpc].subnets[a].available_ip_address_count"),
            Case("vpcs[vpc].subnets[a].available_ip_address_count=20"),
        ])
    func `a target network is a /27 with 8 free addresses, better 20`(test: Case) throws { try Self.check(test) }

    @Test(.rules("CVPN-LIMIT-05"))
    func `an association has 100 routes at most, its own included`() throws {
        let routes = (0..<99).map { "{destination_cidr_block: 10.40.\($0).0/24}" }
        try Self.check(Case("vpn.routes=[\(routes.joined(separator: ", "))]"))
        let tooMany = routes + ["{destination_cidr_block: 10.41.0.0/24}"]
        try Self.check(
            Case("vpn.routes=[\(tooMany.joined(separator: ", "))]", gives: "error CVPN-LIMIT-05 vpn.routes"))
    }

    @Test(.rules("CVPN-LIMIT-06"))
    func `an endpoint has 200 authorization rules at most`() throws {
        let rules = (0..<200).map { "{target_network_cidr: 10.40.\($0).0/24, authorize_all_groups: true}" }
        try Self.check(Case("vpn.authorization_rules=[\(rules.joined(separator: ", "))]"))
        try Self.check(
            Case(
                "vpn.authorization_rules=[\(rules.joined(separator: ", "))]",
                "vpn.authorization_rules[+]={target_network_cidr: 10.0.0.0/8, authorize_all_groups: true}",
                gives: "error CVPN-LIMIT-06 vpn.authorization_rules[200]"))
    }

    @Test(
        .rules("CVPN-LIMIT-07", "CVPN-LIMIT-10"),
        arguments: [
            Case("load.clients=512", "vpn.client_cidr_block=172.31.0.0/22"),
            Case(
                "load.clients=513", "vpn.client_cidr_block=172.31.0.0/22",
                gives: "warning CVPN-LIMIT-10 vpn.client_cidr_block"),
            Case("load.clients=7000"), Case("load.clients=7001", gives: "warning CVPN-LIMIT-07 load.clients"),
        ])
    func `clients take half of the block and as many sessions as the associations allow`(test: Case) throws {
        try Self.check(test)
    }

    @Test(
        .rules("CVPN-DNS-02", "CVPN-DNS-11"),
        arguments: [
            Case("vpn.dns_servers=[10.20.0.2, 10.20.0.3]"),
            Case("vpn.dns_servers=[10.20.0.2, 10.20.0.3, 10.20.0.4]", gives: "error CVPN-DNS-02 vpn.dns_servers[2]"),
            Case("vpn.dns_servers=[10.20.0.2, 169.254.169.253]", gives: "warning CVPN-DNS-11 vpn.dns_servers[1]"),
        ])
    func `two DNS servers can be pushed, a link-local one in vain`(test: Case) throws { try Self.check(test) }

    @Test(
        .rules("CVPN-AUTH-06"),
        arguments: [
            Case(
                "vpn.authorization_rules=[{target_network_cidr: 10.20.0.0/16, access_group_id: g}]",
                gives: "error CVPN-AUTH-06 vpn.authorization_rules[0].access_group_id"),
            Case(
                "vpn.authorization_rules=[{target_network_cidr: 10.20.0.0/16, access_group_id: g}]",
                "vpn.authentication_options=[{type: certificate}, {type: directory-service}]"),
        ])
    func `certificates know no groups`(test: Case) throws { try Self.check(test) }

    @Test(.rules("CVPN-AUTH-06"))
    func `groups beyond 200 are ignored`() throws {
        let groups = (0...200).map { "g\($0)" }.joined(separator: ", ")
        let scenario = try ClientScenario(
            Self.base, set: "vpn.user_groups=[\(groups)]", "vpn.authentication_options=[{type: federated}]")
        #expect(scenario.ruled == ["warning CVPN-AUTH-06 vpn.user_groups[200]"])
        #expect(try scenario.tunnel.userGroups.count == 200)
        #expect(try !scenario.tunnel.userGroups.contains("g200"))
    }

    @Test(
        .rules("CVPN-ADDR-01", "CVPN-ADDR-02", "CVPN-ADDR-03"),
        arguments: [
            Case("vpn.client_ip=172.31.0.2"),
            Case("vpn.client_ip=172.30.0.2", gives: "error CVPN-ADDR-02 vpn.client_ip"),
            Case("vpn.client_ip=172.31.0.1", gives: "error CVPN-ADDR-02 vpn.client_ip"),
            Case("vpn.client_ip=172.31.0.64", gives: "error CVPN-ADDR-02 vpn.client_ip"),
            Case("vpn.session_cidr_block=172.30.0.0/27", gives: "error CVPN-ADDR-02 vpn.session_cidr_block"),
            Case("vpn.gateway_ip=172.31.9.1", gives: "error CVPN-ADDR-02 vpn.gateway_ip"),
            Case("vpn.client_cidr_block=192.168.0.0/16"),
            Case(
                "vpn.client_cidr_block=192.168.0.0/16", "vpn.client_ip=192.168.1.9",
                gives: "warning CVPN-ADDR-03 vpn.client_ip"),
        ])
    func `a client's address lies in the block, behind its /27's gateway, off the LAN`(test: Case) throws {
        try Self.check(test)
    }

    // MARK: - IPv6

    @Test(.rules("CVPN-V6-04"))
    func `an IPv4 endpoint takes no IPv6 route`() throws {
        try Self.check(
            Case(
                "vpn.routes=[{destination_cidr_block: \"2001:db8::/32\"}]",
                gives: "error CVPN-V6-04 vpn.routes[0].destination_cidr_block"))
    }

    @Test(.rules("CVPN-V6-04"))
    func `an IPv6 endpoint takes no IPv4 route, and carries no IPv4`() throws {
        let edits = ["vpn.traffic_ip_address_type=ipv6", "vpcs[vpc].ipv6_cidr_block=\"2001:db8:20::/56\""]
        #expect(try ClientScenario(Self.base, sets: edits).tunnel.families == [.ipv6])
        #expect(
            try ClientScenario(Self.base, sets: edits + ["vpn.routes=[{destination_cidr_block: 10.40.0.0/16}]"]).ruled
                == ["error CVPN-V6-04 vpn.routes[0].destination_cidr_block"])
    }

    @Test(.rules("CVPN-V6-01", "CVPN-SNAT-02", "CVPN-SNAT-01", "OVPN-GW-04"))
    func `a dual-stack endpoint carries IPv6 without translation`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.traffic_ip_address_type=dual-stack", "vpcs[vpc].ipv6_cidr_block=\"2001:db8:20::/56\"")
        let tunnel = try scenario.tunnel
        #expect(tunnel.families == [.ipv4, .ipv6])
        let routes = tunnel.associations[0].routes
        #expect(routes.longestMatch(for: "2001:db8:20::9")?.value.action == .deliver)
        #expect(routes.longestMatch(for: "10.20.1.9")?.value.action == .translate)
        #expect(try scenario.interface(to: "2001:db8:77::1") == "tun0")
        #expect(try ClientScenario(Self.base).tunnel.families == [.ipv4])
    }

    @Test(.rules("CVPN-V6-02"))
    func `lines of the profile pull IPv6 into a tunnel that does not carry it`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.client_config=[ifconfig-ipv6 fd00::2 fd00::1, route-ipv6 2000::/3]")
        #expect(try scenario.interface(to: "2606:4700::1111") == "tun0")
        #expect(try scenario.tunnel.families == [.ipv4])
        #expect(try scenario.tunnel.clientAddresses == ["172.31.0.2", "fd00::2"])
    }

    // MARK: - What there is not

    @Test func `settings and actions that AWS does not have are errors`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.push=[route 10.0.0.0 255.0.0.0]", "vpn.domains=[corp.example]",
            "vpn.routes=[{destination_cidr_block: 10.30.0.0/16, action: deliver}]")
        #expect(
            Set(scenario.faults) == [
                "contradiction vpn.push", "contradiction vpn.domains", "contradiction vpn.routes[0].action",
            ])
    }

    @Test func `an endpoint without a target network is an error`() throws {
        let scenario = try ClientScenario(Self.base, set: "vpn.associations=[]")
        #expect(scenario.faults == ["missingKey vpn"])
    }

    @Test func `the tunnel cannot have the name of a link`() throws {
        let scenario = try ClientScenario(Self.base, set: "vpn.interface=eth0")
        #expect(scenario.faults == ["duplicateName vpn.interface"])
    }
}
