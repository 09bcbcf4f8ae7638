import IPCore
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// Packets of instances, outbound endpoints, LAN routers, servers on premises and on the internet.
@Suite struct HostOriginTests {
    @Test(.rules("R53-OUTBOUND-01", "R53-OUTBOUND-02"))
    func `an outbound endpoint's query obeys its subnet, its groups and the far end's way back`() {
        var example = ExampleWorld()
        let group = example.world.addGroup(
            "out", in: example.resolverVPC, egress: [.port(53, .udp, "172.20.0.0/16")])
        let outbound = example.world.addHost(
            "outbound", "10.10.1.53", in: .vpc(example.resolverVPC), subnet: example.dnsA, groups: [group])
        let origin = FlowOrigin.host(outbound, "10.10.1.53")
        let site = example.world.addSite(
            "office", "172.20.0.0/16", behind: example.resolverVPC, returning: ["10.10.0.0/16"])
        example.world.addHost("dc", "172.20.0.10", in: .onPremises(site), server: .recursive)

        #expect(
            example.world.ask("172.20.0.10", from: origin).death
                == Death("resolver-vpc/dns-a", .subnetNoRoute, .cvpnSubnet01))
        example.world.route(example.dnsA, "172.20.0.0/16", .vpnGateway, "vgw")
        let run = example.world.ask("172.20.0.10", from: origin)
        guard case .nameServer? = run.arrival else { Issue.record("\(run.fate.outcome)"); return }
        #expect(run.fate.path == ["outbound", "resolver-vpc/dns-a", "resolver-vpc/vgw", "office", "dc"])
        #expect(run.fate.sourceAddress == "10.10.1.53")
        #expect(run.fate.interface == nil)
        #expect(run.fate.roundTrip == .milliseconds(1))
        let tcp = example.world.ask("172.20.0.10", over: .tcp, from: origin)
        #expect(tcp.drop?.reason == .sgEgress)
        #expect(tcp.fate.notes == [.tcp53Blocked])
        example.world.topology.onPremises[site].returnRoutes = PrefixSet([])
        #expect(
            example.world.ask("172.20.0.10", from: origin).death
                == Death("office", .noReturnRoute, .r53Outbound02, .return))
    }

    @Test(.rules("VPC-DNS-05"))
    func `an instance asks the resolver of its own VPC, whatever its groups say`() {
        var example = ExampleWorld()
        let shut = example.world.addGroup("shut", in: example.vpnVPC, egress: [])
        let host = example.world.addHost(
            "shut-in", "10.123.2.30", in: .vpc(example.vpnVPC), subnet: example.appA, groups: [shut])
        guard case .nameServer? = example.world.ask("10.123.0.2", from: .host(host, "10.123.2.30")).arrival else {
            Issue.record("the resolver must answer")
            return
        }
        #expect(
            example.world.ask("10.10.1.228", from: .host(host, "10.123.2.30")).death
                == Death("vpn-vpc/shut", .sgEgress, .sg01))
    }

    @Test(.rules("VPC-DNS-08"))
    func `a server on premises cannot ask a VPC's resolver, but an inbound endpoint`() {
        var example = ExampleWorld()
        let site = example.world.addSite(
            "office", "172.20.0.0/16", behind: example.resolverVPC, returning: ["10.10.0.0/16"])
        let dc = example.world.addHost("dc", "172.20.0.10", in: .onPremises(site), server: .recursive)
        let origin = FlowOrigin.host(dc, "172.20.0.10")
        example.world.route(example.dnsA, "172.20.0.0/16", .vpnGateway, "vgw")
        example.world.topology.securityGroups[example.dnsGroup].ingress.append(.port(53, .udp, "172.20.0.0/16"))
        #expect(
            example.world.ask("10.10.0.2", from: origin).death
                == Death("resolver-vpc/vpc+2", .peerResolver, .vpcDNS08))
        let run = example.world.ask("10.10.1.228", from: origin)
        #expect(run.drop == nil)
        #expect(run.fate.path == ["dc", "office", "resolver-vpc/dns-a", "inbound"])
        #expect(
            example.world.ask("10.10.0.43", from: origin).death
                == Death("resolver-vpc/dns-b", .noReturnRoute, .r53Outbound02, .return))
        let colleague = example.world.addHost("file-server", "172.20.7.7", in: .onPremises(site))
        let local = example.world.send(to: "172.20.7.7", from: origin)
        #expect(local.arrival == .host(colleague))
        #expect(local.fate.roundTrip == .zero)
    }

    @Test(.rules("PEER-02"))
    func `a VPC's connection to the premises leads into that VPC alone`() {
        var example = ExampleWorld()
        let site = example.world.addSite(
            "office", "172.20.0.0/16", behind: example.resolverVPC, returning: ["10.0.0.0/8"])
        let dc = example.world.addHost("dc", "172.20.0.10", in: .onPremises(site))
        #expect(
            example.world.send(to: "10.123.2.1", from: .host(dc, "172.20.0.10")).death
                == Death("office", .peerNotTransitive, .peer02))
    }

    @Test(.rules("TGW-02"))
    func `from premises on a transit gateway the answer comes back by the gateway`() {
        var example = ExampleWorld()
        let site = example.world.addSite("office", "172.20.0.0/16", returning: ["10.123.0.0/16"])
        let hub = example.world.addTransitGateway("hub", example.vpnVPC, onPremises: [site])
        let dc = example.world.addHost("dc", "172.20.0.10", in: .onPremises(site))
        let origin = FlowOrigin.host(dc, "172.20.0.10")
        #expect(
            example.world.send(to: "10.123.2.1", from: origin).death
                == Death("vpn-vpc/app-a", .noReturnRoute, .tgw02, .return))
        example.world.route(example.appA, "172.20.0.0/16", .transitGateway(hub), "hub")
        let run = example.world.send(to: "10.123.2.1", from: origin)
        #expect(run.drop == nil)
        #expect(run.fate.path == ["dc", "office", "hub", "vpn-vpc/app-a", "app"])
        #expect(run.fate.roundTrip == .milliseconds(2))
    }

    @Test(.rules("PEER-01"))
    func `an answer may come back by another way than the packet took`() {
        var example = ExampleWorld()
        let peering = example.world.peer(example.vpnVPC, example.resolverVPC, named: "pcx")
        example.world.route(example.dnsA, "10.123.0.0/16", .peering(peering), "pcx")
        let run = example.world.ask("10.10.1.228")
        #expect(run.drop == nil)
        #expect(run.fate.path.contains("tgw-1"))
        #expect(run.fate.hops.contains { $0.element == "pcx" && $0.direction == .return })
    }

    @Test(.rules("CVPN-DNS-07"))
    func `a router on the LAN reaches its LAN and the internet, and no private network`() {
        var example = ExampleWorld()
        guard let router = example.world.topology.host(at: "192.168.1.1", in: .local) else {
            Issue.record("the example has a router")
            return
        }
        let origin = FlowOrigin.host(router, "192.168.1.1")
        let run = example.world.ask("8.8.8.8", from: origin)
        #expect(run.fate.path == ["home-router", "internet", "google"])
        #expect(run.fate.roundTrip == .milliseconds(20))
        #expect(run.fate.publicAddress == "203.0.113.7")
        #expect(
            example.world.ask("10.10.1.228", from: origin).death == Death("home-router", .clientNoRoute, .cvpnDNS07))
        example.world.addHost("pihole", "192.168.1.53", in: .local, server: .recursive)
        #expect(example.world.ask("192.168.1.53", from: origin).fate.roundTrip == .milliseconds(1))
        #expect(example.world.ask("192.168.1.54", from: origin).missing == "local_network.dns_servers")
    }

    @Test(.rules("CVPN-DNS-07"))
    func `a server on the internet knows no private address`() {
        let example = ExampleWorld()
        guard let google = example.world.topology.host(at: "8.8.8.8", in: .internet) else {
            Issue.record("the example has a public server")
            return
        }
        #expect(
            example.world.ask("10.10.1.228", from: .host(google, "8.8.8.8")).death
                == Death("internet", .noSuchHost, .cvpnDNS07))
    }

    @Test(.rules("CVPN-SUBNET-02"))
    func `an instance without public address leaves by a NAT gateway alone`() {
        var example = ExampleWorld()
        example.world.route(example.appA, "0.0.0.0/0", .internetGateway, "igw")
        let origin = FlowOrigin.host(example.app, "10.123.2.1")
        #expect(
            example.world.ask("8.8.8.8", from: origin).death
                == Death("vpn-vpc/app-a", .internetNoPath, .cvpnSubnet02))
        example.world.topology.hosts[example.app].publicAddress = "198.51.100.30"
        #expect(example.world.ask("8.8.8.8", from: origin).fate.publicAddress == "198.51.100.30")
    }

    @Test(.rules("CVPN-SUBNET-01"))
    func `an instance that forwards is one more filter on the way, and may be a loop`() {
        var example = ExampleWorld()
        let transit = example.world.addSubnet("transit", in: example.vpnVPC, "10.123.50.0/24")
        let firewall = example.world.addHost(
            "firewall", "10.123.50.5", in: .vpc(example.vpnVPC), subnet: transit)
        example.world.route(example.vpnA, "10.10.0.0/16", .instance(firewall), "firewall")
        example.world.route(transit, "10.10.0.0/16", .transitGateway(example.gateway), "tgw-1")
        var run = example.world.ask("10.10.1.228")
        #expect(run.drop == nil)
        #expect(
            run.fate.path == [
                "client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "vpn-vpc/transit", "firewall", "tgw-1",
                "resolver-vpc/dns-a", "inbound",
            ])
        let shut = example.world.addGroup("shut", in: example.vpnVPC)
        example.world.topology.hosts[firewall].securityGroups = [shut]
        #expect(example.world.ask("10.10.1.228").death == Death("vpn-vpc/shut", .sgIngress, .sg01))
        example.world.topology.hosts[firewall].securityGroups = []
        example.world.route(transit, "10.10.0.0/16", .instance(firewall), "firewall")
        run = example.world.ask("10.10.1.228")
        #expect(run.drop?.reason == .loop)
        #expect(run.drop?.isReported == true)
    }
}
