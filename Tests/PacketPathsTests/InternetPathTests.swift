import IPCore
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// The internet by way of the cloud, out and in.
@Suite struct InternetPathTests {
    /// A full tunnel whose target subnet leads to the internet gateway.
    static func publicSubnet() -> ExampleWorld {
        var example = ExampleWorld()
        example.world.route(example.vpnA, "0.0.0.0/0", .internetGateway, "igw")
        example.connect(
            isFullTunnel: true, routes: ["10.123.0.0/16", "0.0.0.0/0"], publicAddress: "198.51.100.9")
        return example
    }

    /// A full tunnel whose target subnet leads to a NAT gateway in a public subnet.
    static func privateSubnet(publicRoute: Bool = true) -> (ExampleWorld, Reference<Subnet>) {
        var example = ExampleWorld()
        let edge = example.world.addSubnet("edge", in: example.vpnVPC, "10.123.9.0/24")
        let gateway = example.world.addNATGateway("nat", in: edge, publicAddress: "198.51.100.50")
        example.world.route(example.vpnA, "0.0.0.0/0", .natGateway(gateway), "nat")
        if publicRoute { example.world.route(edge, "0.0.0.0/0", .internetGateway, "igw") }
        example.connect(isFullTunnel: true, routes: ["10.123.0.0/16", "0.0.0.0/0"])
        return (example, edge)
    }

    @Test(.rules("CVPN-SUBNET-02", "CVPN-ENI-03", "CVPN-DNS-13"))
    func `the internet sees the public address of the network interface`() {
        let run = Self.publicSubnet().world.ask("8.8.8.8")
        guard case .nameServer? = run.arrival else { Issue.record("\(run.fate.outcome)"); return }
        #expect(run.fate.path == ["client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "vpn-vpc/igw", "internet", "google"])
        #expect(run.fate.publicAddress == "198.51.100.9")
        #expect(run.fate.roundTrip == .milliseconds(41))
    }

    @Test(.rules("CVPN-ENI-03"))
    func `behind a NAT gateway the internet sees the gateway's address`() {
        let run = Self.privateSubnet().0.world.send(to: "203.0.113.99")
        #expect(run.arrival == .undeclared)
        #expect(
            run.fate.path
                == [
                    "client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "vpn-vpc/nat", "vpn-vpc/igw", "internet",
                    "203.0.113.99",
                ])
        #expect(run.fate.publicAddress == "198.51.100.50")
        #expect(run.fate.sourceAddress == "198.51.100.50")
        #expect(run.fate.roundTrip == .milliseconds(42))
        #expect(run.assumedKeys == ["internet.hosts"])
    }

    @Test(.rules("CVPN-SUBNET-02"))
    func `without a default route the internet has no path`() {
        var example = ExampleWorld()
        example.connect(isFullTunnel: true, routes: ["0.0.0.0/0"])
        let run = example.world.ask("8.8.8.8")
        #expect(run.death == Death("vpn-vpc/vpn-a", .internetNoPath, .cvpnSubnet02))
        #expect(run.fate.notes == [.subnetNoRoute])
        #expect(run.drop?.isReported == false)
    }

    @Test(.rules("CVPN-SUBNET-02"))
    func `an internet gateway does not help an interface without public address`() {
        var example = Self.publicSubnet()
        example.world.tunnel?.associations[0].interfaces[0].publicAddress = nil
        let run = example.world.ask("8.8.8.8")
        #expect(run.death == Death("vpn-vpc/vpn-a", .internetNoPath, .cvpnSubnet02))
        #expect(run.fate.notes.isEmpty)
    }

    @Test(.rules("CVPN-SUBNET-02"))
    func `a NAT gateway needs a way to the internet of its own`() {
        let run = Self.privateSubnet(publicRoute: false).0.world.ask("8.8.8.8")
        #expect(run.death == Death("vpn-vpc/edge", .internetNoPath, .cvpnSubnet02))
        #expect(run.fate.notes == [.subnetNoRoute])
    }

    @Test(.rules("CVPN-SUBNET-02", "NACL-02"))
    func `filters on the way to the internet give their own codes and note the internet`() {
        var example = Self.publicSubnet()
        let acl = example.world.addACL(
            "edge", in: example.vpnVPC, ingress: [.allow(100, nil, "0.0.0.0/0")],
            egress: [.allow(100, nil, "10.0.0.0/8")])
        example.world.topology.subnets[example.vpnA].networkACL = acl
        let run = example.world.ask("8.8.8.8")
        #expect(run.death == Death("vpn-vpc/edge", .naclOut, .nacl02))
        #expect(run.fate.notes == [.internetNoPath])
    }

    @Test(.rules("NACL-02"))
    func `the answer from the internet passes the network ACL of the NAT gateway's subnet`() {
        var (example, edge) = Self.privateSubnet()
        let acl = example.world.addACL(
            "edge", in: example.vpnVPC, ingress: [.allow(100, nil, "10.0.0.0/8")],
            egress: [.allow(100, nil, "0.0.0.0/0")])
        example.world.topology.subnets[edge].networkACL = acl
        #expect(example.world.send(to: "203.0.113.99").death == Death("vpn-vpc/edge", .naclReturn, .nacl02, .return))
        example.world.topology.networkACLs[acl].ingress.append(.allow(200, .tcp, "0.0.0.0/0", 1024...65535))
        #expect(example.world.send(to: "203.0.113.99").drop == nil)
    }

    @Test(.rules("NACL-02"))
    func `a NAT gateway takes its source ports out of the whole range`() {
        var (example, edge) = Self.privateSubnet()
        let acl = example.world.addACL(
            "edge", in: example.vpnVPC,
            ingress: [.allow(100, nil, "10.0.0.0/8"), .allow(200, .tcp, "0.0.0.0/0", 49152...65535)],
            egress: [.allow(100, nil, "0.0.0.0/0")])
        example.world.topology.subnets[edge].networkACL = acl
        #expect(example.world.send(to: "203.0.113.99").record.choices.last?.options.count == 2)
        #expect(example.world.send(to: "203.0.113.99", choices: [0, 1]).drop?.reason == .naclReturn)
    }

    @Test(.rules("CVPN-ROUTE-08"))
    func `a public prefix may be pushed into a split tunnel`() {
        var example = ExampleWorld()
        example.world.route(example.vpnA, "0.0.0.0/0", .internetGateway, "igw")
        example.connect(routes: ["10.123.0.0/16", "8.8.8.8/32"], publicAddress: "198.51.100.9")
        #expect(example.world.ask("8.8.8.8").fate.publicAddress == "198.51.100.9")
        #expect(example.world.send(to: "198.51.100.200").fate.publicAddress == "203.0.113.7")
    }

    @Test(.rules("VPCE-10"))
    func `a gateway endpoint in the target subnet's table leads to the service inside the cloud`() {
        var example = ExampleWorld()
        example.world.route(example.vpnA, "52.95.128.0/20", .gatewayEndpoint("s3"), "s3-gateway")
        example.connect(routes: ["52.95.128.0/20"])
        let run = example.world.send(to: "52.95.130.1")
        #expect(run.arrival == .undeclared)
        #expect(run.fate.path == ["client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "s3-gateway", "52.95.130.1"])
        #expect(run.fate.publicAddress == nil)
        #expect(run.fate.roundTrip == .milliseconds(21))
    }

    @Test(.rules("PEER-02", "VPCE-10"))
    func `another network cannot use a VPC's gateway endpoint`() {
        var example = ExampleWorld()
        example.world.routes(of: example.gateway, [("0.0.0.0/0", .vpc(example.resolverVPC))])
        example.world.route(example.vpnA, "52.95.128.0/20", .transitGateway(example.gateway), "tgw-1")
        example.world.route(example.dnsA, "52.95.128.0/20", .gatewayEndpoint("s3"), "s3-gateway")
        example.connect(routes: ["52.95.128.0/20"])
        let run = example.world.send(to: "52.95.130.1")
        #expect(run.death == Death("resolver-vpc/dns-a", .peerNotTransitive, .peer02))
    }

    @Test(.rules("CVPN-ENI-03"))
    func `a central egress VPC behind a transit gateway translates for the others`() {
        var example = ExampleWorld()
        let egress = example.world.addVPC("egress", "10.99.0.0/16", internetGateway: "igw")
        let inner = example.world.addSubnet("inner", in: egress, "10.99.1.0/24")
        let edge = example.world.addSubnet("edge", in: egress, "10.99.2.0/24")
        let nat = example.world.addNATGateway("nat", in: edge, publicAddress: "198.51.100.77")
        let hub = example.world.addTransitGateway("hub", example.vpnVPC, egress)
        example.world.routes(
            of: hub, [("0.0.0.0/0", .vpc(egress)), ("10.123.0.0/16", .vpc(example.vpnVPC))])
        example.world.route(example.vpnA, "0.0.0.0/0", .transitGateway(hub), "hub")
        example.world.route(inner, "0.0.0.0/0", .natGateway(nat), "nat")
        example.world.route(edge, "0.0.0.0/0", .internetGateway, "igw")
        example.connect(isFullTunnel: true, routes: ["0.0.0.0/0"])
        #expect(example.world.ask("8.8.8.8").death == Death("egress/edge", .noReturnRoute, .cvpnSNAT03, .return))
        example.world.route(edge, "10.123.0.0/16", .transitGateway(hub), "hub")
        let run = example.world.ask("8.8.8.8")
        #expect(run.drop == nil)
        #expect(run.fate.publicAddress == "198.51.100.77")
    }

    // MARK: - Inbound

    /// A web server with a public address.
    static func webServer(route: Bool = true, gateway: String? = "igw") -> TestWorld {
        var world = TestWorld()
        let vpc = world.addVPC("web", "10.20.0.0/16", internetGateway: gateway)
        let subnet = world.addSubnet("public", in: vpc, "10.20.1.0/24")
        if route { world.route(subnet, "0.0.0.0/0", .internetGateway, "igw") }
        world.addHost(
            "web-1", "10.20.1.10", in: .vpc(vpc), subnet: subnet, publicAddress: "13.211.254.134",
            groups: [world.addGroup("web", in: vpc, ingress: [.port(443, .tcp, "203.0.113.0/24")])])
        return world
    }

    @Test(.rules("CVPN-SUBNET-02", "SG-01"))
    func `an instance's public address is reached through its internet gateway`() {
        let world = Self.webServer()
        let run = world.send(to: "13.211.254.134")
        #expect(
            run.fate.path == ["client", "en0", "192.168.1.1", "internet", "web/igw", "web/public", "web-1"])
        #expect(run.drop == nil)
        #expect(run.fate.sourceAddress == "203.0.113.7")
        #expect(run.fate.roundTrip == .milliseconds(21))
        #expect(world.send(to: "13.211.254.134", port: 80).death == Death("web/web", .sgIngress, .sg01))
    }

    @Test(.rules("CVPN-SUBNET-02"))
    func `without a gateway it is not reached, and without a default route its answer is lost`() {
        #expect(Self.webServer(gateway: nil).send(to: "13.211.254.134").drop?.reason == .internetNoPath)
        #expect(
            Self.webServer(route: false).send(to: "13.211.254.134").death
                == Death("web/public", .noReturnRoute, .cvpnSubnet02, .return))
    }

    @Test(.rules("SG-01"))
    func `a device whose public address is not told passes what admits everybody`() {
        var world = Self.webServer()
        world.device.publicIPv4 = nil
        #expect(world.send(to: "13.211.254.134").drop?.reason == .sgIngress)
        world.topology.securityGroups[Reference(0)].ingress = [.port(443, .tcp, "0.0.0.0/0")]
        #expect(world.send(to: "13.211.254.134").drop == nil)
    }

    @Test(.rules("CVPN-SUBNET-02"))
    func `a NAT gateway lets nothing in`() {
        let (example, _) = Self.privateSubnet()
        var world = example.world
        world.tunnel = nil
        #expect(world.send(to: "198.51.100.50").drop?.reason == .noListener)
    }

    @Test(.rules("CVPN-DNS-13"))
    func `what answers DNS at an undeclared public address is unknown`() {
        #expect(ExampleWorld().world.ask("9.9.9.9").missing == "internet.dns_servers")
        #expect(Self.publicSubnet().world.ask("9.9.9.9").missing == "internet.dns_servers")
    }
}
