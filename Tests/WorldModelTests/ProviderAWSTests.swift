import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What AWS Client VPN pushes, refuses and does with packets.
@Suite struct ProviderAWSTests {
    /// Two associations in one VPC of 10.20.0.0/16, a LAN of 192.168.1.0/24 on Linux.
    private static let base = """
        client:
          os: linux
          interfaces: [{ name: eth0, address: 192.168.1.4/24, gateway: 192.168.1.1 }]
        vpn:
          provider: aws
          name: corp-vpn
          endpoint_ips: [203.0.113.10]
          client_cidr_block: 172.31.0.0/16
          split_tunnel: true
          associations: [{ subnet: a }, { subnet: b }]
          routes:
            - { destination_cidr_block: 10.30.0.0/16, target_subnet: a }
        vpcs:
          - name: vpc
            cidr_block: 10.20.0.0/16
            secondary_cidr_blocks: [10.21.0.0/16]
            subnets:
              - { name: a, cidr_block: 10.20.1.0/24, availability_zone: a }
              - { name: b, cidr_block: 10.20.2.0/24, availability_zone: b }
        """

    private static func pushed(_ scenario: ClientScenario) throws -> [String] {
        try scenario.world.client.routes.routes.filter { $0.origin == .pushed }.map(\.destination.description)
    }

    private static func gatewayRoutes(_ scenario: ClientScenario) throws -> [[String]] {
        try scenario.tunnel.associations.map { association in
            association.routes.entries.map { "\($0.prefix) \($0.value.target) \($0.value.origin)" }
        }
    }

    // MARK: - Resolver

    @Test(.rules("VPC-DNS-01", "CVPN-DNS-08"))
    func `the resolver answers at the primary block's base+2 and two fixed addresses`() throws {
        let vpc = try #require(try ClientScenario(Self.base).world.topology.vpcs.elements.first)
        #expect(vpc.resolverAddresses == ["10.20.0.2", "169.254.169.253", "fd00:ec2::253"])
    }

    // MARK: - Associations and routes

    @Test(.rules("CVPN-ROUTE-07", "CVPN-ASSOC-02", "CVPN-ROUTE-10"))
    func `each association has its own routes and the VPC's primary block, no secondary one`() throws {
        let scenario = try ClientScenario(Self.base)
        #expect(
            try Self.gatewayRoutes(scenario) == [
                ["10.20.0.0/16 a associate", "10.30.0.0/16 a add-route"], ["10.20.0.0/16 b associate"],
            ])
        #expect(try Self.pushed(scenario) == ["10.20.0.0/16", "10.30.0.0/16"])
    }

    @Test(.rules("CVPN-ROUTE-07"))
    func `a declared route of the VPC's block is that of the association`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.routes=[{destination_cidr_block: 10.20.0.0/16, target_subnet: a}]")
        #expect(
            try Self.gatewayRoutes(scenario) == [["10.20.0.0/16 a associate"], ["10.20.0.0/16 b associate"]])
    }

    @Test func `a route without a target stands for one to every association`() throws {
        let scenario = try ClientScenario(Self.base, set: "vpn.routes=[{destination_cidr_block: 10.30.0.0/16}]")
        #expect(try Self.gatewayRoutes(scenario).map(\.count) == [2, 2])
    }

    @Test(.rules("CVPN-ASSOC-01"))
    func `the landing is pinned by the subnet's name`() throws {
        let tunnel = try ClientScenario(Self.base, set: "vpn.landed_on=b").tunnel
        #expect(tunnel.associations.map(\.element) == ["vpc/b"])
    }

    @Test(.rules("CVPN-ASSOC-04"))
    func `the switch pushes the routes of the landing alone`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.landed_on=b", "assumptions.pushed_routes=landed")
        #expect(try Self.pushed(scenario) == ["10.20.0.0/16"])
        let withheld = try #require(try scenario.world.client.routes.withheld.first)
        #expect(withheld.route.destination == "10.30.0.0/16")
        #expect(withheld.route.assumption == Self.landedAlone)
    }

    private static let landedAlone = AssumptionUse(
        key: "assumptions.pushed_routes", value: "landed", rule: .cvpnAssoc04)

    @Test(.rules("CVPN-ASSOC-04"))
    func `with that switch an open landing is taken for the first, with a warning`() throws {
        let scenario = try ClientScenario(Self.base, set: "assumptions.pushed_routes=landed")
        #expect(try Self.pushed(scenario) == ["10.20.0.0/16", "10.30.0.0/16"])
        #expect(try scenario.tunnel.associations.map(\.name) == ["a"])
        #expect(scenario.ruled == ["warning CVPN-ASSOC-04 assumptions.pushed_routes"])
        let routes = try scenario.world.client.routes
        #expect(routes.candidates(for: "10.30.0.9").first?.assumption == Self.landedAlone)
        #expect(routes.candidates(for: "10.20.0.9").first?.assumption == nil)
    }

    @Test(.rules("CVPN-ASSOC-02"))
    func `a route to a subnet that is not associated is refused`() throws {
        let scenario = try ClientScenario(Self.base, set: "vpn.associations=[{subnet: b}]")
        #expect(scenario.ruled == ["error CVPN-ASSOC-02 vpn.routes[0].target_subnet"])
    }

    @Test func `names that lead nowhere are errors at their keys`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.associations[+]={subnet: nowhere}", "vpn.security_groups=[none]", "vpn.landed_on=gone")
        #expect(
            Set(scenario.faults) == [
                "danglingReference vpn.associations[2].subnet", "danglingReference vpn.security_groups[0]",
                "danglingReference vpn.landed_on",
            ])
    }

    @Test(.rules("CVPN-ASSOC-05"))
    func `two subnets of one zone, of two VPCs or of a dedicated VPC are refused`() throws {
        let sameZone = try ClientScenario(Self.base, set: "vpcs[vpc].subnets[b].availability_zone=a")
        #expect(sameZone.ruled == ["error CVPN-ASSOC-05 vpn.associations[1].subnet"])
        let twoVPCs = try ClientScenario(
            Self.base,
            set: "vpcs[+]={name: w, cidr_block: 10.40.0.0/16, subnets: [{name: c, cidr_block: 10.40.0.0/24}]}",
            "vpn.associations[+]={subnet: c}")
        #expect(twoVPCs.ruled == ["error CVPN-ASSOC-05 vpn.associations[2].subnet"])
        let dedicated = try ClientScenario(Self.base, set: "vpcs[vpc].instance_tenancy=dedicated")
        #expect(
            dedicated.ruled == [
                "error CVPN-ASSOC-05 vpn.associations[0].subnet", "error CVPN-ASSOC-05 vpn.associations[1].subnet",
            ])
    }

    // MARK: - ENIs

    @Test(.rules("CVPN-ENI-02", "CVPN-ENI-03"))
    func `an ENI has base+4 unless it is given, the first of several is the session's`() throws {
        let scenario = try ClientScenario(
            Self.base,
            set: "vpn.associations[1]={subnet: b, enis: [{ip: 10.20.2.9, public_ip: 198.51.100.9}, {ip: 10.20.2.10}]}")
        #expect(
            try scenario.tunnel.associations.map(\.interfaces) == [
                [
                    GatewayInterface(
                        address: "10.20.1.4", publicAddress: nil, assumedKey: "vpn.associations[0].eni_ip")
                ],
                [
                    GatewayInterface(address: "10.20.2.9", publicAddress: "198.51.100.9", assumedKey: nil),
                    GatewayInterface(address: "10.20.2.10", publicAddress: nil, assumedKey: nil),
                ],
            ])
    }

    @Test func `an ENI outside its subnet is an error`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.associations[0].eni_ip=10.20.9.9",
            "vpn.associations[1]={subnet: b, enis: [{ip: 10.0.0.1}]}")
        #expect(
            scenario.faults == [
                "addressOutsideSubnet vpn.associations[0].eni_ip",
                "addressOutsideSubnet vpn.associations[1].enis[0].ip",
            ])
    }

    // MARK: - Client to client

    @Test(.rules("CVPN-ROUTE-09"))
    func `the target local hands packets to other clients`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.routes[+]={destination_cidr_block: 172.31.0.0/16, target_subnet: local}")
        let route = try #require(try scenario.tunnel.associations[0].routes.longestMatch(for: "172.31.5.5"))
        #expect(route.value.action == .clientToClient)
        #expect(route.value.target == "local")
        #expect(scenario.ruled.isEmpty)
    }

    @Test(.rules("CVPN-ROUTE-09"))
    func `local is for the client CIDR block, and no group can be granted it`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.routes[+]={destination_cidr_block: 10.50.0.0/16, target_subnet: local}",
            "vpn.routes[+]={destination_cidr_block: 172.31.0.0/16, target_subnet: local}",
            "vpn.authentication_options=[{type: federated}]",
            "vpn.authorization_rules=[{target_network_cidr: 172.31.0.0/16, access_group_id: g}]")
        #expect(
            Set(scenario.ruled) == [
                "error CVPN-ROUTE-09 vpn.routes[1].target_subnet",
                "error CVPN-ROUTE-09 vpn.authorization_rules[0].access_group_id",
            ])
    }

    // MARK: - The default route in a split tunnel

    @Test(
        .rules("CVPN-ROUTE-06"),
        arguments: [
            ("linux", "by_os", false), ("macos", "by_os", false), ("windows", "by_os", true),
            ("linux", "install", true),
            ("macos", "install", true), ("windows", "ignore", false),
        ])
    func `the system or the switch decides whether it is installed`(
        os: String, setting: String, isInstalled: Bool
    ) throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.os=\(os)", "assumptions.split_default_route=\(setting)",
            "vpn.routes[+]={destination_cidr_block: 0.0.0.0/0}")
        let tunnel = try scenario.tunnel.interface
        #expect(try scenario.interface(to: "1.1.1.1") == (isInstalled ? tunnel : "eth0"))
        #expect(scenario.ruled == ["warning CVPN-ROUTE-06 vpn.routes[1].destination_cidr_block"])
        let client = try scenario.world.client
        let assumption =
            isInstalled
            ? client.routes.candidates(for: "1.1.1.1").first?.assumption
            : client.routes.withheld.first?.route.assumption
        #expect(assumption?.key == "assumptions.split_default_route")
        #expect(assumption?.value == setting)
    }

    @Test(.rules("CVPN-ROUTE-11"))
    func `other software than AWS's tries to install it and finds one there`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.vpn_client.name=tunnelblick", "client.os=macos",
            "vpn.routes[+]={destination_cidr_block: 0.0.0.0/0}")
        #expect(try scenario.interface(to: "1.1.1.1") == "eth0")
        #expect(try scenario.withheld == ["0.0.0.0/0 CVPN-ROUTE-06"])
    }

    // MARK: - Equal prefixes

    @Test(.rules("CVPN-ROUTE-11"), arguments: [("linux", "eth0"), ("macos", "eth0"), ("windows", "tun0")])
    func `a prefix that the device has already stays where metrics do not tell the two apart`(
        os: String, interface: String
    ) throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.os=\(os)", "vpn.interface=tun0",
            "vpn.routes=[{destination_cidr_block: 192.168.1.0/24}]")
        #expect(try scenario.interface(to: "192.168.1.77") == interface)
        #expect(try scenario.withheld == (interface == "tun0" ? [] : ["192.168.1.0/24 CVPN-ROUTE-11"]))
    }

    @Test(.rules("CVPN-ROUTE-11", "OVPN-NETSTAT-09"))
    func `on Linux the lower metric wins`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.interfaces[eth0].metric=100",
            "vpn.routes=[{destination_cidr_block: 192.168.1.0/24}]")
        #expect(try scenario.interface(to: "192.168.1.77") == "tun0")
        #expect(try scenario.withheld.isEmpty)
    }

    @Test(.rules("CVPN-LAN-01", "CVPN-LAN-03"))
    func `the longer of the LAN's and the pushed prefix wins, but a Mac keeps its gateway's host row`() throws {
        let longerLAN = try ClientScenario(Self.base, set: "vpn.routes=[{destination_cidr_block: 192.168.0.0/16}]")
        #expect(try longerLAN.interface(to: "192.168.1.77") == "eth0")
        let longerRoute = try ClientScenario(
            Self.base, set: "client.os=macos", "vpn.interface=utun1",
            "vpn.routes=[{destination_cidr_block: 192.168.1.0/25}]")
        #expect(try longerRoute.interface(to: "192.168.1.77") == "utun1")
        #expect(try longerRoute.interface(to: "192.168.1.1") == "eth0")
    }

    @Test(.rules("CVPN-LAN-04"))
    func `in a full tunnel the LAN stays outside, what lies behind its gateway goes inside`() throws {
        let scenario = try ClientScenario(Self.base, set: "vpn.split_tunnel=false")
        #expect(try scenario.interface(to: "192.168.1.53") == "eth0")
        #expect(try scenario.interface(to: "192.168.9.53") == "tun0")
        #expect(try scenario.interface(to: "203.0.113.10") == "eth0")
    }

    // MARK: - A LAN in public address space

    @Test(.rules("CVPN-ROUTE-12", "OVPN-GW-01", "OVPN-GW-03"))
    func `a LAN in public space is drawn into the tunnel but for its gateway, in split mode too`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.interfaces[eth0]={name: eth0, address: 198.18.7.4/24, gateway: 198.18.7.1}")
        #expect(try scenario.interface(to: "1.1.1.1") == "tun0")
        #expect(try scenario.interface(to: "198.18.7.53") == "tun0")
        #expect(try scenario.interface(to: "198.18.7.1") == "eth0")
        #expect(try scenario.interface(to: "203.0.113.10") == "eth0")
        #expect(try scenario.removed == ["0.0.0.0/0 via 198.18.7.1 eth0"])
        let assumption = try scenario.world.client.routes.candidates(for: "1.1.1.1").first?.assumption
        #expect(assumption == AssumptionUse(key: "assumptions.block_local", value: "auto", rule: .cvpnRoute12))
        #expect(try scenario.tunnel.isFullTunnel)
    }

    @Test(.rules("CVPN-ROUTE-12"))
    func `the switch leaves such a LAN alone`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "client.interfaces[eth0]={name: eth0, address: 198.18.7.4/24, gateway: 198.18.7.1}",
            "assumptions.block_local=never")
        #expect(try scenario.interface(to: "1.1.1.1") == "eth0")
        #expect(try scenario.removed.isEmpty)
        let withheld = try scenario.world.client.routes.withheld
        #expect(withheld.map(\.route.destination) == ["0.0.0.0/0", "198.18.7.0/25", "198.18.7.128/25"])
        #expect(
            Set(withheld.map(\.route.assumption)) == [
                AssumptionUse(key: "assumptions.block_local", value: "never", rule: .cvpnRoute12)
            ])
    }

    // MARK: - Client route enforcement

    @Test(.rules("CVPN-CRE-02", "CVPN-CRE-04"))
    func `enforcement removes longer routes of the device and cures the capture of VPC addresses`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.client_route_enforcement=true", "vpn.routes=[{destination_cidr_block: 192.168.0.0/16}]"
        )
        #expect(try scenario.interface(to: "192.168.1.77") == "tun0")
        #expect(try scenario.interface(to: "8.8.8.8") == "eth0")
        #expect(try scenario.withheld == ["192.168.1.0/24 CVPN-CRE-02"])
        #expect(try scenario.tunnel.enforcesRoutes)
    }

    @Test(.rules("CVPN-CRE-03", "CVPN-CRE-04"))
    func `in a full tunnel it removes the LAN, but keeps the endpoint's host route and the own address`() throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.client_route_enforcement=true", "vpn.split_tunnel=false", "client.os=macos")
        #expect(try scenario.interface(to: "192.168.1.53") == "utun2")
        #expect(try scenario.interface(to: "192.168.1.1") == "utun2")
        #expect(try scenario.interface(to: "203.0.113.10") == "eth0")
        #expect(try scenario.rows.contains("192.168.1.4/32 on-link eth0"))
        #expect(try scenario.rows.contains("127.0.0.1/32 self lo0"))
    }

    @Test(.rules("CVPN-CRE-01"), arguments: ["{name: openvpn}", "{version: 5.1.9}"])
    func `other software and older versions do not enforce, which is a warning`(software: String) throws {
        let scenario = try ClientScenario(
            Self.base, set: "vpn.client_route_enforcement=true", "vpn.split_tunnel=false",
            "client.vpn_client=\(software)")
        #expect(try scenario.interface(to: "192.168.1.53") == "eth0")
        #expect(try scenario.tunnel.enforcesRoutes == false)
        #expect(scenario.ruled == ["warning CVPN-CRE-01 vpn.client_route_enforcement"])
    }

    @Test(.rules("CVPN-CRE-01"))
    func `enforcement is off by default`() throws {
        #expect(try ClientScenario(Self.base).tunnel.enforcesRoutes == false)
    }
}
