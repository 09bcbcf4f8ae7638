import IPCore
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// What the VPN's gateway does: association, route, authorization.
@Suite struct GatewayTests {
    @Test(.rules("CVPN-FWD-01", "CVPN-ROUTE-02"))
    func `in a full tunnel a destination without endpoint route is dropped at the endpoint`() {
        var example = ExampleWorld()
        example.connect(isFullTunnel: true, routes: ["10.123.0.0/16"])
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
        #expect(run.drop?.isReported == false)
        #expect(run.drop?.notes == [])
        #expect(run.drop?.remedy.contains("10.10.0.0/16") == true)
    }

    @Test(.rules("CVPN-FWD-01", "CVPN-SUBNET-02"))
    func `for a public destination the drop notes that the internet has no path`() {
        var example = ExampleWorld()
        example.connect(isFullTunnel: true)
        #expect(example.world.ask("8.8.8.8").death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
        #expect(example.world.ask("8.8.8.8").fate.notes == [.internetNoPath])
        example.connect(
            isFullTunnel: true, routes: ["0.0.0.0/0"],
            authorizing: [AuthorizationRule(network: "10.0.0.0/8", group: nil)])
        #expect(example.world.ask("8.8.8.8").death == Death("corp-vpn", .vpnNoAuth, .cvpnAuth01))
        #expect(example.world.ask("8.8.8.8").fate.notes == [.internetNoPath])
    }

    @Test(.rules("CVPN-AUTH-01", "CVPN-AUTH-07"))
    func `a route without an authorization rule is a silent drop`() {
        var example = ExampleWorld()
        example.connect(authorizing: [AuthorizationRule(network: "10.123.0.0/16", group: nil)])
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("corp-vpn", .vpnNoAuth, .cvpnAuth01))
        #expect(run.drop?.isReported == false)
        #expect(example.world.send(to: "10.123.2.1").drop == nil)
    }

    @Test(.rules("CVPN-AUTH-07"))
    func `an authorization rule without a route is a silent drop too`() {
        var example = ExampleWorld()
        example.connect(isFullTunnel: true, routes: [])
        #expect(example.world.send(to: "10.123.2.1").death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
    }

    @Test(
        .rules("CVPN-AUTH-02", "CVPN-AUTH-03"),
        arguments: [("10.8.4.9", false), ("10.8.5.9", true), ("10.9.0.1", false)] as [(IPAddress, Bool)])
    func `only the longest prefix around the destination counts, over the rules of all groups`(
        _ destination: IPAddress, _ isGranted: Bool
    ) {
        let table = AuthorizationTable(
            [
                AuthorizationRule(network: "10.8.0.0/16", group: "G1"),
                AuthorizationRule(network: "10.8.4.0/24", group: "G2"),
            ], userGroups: ["G1"])
        if case .granted = table.verdict(for: destination) {
            #expect(isGranted)
        } else {
            #expect(!isGranted)
        }
    }

    @Test(.rules("CVPN-AUTH-04"))
    func `a narrow rule around the DNS server for one group cuts the DNS of the others`() {
        var example = ExampleWorld()
        example.connect(
            authorizing: [
                AuthorizationRule(network: "10.10.0.0/16", group: "everybody"),
                AuthorizationRule(network: "10.10.1.228/32", group: "admins"),
            ], userGroups: ["everybody"])
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("corp-vpn", .vpnNoAuth, .cvpnAuth04))
        #expect(run.drop?.text.contains("10.10.1.228/32") == true)
        #expect(run.drop?.text.contains("\"admins\"") == true)
        #expect(run.drop?.text.contains("10.10.0.0/16") == true)
        #expect(example.world.send(to: "10.10.1.228").death?.rule == .cvpnAuth02)
        #expect(example.world.ask("10.10.0.43").drop == nil)
    }

    @Test(.rules("CVPN-AUTH-03"))
    func `0.0.0.0/0 means what no other rule mentions`() {
        var example = ExampleWorld()
        example.connect(
            authorizing: [
                AuthorizationRule(network: "0.0.0.0/0", group: "everybody"),
                AuthorizationRule(network: "10.123.0.0/16", group: "admins"),
            ], userGroups: ["everybody"])
        #expect(example.world.send(to: "10.123.2.1").death == Death("corp-vpn", .vpnNoAuth, .cvpnAuth03))
        #expect(example.world.ask("10.10.1.228").drop == nil)
    }

    @Test(.rules("CVPN-AUTH-02"))
    func `several groups may share the longest prefix`() {
        var example = ExampleWorld()
        let rules = ["a", "b"].map { AuthorizationRule(network: "10.123.0.0/16", group: $0) }
        example.connect(authorizing: rules, userGroups: ["b"])
        #expect(example.world.send(to: "10.123.2.1").drop == nil)
        example.connect(authorizing: rules, userGroups: ["c"])
        #expect(example.world.send(to: "10.123.2.1").death == Death("corp-vpn", .vpnNoAuth, .cvpnAuth02))
    }

    @Test(.rules("CVPN-ASSOC-02", "CVPN-ASSOC-04", "CVPN-ROUTE-10"), arguments: [false, true])
    func `only the routes of the association that the client landed on work`(_ isFullTunnel: Bool) {
        var example = ExampleWorld()
        let other = example.world.addSubnet("vpn-b", in: example.vpnVPC, "10.123.3.0/24", zone: "b")
        example.world.route(other, "10.10.0.0/16", .transitGateway(example.gateway), "tgw-1")
        example.connect(isFullTunnel: isFullTunnel)
        example.world.tunnel?.associations.append(
            TargetNetworkAssociation(
                "vpn-b", "vpn-vpc/vpn-b", .subnet(other), eni: "10.123.3.4", ["10.123.0.0/16"]))
        #expect(example.world.ask("10.10.1.228", choices: [0]).drop == nil)
        let run = example.world.ask("10.10.1.228", choices: [1])
        #expect(
            run.death == Death("corp-vpn", .vpnNoRoute, isFullTunnel ? .cvpnAssoc02 : .cvpnAssoc04))
        #expect(run.drop?.text.contains("vpn-a") == true)
        #expect(run.record.choices.map(\.options) == [["vpn-a", "vpn-b"]])
    }

    @Test(.rules("IBM-ROUTE-05"))
    func `a route with the action drop drops`() {
        var example = ExampleWorld()
        example.world.tunnel?.associations[0].routes.insert(
            GatewayRoute("10.123.2.0/24", action: .drop, origin: "add-route", target: "vpn-a", rule: .ibmRoute05),
            for: "10.123.2.0/24")
        #expect(example.world.send(to: "10.123.2.1").death == Death("corp-vpn", .vpnRouteDrop, .ibmRoute05))
    }

    @Test(.rules("CVPN-ROUTE-09"))
    func `client-to-client traffic needs a route of its own`() {
        var example = ExampleWorld()
        example.world.device.extra = [
            DeviceRoute("172.31.0.0/27", .gateway("172.31.0.2"), interface: "utun1", origin: .tunnelSubnet)
        ]
        #expect(example.world.send(to: "172.31.0.9").death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
        example.world.tunnel?.associations[0].routes.insert(
            GatewayRoute(
                "172.31.0.0/16", action: .clientToClient, origin: "add-route", target: "local", rule: .cvpnRoute09),
            for: "172.31.0.0/16")
        #expect(example.world.send(to: "172.31.0.9").arrival == .undeclared)
        #expect(example.world.ask("172.31.0.9").drop?.reason == .noListener)
    }

    @Test(.rules("CVPN-FWD-02", "CVPN-DNS-06"))
    func `a full tunnel needs route and rule for a peered VPC, unless a switch says otherwise`() {
        var example = ExampleWorld()
        let peering = example.world.peer(example.vpnVPC, example.resolverVPC)
        example.world.route(example.vpnA, "10.10.0.0/16", .peering(peering), "peering")
        example.world.route(example.dnsA, "10.123.0.0/16", .peering(peering), "peering")
        example.connect(isFullTunnel: true, routes: ["10.123.0.0/16"])
        var run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
        #expect(
            run.record.assumptions
                == [AssumptionUse(key: "assumptions.full_tunnel_implicit_peer", value: "false", rule: .cvpnFWD02)])
        example.world.switches.fullTunnelReachesPeers = true
        run = example.world.ask("10.10.1.228")
        #expect(run.fate.path.contains("peering"))
        #expect(run.drop == nil)
        #expect(run.record.assumptions.map(\.value) == ["true"])
        example.connect(isFullTunnel: true)
        #expect(example.world.ask("10.10.1.228").record.assumptions.isEmpty)
    }

    @Test(.rules("CVPN-SNAT-02"))
    func `IPv6 is not translated`() {
        var world = TestWorld()
        let vpc = world.addVPC("vpc", "10.0.0.0/16", "2001:db8:50::/56")
        let subnet = world.addSubnet("a", in: vpc, "10.0.1.0/24", "2001:db8:50:1::/64")
        world.addHost("app", "10.0.1.9", "2001:db8:50:1::9", in: .vpc(vpc), subnet: subnet)
        world.device.ipv6Address = "2001:db8:1::4/64"
        world.device.extra = [
            DeviceRoute("2001:db8:50::/56", .gateway("fd00::1"), interface: "utun1", origin: .pushed)
        ]
        world.tunnel = .aws(
            TargetNetworkAssociation(
                "a", "vpc/a", .subnet(subnet), eni: "10.0.1.4", ["10.0.0.0/16", "2001:db8:50::/56"]),
            authorizing: [AuthorizationRule(network: "::/0", group: nil)])
        world.tunnel?.families = [.ipv4, .ipv6]
        world.tunnel?.clientAddresses = ["172.31.0.2", "fd00::2"]
        let run = world.send(to: "2001:db8:50:1::9")
        #expect(run.fate.sourceAddress == "fd00::2")
        #expect(run.fate.hops.contains { $0.rule == .cvpnSNAT02 })
        #expect(run.drop == nil)
    }

    @Test(.rules("CVPN-SG-02"))
    func `the groups of the endpoint filter what leaves its network interfaces`() {
        var example = ExampleWorld()
        let group = example.world.addGroup(
            "vpn", in: example.vpnVPC, egress: [.port(443, .tcp, "10.123.0.0/16")])
        example.connect(groups: [group])
        #expect(example.world.ask("10.10.1.228").death == Death("vpn-vpc/vpn", .sgEgress, .cvpnSG02))
        #expect(example.world.send(to: "10.123.2.1").drop == nil)
    }

    @Test(.rules("CVPN-ENI-01"))
    func `an endpoint without an association forwards nothing`() {
        var example = ExampleWorld()
        example.world.tunnel?.associations = []
        #expect(example.world.send(to: "10.123.2.1").death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
    }
}
