import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What the device's own route table does with a packet.
@Suite struct DeviceRoutingTests {
    @Test(.rules("OVPN-NETSTAT-09", "STUB-07"))
    func `without a route the packet is refused at once`() {
        let run = ExampleWorld().world.send(to: "2001:db8::1")
        #expect(run.death == Death("client", .clientNoRoute, .ovpnNetstat09))
        #expect(run.drop?.isReported == true)
        #expect(run.fate.interface == nil)
        #expect(run.fate.roundTrip == .zero)
    }

    @Test(.rules("CVPN-ROUTE-05"))
    func `the reasoning names the route that wins and the one that loses`() {
        let run = ExampleWorld().world.ask("10.10.1.228")
        #expect(
            run.fate.reasoning.first
                == ReasoningStep(
                    "10.10.1.228 matches 10.10.0.0/16 through utun1; it is longer than 0.0.0.0/0 through en0.",
                    .cvpnRoute05))
    }

    @Test(.rules("OVPN-NETSTAT-09", "CVPN-ROUTE-11"))
    func `between equal prefixes the lower metric wins`() {
        var example = ExampleWorld()
        example.world.device.extra = [
            DeviceRoute("10.99.0.0/16", .onLink, interface: "en0", metric: 50, origin: .configured),
            DeviceRoute("10.99.0.0/16", .onLink, interface: "en1", metric: 5, origin: .configured),
        ]
        let run = example.world.send(to: "10.99.0.1")
        #expect(run.fate.interface == "en1")
        #expect(run.fate.reasoning.first?.text.contains("its metric 5 is lower than 50") == true)
    }

    @Test(.rules("CVPN-ROUTE-05"))
    func `what matches no pushed route follows the device's own default route`() {
        let run = ExampleWorld().world.ask("8.8.8.8")
        guard case .nameServer? = run.arrival else { Issue.record("\(run.fate.outcome)"); return }
        #expect(run.fate.path == ["client", "en0", "192.168.1.1", "internet", "google"])
        #expect(run.fate.publicAddress == "203.0.113.7")
        #expect(run.fate.sourceAddress == "203.0.113.7")
        #expect(run.fate.roundTrip == .milliseconds(20))
    }

    @Test(.rules("CVPN-ROUTE-06"))
    func `a default route that was pushed and is not in force is mentioned`() {
        var example = ExampleWorld()
        let route = DeviceRoute(.defaultIPv4, .gateway("172.31.0.1"), interface: "utun1", origin: .pushed)
        let text = "The endpoint's route 0.0.0.0/0 is not installed in a split tunnel."
        example.world.device.withheld = [WithheldRoute(route, text: text, rule: .cvpnRoute06)]
        let world = example.world
        #expect(world.send(to: "198.51.100.1").fate.reasoning.contains(ReasoningStep(text, .cvpnRoute06)))
        #expect(world.send(to: "198.51.100.1").fate.publicAddress == "203.0.113.7")
        #expect(!world.send(to: "10.123.2.1").fate.reasoning.contains(ReasoningStep(text, .cvpnRoute06)))
    }

    @Test(.rules("CVPN-DNS-07"))
    func `a private address that no route leads into the tunnel is lost behind the LAN's gateway`() {
        var example = ExampleWorld()
        example.connect(routes: ["10.123.0.0/16"])
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("en0", .clientNoRoute, .cvpnDNS07))
        #expect(run.drop?.isReported == false)
        #expect(run.drop?.remedy.contains("10.10.0.0/16") == true)
        #expect(run.fate.interface == "en0")
    }

    @Test(.rules("CVPN-ROUTE-07"))
    func `a CIDR block that the VPC got later is not routed into a split tunnel`() {
        var example = ExampleWorld()
        example.world.topology.vpcs[example.vpnVPC].cidrs.append("10.200.0.0/16")
        example.world.topology.vpcsByPrefix.insert([example.vpnVPC], for: "10.200.0.0/16")
        let run = example.world.send(to: "10.200.0.9")
        #expect(run.death == Death("en0", .clientNoRoute, .cvpnDNS07))
        #expect(run.fate.reasoning.contains { $0.rule == .cvpnRoute07 })
    }

    @Test(.rules("CVPN-DNS-07", "CVPN-DNS-13"))
    func `a public server that no route leads into the tunnel is reached outside it`() {
        #expect(ExampleWorld().world.ask("8.8.8.8").fate.interface == "en0")
    }

    @Test(.rules("CVPN-ROUTE-06", "CVPN-ROUTE-03"))
    func `a default route into a split tunnel leads the tunnel's own packets into it`() {
        var example = ExampleWorld()
        example.world.device.os = .windows
        example.world.device.extra = [
            DeviceRoute(.defaultIPv4, .gateway("172.31.0.1"), interface: "utun1", metric: -1, origin: .pushed)
        ]
        for address in ["10.123.2.1", "198.51.100.1"] as [IPAddress] {
            let run = example.world.send(to: address)
            #expect(run.death == Death("utun1", .clientLoop, .cvpnRoute06))
            #expect(run.drop?.isReported == false)
        }
        example.world.tunnel?.endpointAddresses = []
        #expect(example.world.send(to: "10.123.2.1").death == Death("utun1", .clientLoop, .cvpnRoute06))
    }

    @Test(.rules("CVPN-ROUTE-01", "CVPN-ROUTE-03"))
    func `a full tunnel keeps its own packets outside by a host route`() {
        var example = ExampleWorld()
        example.connect(isFullTunnel: true)
        let run = example.world.send(.udp, to: "54.178.6.141", port: 443)
        #expect(run.fate.interface == "en0")
        #expect(run.arrival == .undeclared)
        #expect(example.world.send(to: "10.123.2.1").fate.interface == "utun1")
    }

    @Test(.rules("IBM-ROUTE-09"))
    func `a pushed prefix that holds the server's address goes round in a circle`() {
        var example = ExampleWorld()
        example.connect(routes: ["54.178.0.0/16", "10.123.0.0/16"])
        example.world.tunnel?.defaults.rules.loop = .ibmRoute09
        #expect(example.world.send(to: "10.123.2.1").death == Death("utun1", .clientLoop, .ibmRoute09))
    }

    @Test(.rules("CVPN-V6-01"))
    func `IPv6 goes around a tunnel that carries IPv4 alone, full or not`() {
        var example = ExampleWorld()
        example.world.device.ipv6Address = "2001:db8:1::4/64"
        example.connect(isFullTunnel: true)
        let run = example.world.send(to: "2001:db8:9::1")
        #expect(run.arrival == .undeclared)
        #expect(run.fate.interface == "en0")
        #expect(run.fate.reasoning.contains { $0.rule == .cvpnV601 })
    }

    @Test(.rules("CVPN-V6-02"))
    func `IPv6 that is led into an IPv4 tunnel is dropped there`() {
        var example = ExampleWorld()
        example.world.device.extra = [
            DeviceRoute("2000::/3", .gateway("fe80::2"), interface: "utun1", origin: .pushed)
        ]
        #expect(example.world.send(to: "2001:db8:9::1").death == Death("corp-vpn", .vpnNoRoute, .cvpnV602))
    }

    @Test(.rules("OVPN-GW-04"))
    func `block-ipv6 refuses IPv6 at once`() {
        var example = ExampleWorld()
        example.world.device.ipv6Address = "2001:db8:1::4/64"
        example.world.tunnel?.blocksIPv6 = true
        let run = example.world.send(to: "2001:db8:9::1")
        #expect(run.death == Death("client", .clientFirewall, .ovpnGW04))
        #expect(run.drop?.isReported == true)
    }

    @Test(.rules("OVPN-DNS-04"))
    func `block-outside-dns stops port 53 outside the tunnel alone`() {
        var example = ExampleWorld()
        example.world.tunnel?.blocksOutsideDNS = true
        #expect(example.world.ask("8.8.8.8").death == Death("en0", .clientFirewall, .ovpnDNS04))
        #expect(example.world.ask("10.10.1.228").drop == nil)
        #expect(example.world.send(to: "8.8.8.8").drop == nil)
    }

    @Test(
        .rules("ALI-MTU-01"),
        arguments: [(1472, true, true), (1473, true, false), (1473, false, true)] as [(Int, Bool, Bool)])
    func `1472 octets of ping fit into an MTU of 1500`(_ size: Int, _ dontFragment: Bool, _ passes: Bool) {
        let run = ExampleWorld().world.send(
            .icmp, to: "10.123.2.1", port: 0, size: size, dontFragment: dontFragment)
        #expect((run.arrival != nil) == passes)
        if !passes {
            #expect(run.death == Death("utun1", .mtuExceeded, .aliMTU01))
            #expect(run.drop?.isReported == true)
        }
    }

    @Test(.rules("CVPN-PROTO-02"))
    func `the tunnel's own MTU counts`() {
        var example = ExampleWorld()
        example.world.tunnel?.mtu = 1400
        #expect(
            example.world.send(.icmp, to: "10.123.2.1", port: 0, size: 1400, dontFragment: true).drop?.reason
                == .mtuExceeded)
        #expect(
            example.world.send(.icmp, to: "192.168.1.1", port: 0, size: 1400, dontFragment: true).drop == nil)
    }

    @Test(.rules("STUB-14"))
    func `the device reaches itself`() {
        let world = ExampleWorld().world
        #expect(world.send(to: "127.0.0.1").arrival == .undeclared)
        #expect(world.send(to: "192.168.1.4").arrival == .undeclared)
        #expect(world.send(to: "172.31.0.2").arrival == .undeclared)
        #expect(world.ask("127.0.0.1").missing == "local_network.dns_servers")
    }
}
