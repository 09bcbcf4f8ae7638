import IPCore
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// Elements that are down.
@Suite struct OutageTests {
    /// An element on the way of the example's query, and whether its fault names it as an address.
    @Test(
        .rules("CVPN-DNS-05", "R53-INBOUND-06"),
        arguments: [
            "utun1", "corp-vpn", "vpn-vpc/vpn-a", "vpn-vpc/a", "vpn-vpc", "tgw-1", "resolver-vpc/dns-a",
            "resolver-vpc/a", "inbound",
        ])
    func `what is down ends the packet, silently`(_ element: String) {
        var example = ExampleWorld()
        example.world.outages.add(Outages.Window(from: nil, until: nil, keyPath: "faults[0]"), to: element)
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death(element, .fault, nil))
        #expect(run.drop?.isReported == false)
        #expect(run.drop?.text == "\(element) is down (faults[0]).")
        #expect(run.fate.hops.last?.element == element)
    }

    @Test(.rules("R53-INBOUND-06"))
    func `one address of an endpoint goes down alone`() {
        var example = ExampleWorld()
        let window = Outages.Window(from: nil, until: nil, keyPath: "faults[0]")
        example.world.outages.add(window, to: "10.10.1.228" as IPAddress)
        #expect(example.world.ask("10.10.1.228").death == Death("inbound", .fault, nil))
        #expect(example.world.ask("10.10.0.43").drop == nil)
    }

    @Test(
        .rules("CVPN-DNS-05"),
        arguments: [(1, nil), (2, ReasonCode.fault), (9, .fault), (10, nil)] as [(Int, ReasonCode?)])
    func `an outage begins at its first instant and is over at its last`(_ second: Int, _ reason: ReasonCode?) {
        var example = ExampleWorld()
        example.world.outages.add(
            Outages.Window(from: .seconds(2), until: .seconds(10), keyPath: "faults[0]"), to: "tgw-1")
        #expect(example.world.ask("10.10.1.228", at: .seconds(second)).drop?.reason == reason)
    }

    @Test(.rules("TGW-02"))
    func `an outage on the way back alone loses the answer`() {
        var example = ExampleWorld()
        let peering = example.world.peer(example.vpnVPC, example.resolverVPC, named: "pcx")
        example.world.route(example.dnsA, "10.123.0.0/16", .peering(peering), "pcx")
        example.world.outages.add(Outages.Window(from: nil, until: nil, keyPath: "faults[0]"), to: "pcx")
        #expect(example.world.ask("10.10.1.228").death == Death("pcx", .fault, nil, .return))
    }

    @Test(.rules("CVPN-SUBNET-02"), arguments: ["vpn-vpc/nat", "vpn-vpc/igw", "internet", "vpn-vpc/edge"])
    func `gateways to the internet go down like everything else`(_ element: String) {
        var example = InternetPathTests.privateSubnet().0
        #expect(example.world.ask("8.8.8.8").drop == nil)
        example.world.outages.add(Outages.Window(from: nil, until: nil, keyPath: "faults[0]"), to: element)
        #expect(example.world.ask("8.8.8.8").death == Death(element, .fault, nil))
    }

    @Test(.rules("CVPN-DNS-05"), arguments: ["office", "vpn-vpc/vgw"])
    func `the connection to the premises goes down, by the network's name or the gateway's`(_ element: String) {
        var example = ExampleWorld()
        _ = example.world.addSite("office", "172.20.0.0/16", behind: example.vpnVPC, returning: ["10.123.0.0/16"])
        example.world.route(example.vpnA, "172.20.0.0/16", .vpnGateway, "vgw")
        example.connect(routes: ["172.20.0.0/16"])
        #expect(example.world.send(to: "172.20.0.9").drop == nil)
        example.world.outages.add(Outages.Window(from: nil, until: nil, keyPath: "faults[0]"), to: element)
        #expect(example.world.send(to: "172.20.0.9").death == Death(element, .fault, nil))
    }

    @Test(.rules("CVPN-LAN-04"))
    func `a neighbour and the LAN's gateway go down by their addresses`() {
        var example = ExampleWorld()
        example.world.outages.add(
            Outages.Window(from: nil, until: nil, keyPath: "faults[0]"), to: "192.168.1.1" as IPAddress)
        #expect(example.world.ask("192.168.1.1").death == Death("home-router", .fault, nil))
        #expect(example.world.ask("8.8.8.8").death == Death("192.168.1.1", .fault, nil))
    }

    @Test(.rules("VPC-DNS-01"))
    func `a VPC's resolver goes down by its name`() {
        var example = ExampleWorld()
        example.world.outages.add(Outages.Window(from: nil, until: nil, keyPath: "faults[0]"), to: "vpn-vpc/vpc+2")
        #expect(example.world.ask("10.123.0.2").death == Death("vpn-vpc/vpc+2", .fault, nil))
    }
}
