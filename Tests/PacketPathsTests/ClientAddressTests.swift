import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// Gateways that leave the client's own address as it is: the way there, the way back, and connections from the cloud.
@Suite struct ClientAddressTests {
    /// A VPC, a second one behind a transit gateway, and a client that is seen by its own address.
    struct Delivering {
        var world = TestWorld()
        let vpc: Reference<VPC>
        let far: Reference<VPC>
        let server: Reference<Subnet>
        let home: Reference<Subnet>
        let beyond: Reference<Subnet>
        let transit: Reference<TransitGateway>
        let ecs: Reference<Host>

        init(_ defaults: GatewayDefaults) {
            vpc = world.addVPC("vpc", "172.24.0.0/16")
            far = world.addVPC("far", "172.25.0.0/16")
            server = world.addSubnet("server", in: vpc, "172.24.1.0/24")
            home = world.addSubnet("home", in: vpc, "172.24.203.0/24")
            beyond = world.addSubnet("beyond", in: far, "172.25.1.0/24")
            transit = world.addTransitGateway("tgw", vpc, far)
            world.route(server, "172.25.0.0/16", .transitGateway(transit), "tgw")
            world.route(beyond, "172.24.0.0/16", .transitGateway(transit), "tgw")
            ecs = world.addHost("ecs", "172.24.203.118", in: .vpc(vpc), subnet: home)
            world.addHost("distant", "172.25.1.9", in: .vpc(far), subnet: beyond)
            world.device.os = .windows
            world.device.address = "192.168.0.49/24"
            world.device.gateway = "192.168.0.1"
            world.device.pushed = ["172.24.0.0/16", "172.25.0.0/16", "192.168.1.0/24", "8.8.8.8/32"]
            world.tunnel = .plain(
                TargetNetworkAssociation(
                    "server", "vpc/server", .subnet(server), eni: "172.24.1.4",
                    ["172.24.0.0/16", "172.25.0.0/16", "8.8.8.8/32"], action: .deliver, rule: defaults.sourceRule),
                defaults, pool: "192.168.1.0/24", clientAddress: "192.168.1.10", gateway: "192.168.1.9")
        }

        /// Changes the route table of a subnet.
        mutating func table(of subnet: Reference<Subnet>, _ change: (inout RouteTable) -> Void) {
            change(&world.topology.routeTables[world.topology.subnets[subnet].routeTable])
        }
    }

    // MARK: - Alibaba

    @Test(.rules("ALI-PATH-02"))
    func `without translation the server sees the client's address in the tunnel`() {
        let run = Delivering(.alibaba).world.send(to: "172.24.203.118")
        #expect(run.drop == nil)
        #expect(run.fate.sourceAddress == "192.168.1.10")
        #expect(run.fate.hops.contains { $0.rule == .aliPath02 })
    }

    @Test(.rules("ALI-PATH-01", "ALI-PATH-02"))
    func `the cloud opens connections to the client's address in the tunnel`() {
        let delivering = Delivering(.alibaba)
        let run = delivering.world.send(
            .icmp, to: "192.168.1.10", port: 0, from: .host(delivering.ecs, "172.24.203.118"))
        #expect(run.arrival == .undeclared)
        #expect(run.fate.path == ["ecs", "vpc/home", "corp-vpn", "client"])
        #expect(run.fate.sourceAddress == "172.24.203.118")
        #expect(run.fate.roundTrip == .milliseconds(20))
        #expect(run.record.choices.map(\.name) == ["landed_on"])
    }

    @Test(.rules("ALI-PATH-03"))
    func `the client's own LAN is not reached from the cloud`() {
        let delivering = Delivering(.alibaba)
        let run = delivering.world.send(
            .icmp, to: "192.168.0.49", port: 0, from: .host(delivering.ecs, "172.24.203.118"))
        #expect(run.death == Death("vpc/home", .subnetNoRoute, .cvpnSubnet01))
        #expect(run.drop?.isReported == false)
    }

    @Test(.rules("ALI-PATH-03"))
    func `a route for it to the VPN gateway makes the packet go round until its time to live is exceeded`() {
        var delivering = Delivering(.alibaba)
        delivering.world.route(delivering.home, "192.168.0.0/24", .tunnel, "corp-vpn")
        let run = delivering.world.send(
            .icmp, to: "192.168.0.49", port: 0, from: .host(delivering.ecs, "172.24.203.118"))
        #expect(run.death == Death("corp-vpn", .loop, .aliPath03))
        #expect(run.drop?.isReported == true)
        #expect(run.drop?.text.contains("time to live") == true)
    }

    @Test(.rules("ALI-PATH-01"))
    func `an address of the pool that no client has is nobody's`() {
        let delivering = Delivering(.alibaba)
        let run = delivering.world.send(
            .icmp, to: "192.168.1.99", port: 0, from: .host(delivering.ecs, "172.24.203.118"))
        #expect(run.death == Death("corp-vpn", .noSuchHost, .aliPath01))
    }

    @Test(.rules("ALI-PATH-01", "ALI-ROUTE-01"))
    func `the device answers through the tunnel if its routes and the gateway's lead back`() {
        var delivering = Delivering(.alibaba)
        let origin = FlowOrigin.host(delivering.ecs, "172.24.203.118")
        delivering.world.device.pushed = ["172.25.0.0/16", "192.168.1.0/24"]
        #expect(
            delivering.world.send(to: "192.168.1.10", from: origin).death
                == Death("client", .noReturnRoute, .aliPath01, .return))
        delivering.world.device.pushed = ["172.24.0.0/16", "192.168.1.0/24"]
        delivering.world.tunnel?.associations[0].routes = PrefixTable()
        #expect(
            delivering.world.send(to: "192.168.1.10", from: origin).death
                == Death("corp-vpn", .noReturnRoute, .aliRoute01, .return))
    }

    @Test(.rules("ALI-PATH-04"))
    func `a pushed public prefix is a black hole`() {
        let run = Delivering(.alibaba).world.ask("8.8.8.8")
        #expect(run.death == Death("corp-vpn", .internetNoPath, .aliPath04))
        #expect(run.drop?.isReported == false)
        #expect(run.fate.interface == "utun1")
    }

    @Test(.rules("ALI-ROUTE-02"))
    func `everything else bypasses the tunnel`() {
        let run = Delivering(.alibaba).world.send(to: "198.51.100.1")
        #expect(run.fate.interface == "en0")
        #expect(run.fate.publicAddress == "203.0.113.7")
    }

    @Test(.rules("ALI-PATH-05"))
    func `another VPC has to route back to the client CIDR block`() {
        var delivering = Delivering(.alibaba)
        #expect(
            delivering.world.send(to: "172.25.1.9").death
                == Death("far/beyond", .noReturnRoute, .aliPath05, .return))
        delivering.world.route(delivering.beyond, "192.168.1.0/24", .transitGateway(delivering.transit), "tgw")
        #expect(
            delivering.world.send(to: "172.25.1.9").death == Death("tgw", .noReturnRoute, .aliPath05, .return))
        delivering.world.routes(
            of: delivering.transit,
            [
                ("172.24.0.0/16", .vpc(delivering.vpc)), ("172.25.0.0/16", .vpc(delivering.far)),
                ("192.168.1.0/24", .vpc(delivering.vpc)),
            ])
        #expect(delivering.world.send(to: "172.25.1.9").drop == nil)
    }

    @Test(.rules("ALI-ADDR-02"))
    func `a pool that overlaps the client's LAN lets nothing through`() {
        var defaults = GatewayDefaults.alibaba
        defaults.overlapRule = .aliAddr02
        var delivering = Delivering(defaults)
        #expect(delivering.world.send(to: "172.24.203.118").drop == nil)
        delivering.world.device.address = "192.168.1.49/24"
        #expect(
            delivering.world.send(to: "172.24.203.118").death
                == Death("utun1", .clientOnlinkCapture, .aliAddr02))
    }

    @Test(.rules("ALI-PATH-02"))
    func `a server's group has to admit the client CIDR block`() {
        var delivering = Delivering(.alibaba)
        for (prefix, passes) in [("172.24.0.0/16", false), ("192.168.1.0/24", true)] as [(IPPrefix, Bool)] {
            let group = delivering.world.addGroup(
                "g", in: delivering.vpc, ingress: [.port(443, .tcp, prefix)])
            delivering.world.topology.hosts[delivering.ecs].securityGroups = [group]
            #expect((delivering.world.send(to: "172.24.203.118").drop == nil) == passes)
        }
    }

    // MARK: - IBM

    @Test(.rules("IBM-ROUTE-07"), arguments: [true, false])
    func `the destination's route table must accept routes from the VPN server`(_ accepts: Bool) {
        var delivering = Delivering(.ibm)
        delivering.table(of: delivering.home) { $0.acceptsVPNRoutes = accepts }
        let run = delivering.world.send(to: "172.24.203.118")
        #expect(run.death == (accepts ? nil : Death("vpc/home", .noReturnRoute, .ibmRoute07, .return)))
        #expect(run.fate.sourceAddress == "192.168.1.10")
    }

    @Test(.rules("IBM-ROUTE-06"), arguments: [true, false])
    func `behind a transit gateway the pool has to be advertised`(_ advertises: Bool) {
        var delivering = Delivering(.ibm)
        delivering.table(of: delivering.server) { $0.advertisesRoutes = advertises }
        let run = delivering.world.send(to: "172.25.1.9")
        #expect(run.death == (advertises ? nil : Death("far/beyond", .noReturnRoute, .ibmRoute06, .return)))
    }

    @Test(.rules("IBM-ROUTE-05", "IBM-ROUTE-06"))
    func `translated, the packet needs neither`() {
        var delivering = Delivering(.ibm)
        delivering.table(of: delivering.home) { $0.acceptsVPNRoutes = false }
        delivering.world.tunnel?.associations[0].routes.insert(
            GatewayRoute("172.24.0.0/15", action: .translate, origin: "add-route", target: "x", rule: .ibmRoute05),
            for: "172.24.0.0/15")
        for prefix in ["172.24.0.0/16", "172.25.0.0/16"] as [IPPrefix] {
            delivering.world.tunnel?.associations[0].routes.insert(
                GatewayRoute(prefix, action: .translate, origin: "add-route", target: "x", rule: .ibmRoute05),
                for: prefix)
        }
        for address in ["172.24.203.118", "172.25.1.9"] as [IPAddress] {
            let run = delivering.world.send(to: address)
            #expect(run.drop == nil)
            #expect(run.fate.sourceAddress == "172.24.1.4")
        }
    }

    @Test(.rules("IBM-DNS-03"), arguments: [(GatewayAction.translate, true), (.deliver, false)])
    func `the provider's resolvers answer a translated source alone`(_ action: GatewayAction, _ answers: Bool) {
        var delivering = Delivering(.ibm)
        let server = delivering.world.addServer(
            "vpc/resolver", ["161.26.0.7"],
            role: .providerResolver(delivering.vpc, seesPrivateZones: true))
        delivering.world.topology.vpcs[delivering.vpc].resolversByAddress = ["161.26.0.7": server]
        delivering.world.device.pushed.append("161.26.0.0/16")
        delivering.world.tunnel?.associations[0].routes.insert(
            GatewayRoute("161.26.0.0/16", action: action, origin: "add-route", target: "x", rule: .ibmRoute05),
            for: "161.26.0.0/16")
        let run = delivering.world.ask("161.26.0.7")
        if answers {
            #expect(run.arrival == .nameServer(server))
        } else {
            #expect(run.death == Death("vpc/resolver", .noReturnRoute, .ibmDNS03, .return))
        }
    }

    @Test(.rules("CVPN-SUBNET-02"))
    func `an internet gateway knows no public address for the client's own`() {
        var delivering = Delivering(.ibm)
        delivering.world.route(delivering.server, "0.0.0.0/0", .internetGateway, "igw")
        delivering.world.tunnel?.associations[0].interfaces[0].publicAddress = "198.51.100.9"
        #expect(
            delivering.world.ask("8.8.8.8").death == Death("vpc/server", .internetNoPath, .cvpnSubnet02))
        delivering.world.tunnel?.associations[0].routes.insert(
            GatewayRoute("8.8.8.8/32", action: .translate, origin: "add-route", target: "x", rule: .ibmRoute05),
            for: "8.8.8.8/32")
        #expect(delivering.world.ask("8.8.8.8").drop?.reason != .internetNoPath)
    }

    // MARK: - AWS

    @Test(.rules("CVPN-SG-02", "CVPN-SNAT-01"))
    func `nothing in the VPC leads to a client behind translation`() {
        let example = ExampleWorld()
        for address in ["172.31.0.2", "192.168.1.4"] as [IPAddress] {
            let run = example.world.send(to: address, from: .host(example.app, "10.123.2.1"))
            #expect(run.death == Death("vpn-vpc/app-a", .subnetNoRoute, .cvpnSubnet01))
        }
    }
}
