import IPCore
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// Peering, transit gateways, networks on premises.
@Suite struct InterconnectionTests {
    /// Two VPCs joined by peering; the client lands in the first.
    struct Peered {
        var world = TestWorld()
        let near: Reference<VPC>
        let far: Reference<VPC>
        let nearSubnet: Reference<Subnet>
        let farSubnet: Reference<Subnet>
        let peering: Reference<PeeringConnection>

        init(returns: Bool = true, isActive: Bool = true, region: String = "ap-southeast-2") {
            near = world.addVPC("near", "10.1.0.0/16")
            far = world.addVPC("far", "10.2.0.0/16", internetGateway: "igw", region: region)
            nearSubnet = world.addSubnet("a", in: near, "10.1.1.0/24")
            farSubnet = world.addSubnet("b", in: far, "10.2.1.0/24")
            peering = world.peer(near, far, named: "pcx", isActive: isActive)
            world.route(nearSubnet, "10.2.0.0/16", .peering(peering), "pcx")
            if returns { world.route(farSubnet, "10.1.0.0/16", .peering(peering), "pcx") }
            world.addHost("app", "10.2.1.9", in: .vpc(far), subnet: farSubnet)
            world.device.pushed = ["10.0.0.0/8"]
            world.tunnel = .aws(
                TargetNetworkAssociation("a", "near/a", .subnet(nearSubnet), eni: "10.1.1.4", ["0.0.0.0/0"]))
        }
    }

    // MARK: - Peering

    @Test(.rules("PEER-01"))
    func `a peered VPC is reached by routes in both`() {
        let run = Peered().world.send(to: "10.2.1.9")
        #expect(run.fate.path == ["client", "utun1", "corp-vpn", "near/a", "pcx", "far/b", "app"])
        #expect(run.drop == nil)
        #expect(run.fate.roundTrip == .milliseconds(21))
        #expect(run.fate.hops.contains { $0.element == "pcx" && $0.direction == .return })
    }

    @Test(.rules("PEER-01", "CVPN-SUBNET-01"))
    func `a missing route to the peer ends the packet at the subnet`() {
        var peered = Peered()
        peered.world.topology.routeTables[peered.world.topology.subnets[peered.nearSubnet].routeTable].routes =
            PrefixTable()
        let run = peered.world.send(to: "10.2.1.9")
        #expect(run.death == Death("near/a", .subnetNoRoute, .cvpnSubnet01))
        #expect(run.drop?.remedy == "Add a route for 10.2.0.0/16 to near/a-rt through pcx.")
        #expect(run.drop?.isReported == false)
    }

    @Test(.rules("PEER-01", "CVPN-SNAT-03"))
    func `a missing route back loses the answer`() {
        let run = Peered(returns: false).world.send(to: "10.2.1.9")
        #expect(run.death == Death("far/b", .noReturnRoute, .peer01, .return))
        #expect(run.drop?.isReported == false)
        #expect(run.fate.sourceAddress == "10.1.1.4")
    }

    @Test(.rules("PEER-01"))
    func `an inactive peering connection leads nowhere`() {
        #expect(Peered(isActive: false).world.send(to: "10.2.1.9").death?.element == "pcx")
    }

    @Test(.rules("PEER-02"), arguments: ["10.3.0.1", "198.51.100.1"] as [IPAddress])
    func `peering is not transitive`(_ destination: IPAddress) {
        var peered = Peered()
        peered.world.device.pushed = ["0.0.0.0/1", "128.0.0.0/1"]
        peered.world.tunnel?.endpointAddresses = ["192.168.1.200"]
        peered.world.route(peered.nearSubnet, "0.0.0.0/0", .peering(peered.peering), "pcx")
        let run = peered.world.send(to: destination)
        #expect(run.death == Death("pcx", .peerNotTransitive, .peer02))
    }

    @Test(.rules("PEER-DNS-01", "VPC-DNS-08", "CVPN-DNS-10"))
    func `the resolver of a peer does not answer`() {
        var peered = Peered()
        var run = peered.world.ask("10.2.0.2")
        #expect(run.death == Death("far/vpc+2", .peerResolver, .peerDNS01))
        #expect(run.record.assumptions.isEmpty)
        peered.world.switches.foreignResolverIsFlaky = true
        run = peered.world.ask("10.2.0.2", choices: [0, 1])
        #expect(run.drop?.reason == .peerResolver)
    }

    @Test(.rules("SG-03"), arguments: [("ap-southeast-2", true), ("eu-west-1", false)])
    func `a group of a peer is known in the same Region alone`(_ region: String, _ passes: Bool) {
        var peered = Peered(region: region)
        let sender = peered.world.addGroup("vpn", in: peered.near)
        let group = peered.world.addGroup(
            "app", in: peered.far, ingress: [.port(443, groups: [sender])])
        peered.world.addHost("guarded", "10.2.1.10", in: .vpc(peered.far), subnet: peered.farSubnet, groups: [group])
        peered.world.tunnel?.securityGroups = [sender]
        let run = peered.world.send(to: "10.2.1.10")
        #expect((run.drop == nil) == passes)
        if !passes { #expect(run.death == Death("far/app", .sgIngress, .sg03)) }
    }

    // MARK: - Transit gateway

    @Test(.rules("CVPN-DNS-10", "TGW-DNS-05", "VPC-DNS-08"))
    func `the resolver of a VPC behind a transit gateway is silent, or flaky where the switch says so`() {
        var example = ExampleWorld()
        var run = example.world.ask("10.10.0.2")
        #expect(run.death == Death("resolver-vpc/vpc+2", .peerResolver, .cvpnDNS10))
        #expect(
            run.record.assumptions
                == [AssumptionUse(key: "assumptions.foreign_vpc_resolver", value: "drop", rule: .cvpnDNS10)])
        example.world.switches.foreignResolverIsFlaky = true
        run = example.world.ask("10.10.0.2")
        #expect(run.record.choices.map(\.options.count) == [1, 2])
        #expect(run.drop?.reason == .peerResolver)
        guard case .nameServer? = example.world.ask("10.10.0.2", choices: [0, 1]).arrival else {
            Issue.record("the other draw answers")
            return
        }
    }

    @Test(.rules("TGW-01"))
    func `a subnet reaches the gateway only where the attachment has its availability zone`() {
        var example = ExampleWorld()
        let gateway = example.world.addTransitGateway(
            "tgw-b", example.vpnVPC, example.resolverVPC, zones: [example.vpnVPC: ["ap-southeast-2b"]])
        example.world.route(example.vpnA, "10.10.0.0/16", .transitGateway(gateway), "tgw-b")
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("tgw-b", .tgwNoRoute, .tgw01))
        #expect(run.drop?.text.contains("ap-southeast-2a") == true)
    }

    @Test(.rules("TGW-01"))
    func `the answer needs the availability zone of the server's subnet`() {
        var example = ExampleWorld()
        let gateway = example.world.addTransitGateway(
            "tgw-b", example.vpnVPC, example.resolverVPC, zones: [example.resolverVPC: ["ap-southeast-2b"]])
        example.world.route(example.dnsA, "10.123.0.0/16", .transitGateway(gateway), "tgw-b")
        #expect(example.world.ask("10.10.1.228").death == Death("tgw-b", .noReturnRoute, .tgw01, .return))
        #expect(example.world.ask("10.10.0.43").drop == nil)
    }

    @Test(.rules("TGW-02"))
    func `the gateway's own route table needs the destination`() {
        var example = ExampleWorld()
        example.world.routes(of: example.gateway, [("10.123.0.0/16", .vpc(example.vpnVPC))])
        #expect(example.world.ask("10.10.1.228").death == Death("tgw-1", .tgwNoRoute, .tgw02))
        example.world.routes(
            of: example.gateway, [("10.123.0.0/16", .vpc(example.vpnVPC)), ("10.10.0.0/16", .blackhole)])
        #expect(example.world.ask("10.10.1.228").death == Death("tgw-1", .tgwNoRoute, .tgw02))
    }

    @Test(.rules("TGW-02", "CVPN-SNAT-03"))
    func `the gateway's own route table needs the way back`() {
        var example = ExampleWorld()
        example.world.routes(of: example.gateway, [("10.10.0.0/16", .vpc(example.resolverVPC))])
        #expect(example.world.ask("10.10.1.228").death == Death("tgw-1", .noReturnRoute, .tgw02, .return))
    }

    @Test(.rules("CVPN-SNAT-03"))
    func `the server's subnet needs a route back to the VPC of the endpoint`() {
        var example = ExampleWorld()
        example.world.topology.routeTables[example.world.topology.subnets[example.dnsA].routeTable].routes =
            PrefixTable()
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("resolver-vpc/dns-a", .noReturnRoute, .cvpnSNAT03, .return))
        #expect(run.drop?.remedy == "Add a route for 10.123.0.0/16 to resolver-vpc/dns-a-rt through tgw-1.")
        #expect(run.fate.path.last == "inbound")
        #expect(example.world.ask("10.10.0.43").drop == nil)
    }

    @Test(.rules("SG-03"), arguments: ["nobody", "vpn-vpc", "resolver-vpc"])
    func `over a transit gateway group references need the option on both attachments`(_ withoutOption: String) {
        var example = ExampleWorld()
        let without = example.world.topology.vpcs.references.filter {
            example.world.topology.vpcs[$0].name == withoutOption
        }
        let gateway = example.world.addTransitGateway(
            "tgw-2", example.vpnVPC, example.resolverVPC, withoutReferencing: Set(without))
        example.world.route(example.vpnA, "10.10.0.0/16", .transitGateway(gateway), "tgw-2")
        let sender = example.world.addGroup("vpn", in: example.vpnVPC)
        example.world.topology.securityGroups[example.dnsGroup].ingress = [.port(53, .udp, groups: [sender])]
        example.connect(groups: [sender])
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == (without.isEmpty ? nil : Death("resolver-vpc/dns", .sgIngress, .sg03)))
    }

    @Test(.rules("TGW-02"))
    func `peered transit gateways lead on by their static routes`() {
        var example = ExampleWorld()
        let third = example.world.addVPC("third", "10.30.0.0/16")
        let subnet = example.world.addSubnet("c", in: third, "10.30.1.0/24")
        let remote = example.world.addTransitGateway("tgw-remote", third)
        example.world.addHost("app", "10.30.1.9", in: .vpc(third), subnet: subnet)
        example.world.routes(
            of: example.gateway, [("10.123.0.0/16", .vpc(example.vpnVPC)), ("10.30.0.0/16", .peer(remote))])
        example.world.routes(of: remote, [("10.30.0.0/16", .vpc(third)), ("10.123.0.0/16", .peer(example.gateway))])
        example.world.route(example.vpnA, "10.30.0.0/16", .transitGateway(example.gateway), "tgw-1")
        example.world.route(subnet, "10.123.0.0/16", .transitGateway(remote), "tgw-remote")
        example.connect(routes: ["10.30.0.0/16"])
        let run = example.world.send(to: "10.30.1.9")
        #expect(
            run.fate.path == ["client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "tgw-1", "tgw-remote", "third/c", "app"])
        #expect(run.drop == nil)
        #expect(run.fate.roundTrip == .milliseconds(22))
    }

    @Test(.rules("TGW-02"))
    func `transit gateways that lead to one another go round until the packet expires`() {
        var example = ExampleWorld()
        let remote = example.world.addTransitGateway("tgw-remote")
        example.world.routes(of: example.gateway, [("10.10.0.0/16", .peer(remote))])
        example.world.routes(of: remote, [("10.10.0.0/16", .peer(example.gateway))])
        let run = example.world.ask("10.10.1.228")
        #expect(run.drop?.reason == .loop)
        #expect(run.drop?.isReported == true)
    }

    // MARK: - On premises

    @Test(.rules("CVPN-SUBNET-01", "CVPN-SNAT-03"))
    func `a network behind the virtual private gateway is reached if it routes back`() {
        var example = ExampleWorld()
        let site = example.world.addSite(
            "office", "172.20.0.0/16", behind: example.vpnVPC, returning: ["10.123.0.0/16"])
        example.world.addHost("dc", "172.20.0.10", in: .onPremises(site), server: .recursive)
        example.world.route(example.vpnA, "172.20.0.0/16", .vpnGateway, "vgw-1")
        example.connect(routes: ["172.20.0.0/16"])
        let run = example.world.ask("172.20.0.10")
        guard case .nameServer? = run.arrival else { Issue.record("\(run.fate.outcome)"); return }
        #expect(
            run.fate.path == ["client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "vpn-vpc/vgw-1", "office", "dc"])
        #expect(run.fate.roundTrip == .milliseconds(21))
        #expect(run.record.assumptions.isEmpty)
        example.world.topology.onPremises[site].returnRoutes = PrefixSet(["10.10.0.0/16"])
        #expect(example.world.ask("172.20.0.10").death == Death("office", .noReturnRoute, .cvpnSNAT03, .return))
    }

    @Test(.rules("CVPN-SNAT-03"))
    func `assumed return routes are listed when they decide`() {
        var example = ExampleWorld()
        let site = example.world.addSite(
            "office", "172.20.0.0/16", returning: ["10.10.0.0/16", "10.123.0.0/16"], isAssumed: true)
        let gateway = example.world.addTransitGateway("tgw-2", example.vpnVPC, onPremises: [site])
        example.world.addHost("dc", "172.20.0.10", in: .onPremises(site), server: .recursive)
        example.world.route(example.vpnA, "172.20.0.0/16", .transitGateway(gateway), "tgw-2")
        example.connect(routes: ["172.20.0.0/16"])
        let run = example.world.ask("172.20.0.10")
        #expect(run.drop == nil)
        #expect(run.fate.roundTrip == .milliseconds(22))
        #expect(
            run.record.assumptions == [
                AssumptionUse(
                    key: "on_premises[office].return_routes", value: "[10.10.0.0/16, 10.123.0.0/16]", rule: .cvpnSNAT03)
            ])
    }

    @Test(.rules("CVPN-SNAT-03"))
    func `assumed return routes are listed when they lose the answer, too`() {
        var example = ExampleWorld()
        _ = example.world.addSite(
            "office", "172.20.0.0/16", behind: example.vpnVPC, returning: ["10.10.0.0/16"], isAssumed: true)
        example.world.route(example.vpnA, "172.20.0.0/16", .vpnGateway, "vgw-1")
        example.connect(routes: ["172.20.0.0/16"])
        let run = example.world.send(to: "172.20.0.11")
        #expect(run.death == Death("office", .noReturnRoute, .cvpnSNAT03, .return))
        #expect(run.assumedKeys == ["on_premises[office].return_routes"])
    }

    @Test(.rules("CVPN-DNS-07"))
    func `what answers at an undeclared address on premises is unknown`() {
        var example = ExampleWorld()
        _ = example.world.addSite("office", "172.20.0.0/16", behind: example.vpnVPC, returning: ["10.123.0.0/16"])
        example.world.route(example.vpnA, "172.20.0.0/16", .vpnGateway, "vgw-1")
        example.connect(routes: ["172.20.0.0/16"])
        #expect(example.world.ask("172.20.0.11").missing == "on_premises[office].dns_servers")
        #expect(example.world.send(to: "172.20.0.11").arrival == .undeclared)
        #expect(example.world.send(to: "172.20.0.11").assumedKeys == ["on_premises[office].hosts"])
    }

    @Test(.rules("CVPN-SNAT-03"))
    func `a certain drop on the way back beats an unknown server`() {
        var example = ExampleWorld()
        _ = example.world.addSite("office", "172.20.0.0/16", behind: example.vpnVPC, returning: [])
        example.world.route(example.vpnA, "172.20.0.0/16", .vpnGateway, "vgw-1")
        example.connect(routes: ["172.20.0.0/16"])
        #expect(example.world.ask("172.20.0.11").drop?.reason == .noReturnRoute)
    }

    @Test(.rules("CVPN-SUBNET-01"))
    func `a virtual private gateway without the destination leads nowhere`() {
        var example = ExampleWorld()
        example.world.route(example.vpnA, "172.20.0.0/16", .vpnGateway, "vgw-1")
        example.connect(routes: ["172.20.0.0/16"])
        #expect(
            example.world.send(to: "172.20.0.11").death == Death("vpn-vpc/vpn-a", .subnetNoRoute, .cvpnSubnet01))
    }

    @Test(.rules("CVPN-SUBNET-01"))
    func `a blackhole route ends the packet at the subnet`() {
        var example = ExampleWorld()
        example.world.route(example.vpnA, "10.10.0.0/16", .blackhole, "blackhole")
        #expect(
            example.world.ask("10.10.1.228").death == Death("vpn-vpc/vpn-a", .subnetBlackhole, .cvpnSubnet01))
    }

    @Test(.rules("CVPN-SUBNET-01"))
    func `a private address that only the default route to the internet matches has no route`() {
        var example = ExampleWorld()
        example.world.route(example.vpnA, "0.0.0.0/0", .internetGateway, "igw")
        example.connect(routes: ["10.0.0.0/8"], publicAddress: "198.51.100.9")
        #expect(example.world.send(to: "10.77.0.1").death == Death("vpn-vpc/vpn-a", .subnetNoRoute, .cvpnSubnet01))
    }

    @Test(.rules("CVPN-SUBNET-02", "R53-OUTBOUND-02"))
    func `an answer to public addresses on premises does not leave by the internet gateway`() {
        var world = InternetPathTests.webServer()
        let site = world.addSite(
            "office", "203.0.113.0/24", behind: Reference(0), returning: ["10.20.0.0/16"])
        let host = world.addHost("pc", "203.0.113.9", in: .onPremises(site))
        let origin = FlowOrigin.host(host, "203.0.113.9")
        #expect(
            world.send(to: "10.20.1.10", from: origin).death
                == Death("web/public", .noReturnRoute, .r53Outbound02, .return))
        world.route(Reference(0), "203.0.113.0/24", .vpnGateway, "vgw")
        #expect(world.send(to: "10.20.1.10", from: origin).drop == nil)
    }
}
