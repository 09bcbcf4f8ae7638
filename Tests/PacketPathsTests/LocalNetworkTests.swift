import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// The device's own LAN against the VPC.
@Suite struct LocalNetworkTests {
    /// A LAN of 192.168.0.0/24 inside a VPC of 192.168.0.0/16.
    static func overlapping(isFullTunnel: Bool = false) -> TestWorld {
        var world = TestWorld()
        let vpc = world.addVPC("vpc", "192.168.0.0/16", internetGateway: "igw")
        let target = world.addSubnet("target", in: vpc, "192.168.10.0/24")
        let low = world.addSubnet("low", in: vpc, "192.168.0.0/24")
        world.addHost("db", "192.168.0.99", in: .vpc(vpc), subnet: low)
        world.addHost("printer", "192.168.0.50", in: .local)
        world.device.address = "192.168.0.14/24"
        world.device.gateway = "192.168.0.1"
        world.device.pushed = isFullTunnel ? [] : ["192.168.0.0/16"]
        world.tunnel = .aws(
            TargetNetworkAssociation(
                "target", "vpc/target", .subnet(target), eni: "192.168.10.97", ["192.168.0.0/16"]),
            isFullTunnel: isFullTunnel)
        world.tunnel?.dnsServers = ["192.168.0.2"]
        return world
    }

    @Test(.rules("CVPN-LAN-01"), arguments: [false, true])
    func `a VPC address inside the LAN's prefix is never reached through the tunnel`(_ isFullTunnel: Bool) {
        let run = Self.overlapping(isFullTunnel: isFullTunnel).send(to: "192.168.0.99")
        #expect(run.death == Death("en0", .clientOnlinkCapture, .cvpnLAN01))
        #expect(run.drop?.isReported == false)
        #expect(
            run.record.assumptions
                == [AssumptionUse(key: "assumptions.captured_address", value: "timeout", rule: .cvpnLAN01)])
    }

    @Test(.rules("CVPN-LAN-01"))
    func `a captured address may fail at once instead`() {
        var world = Self.overlapping()
        world.switches.reportsCapturedAddress = true
        let run = world.send(to: "192.168.0.99")
        #expect(run.drop?.isReported == true)
        #expect(run.record.assumptions.map(\.value) == ["unreachable"])
    }

    @Test(.rules("CVPN-LAN-02"))
    func `a pushed DNS server inside the LAN's prefix is named as the cause`() {
        let run = Self.overlapping().ask("192.168.0.2")
        #expect(run.death == Death("en0", .clientOnlinkCapture, .cvpnLAN02))
        #expect(run.drop?.text.contains("192.168.0.2") == true)
        #expect(run.drop?.text.contains("vpc") == true)
    }

    @Test(.rules("CVPN-LAN-01"))
    func `VPC addresses outside the LAN's prefix are reached`() {
        #expect(Self.overlapping().send(to: "192.168.10.5").arrival == .undeclared)
    }

    @Test(.rules("CVPN-LAN-01"))
    func `what really stands on the LAN answers there`() {
        let world = Self.overlapping()
        let printer = world.send(to: "192.168.0.50")
        #expect(printer.fate.path == ["client", "en0", "printer"])
        #expect(printer.fate.roundTrip == .milliseconds(1))
        #expect(printer.fate.sourceAddress == "192.168.0.14")
        #expect(world.send(to: "192.168.0.1").arrival == .undeclared)
        #expect(world.ask("192.168.0.1").missing == "local_network.dns_servers")
    }

    @Test(.rules("CVPN-LAN-01"))
    func `without a VPN nothing is captured`() {
        var world = Self.overlapping()
        world.tunnel = nil
        #expect(world.send(to: "192.168.0.99").arrival == .undeclared)
        #expect(world.send(to: "192.168.0.99").assumedKeys == ["local_network.hosts"])
    }

    @Test(.rules("CVPN-LAN-01"))
    func `a pushed prefix outside every VPC is captured too`() {
        var world = Self.overlapping()
        world.device.address = "10.50.0.4/16"
        world.device.gateway = "10.50.0.1"
        world.device.pushed = ["10.0.0.0/8"]
        #expect(world.send(to: "10.50.9.9").death == Death("en0", .clientOnlinkCapture, .cvpnLAN01))
    }

    @Test(.rules("CVPN-LAN-03"))
    func `a pushed route longer than the LAN's prefix hides hosts of the LAN`() {
        var example = ExampleWorld()
        example.world.device.address = "10.0.0.4/8"
        example.world.device.gateway = "10.0.0.1"
        example.world.addHost("nas", "10.123.2.50", in: .local)
        let run = example.world.send(to: "10.123.2.50")
        #expect(run.fate.interface == "utun1")
        #expect(run.fate.reasoning.contains { $0.rule == .cvpnLAN03 })
    }

    @Test(.rules("CVPN-LAN-03"))
    func `the gateway keeps its own row on macOS, so it stays reachable`() {
        var example = ExampleWorld()
        example.world.device.address = "10.123.9.4/8"
        example.world.device.gateway = "10.123.9.1"
        example.world.addHost("router", "10.123.9.1", in: .local, server: .recursive)
        let run = example.world.ask("10.123.9.1")
        guard case .nameServer? = run.arrival else { Issue.record("\(run.fate.outcome)"); return }
        #expect(run.fate.interface == "en0")
    }

    @Test(.rules("CVPN-LAN-04"))
    func `in a full tunnel the LAN's resolver stays reachable outside of it`() {
        var example = ExampleWorld()
        example.connect(isFullTunnel: true)
        let run = example.world.ask("192.168.1.1")
        guard case .nameServer? = run.arrival else { Issue.record("\(run.fate.outcome)"); return }
        #expect(run.fate.path == ["client", "en0", "home-router"])
        #expect(run.fate.roundTrip == .milliseconds(1))
        #expect(run.fate.reasoning.contains { $0.rule == .cvpnLAN04 })
    }

    @Test(.rules("CVPN-LAN-04", "CVPN-FWD-01"))
    func `in a full tunnel a resolver behind the LAN's gateway is asked through the tunnel`() {
        var example = ExampleWorld()
        example.world.addHost("office", "192.168.2.53", in: .local, server: .recursive)
        guard case .nameServer? = example.world.ask("192.168.2.53").arrival else {
            Issue.record("the gateway leads there in a split tunnel")
            return
        }
        example.connect(isFullTunnel: true)
        #expect(example.world.ask("192.168.2.53").death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
    }

    @Test(.rules("CVPN-CRE-02", "CVPN-CRE-03"))
    func `route enforcement takes the LAN away, so its resolver is asked through the tunnel`() {
        var example = ExampleWorld()
        example.connect(isFullTunnel: true)
        example.world.device.removed = ["192.168.1.0/24", "192.168.1.1/32"]
        let text = "Client route enforcement removed the route 192.168.1.0/24."
        example.world.device.withheld = [
            WithheldRoute(
                DeviceRoute("192.168.1.0/24", .onLink, interface: "en0", origin: .connected), text: text,
                rule: .cvpnCRE02)
        ]
        let run = example.world.ask("192.168.1.1")
        #expect(run.death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
        #expect(run.fate.reasoning.contains(ReasoningStep(text, .cvpnCRE02)))
    }

    @Test(.rules("CVPN-CRE-04"))
    func `route enforcement cures the captured address`() {
        var world = Self.overlapping()
        world.device.removed = ["192.168.0.0/24", "192.168.0.1/32"]
        #expect(world.send(to: "192.168.0.99").fate.path.last == "db")
        guard case .nameServer? = world.ask("192.168.0.2").arrival else {
            Issue.record("VPC+2 must be reached")
            return
        }
    }

    @Test(.rules("CVPN-ROUTE-12", "OVPN-GW-03"))
    func `block-local draws the LAN into the tunnel, all but its gateway`() {
        var example = ExampleWorld()
        example.world.device.os = .linux
        example.world.device.address = "198.51.100.4/24"
        example.world.device.gateway = "198.51.100.1"
        for half in ["198.51.100.0/25", "198.51.100.128/25"] as [IPPrefix] {
            example.world.device.extra.append(
                DeviceRoute(
                    half, .gateway("172.31.0.1"), interface: "utun1", origin: .redirectGateway, rule: .cvpnRoute12))
        }
        example.world.addHost("lan-dns", "198.51.100.53", in: .local, server: .recursive)
        example.world.addHost("router", "198.51.100.1", in: .local, server: .recursive)
        let run = example.world.ask("198.51.100.53")
        #expect(run.death == Death("corp-vpn", .vpnNoRoute, .cvpnFWD01))
        #expect(run.fate.reasoning.first?.rule == .cvpnRoute12)
        #expect(example.world.ask("198.51.100.1").fate.interface == "en0")
    }

    @Test(.rules("CVPN-DNS-11"))
    func `a link-local resolver stays on the device's link`() {
        let run = ExampleWorld().world.ask("169.254.169.253")
        #expect(run.death == Death("en0", .linkLocal, .cvpnDNS11))
        #expect(run.drop?.isReported == false)
    }

    @Test(.rules("CVPN-DNS-11"))
    func `without a link-local route it is lost behind the LAN's gateway`() {
        var example = ExampleWorld()
        example.world.device.os = .linux
        #expect(example.world.ask("169.254.169.253").death == Death("en0", .linkLocal, .cvpnDNS11))
    }

    @Test(.rules("CVPN-LAN-04"))
    func `a neighbour that nothing declares accepts connections, and whether it answers DNS is unknown`() {
        let world = ExampleWorld().world
        #expect(world.send(to: "192.168.1.77").arrival == .undeclared)
        #expect(world.send(to: "192.168.1.77").assumedKeys == ["local_network.hosts"])
        #expect(world.ask("192.168.1.77").missing == "local_network.dns_servers")
    }

    @Test(.rules("OVPN-NETSTAT-09"))
    func `a static route to a private prefix by another router counts as the LAN's own`() {
        var example = ExampleWorld()
        example.world.device.extra = [
            DeviceRoute("172.20.0.0/16", .gateway("192.168.1.254"), interface: "en0", origin: .configured)
        ]
        let run = example.world.send(to: "172.20.1.1")
        #expect(run.arrival == .undeclared)
        #expect(run.fate.path == ["client", "en0", "192.168.1.254", "172.20.1.1"])
    }
}
