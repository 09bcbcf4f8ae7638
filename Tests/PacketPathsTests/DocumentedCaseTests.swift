import IPCore
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// What published articles observed of real devices, as far as packets go.
@Suite struct DocumentedCaseTests {
    /// A VPC of 192.168.0.0/16 around a LAN of 192.168.0.0/24, and an endpoint with 0.0.0.0/0 and 8.8.8.8/32 beside the VPC.
    static func defaultRoute(isFullTunnel: Bool) -> TestWorld {
        var world = LocalNetworkTests.overlapping(isFullTunnel: isFullTunnel)
        world.route(Reference(0), "0.0.0.0/0", .internetGateway, "igw")
        if !isFullTunnel { world.device.pushed = ["192.168.0.0/16", "8.8.8.8/32"] }
        world.tunnel?.associations[0] = TargetNetworkAssociation(
            "target", "vpc/target", .subnet(Reference(0)), eni: "192.168.10.97", publicAddress: "18.176.0.1",
            ["192.168.0.0/16", "0.0.0.0/0", "8.8.8.8/32"])
        world.device.publicIPv4 = "202.0.2.1"
        return world
    }

    @Test(.rules("CVPN-ROUTE-01", "CVPN-ENI-03"))
    func `in a full tunnel the public address is that of an endpoint's network interface`() {
        #expect(Self.defaultRoute(isFullTunnel: true).send(to: "52.1.2.3").fate.publicAddress == "18.176.0.1")
    }

    @Test(.rules("CVPN-ROUTE-05", "CVPN-ROUTE-06"))
    func `in a split tunnel it is the device's own, although the endpoint has a default route`() {
        let run = Self.defaultRoute(isFullTunnel: false).send(to: "52.1.2.3")
        #expect(run.fate.publicAddress == "202.0.2.1")
        #expect(run.fate.path.prefix(3) == ["client", "en0", "192.168.0.1"])
    }

    @Test(.rules("CVPN-ROUTE-08"), arguments: [("1.1.1.1", "en0"), ("8.8.8.8", "utun1")] as [(IPAddress, String)])
    func `a pushed public host goes through the tunnel, and no other`(_ address: IPAddress, _ interface: String) {
        let run = Self.defaultRoute(isFullTunnel: false).send(.icmp, to: address, port: 0)
        #expect(run.arrival == .undeclared)
        #expect(run.fate.interface == interface)
    }

    @Test(.rules("CVPN-LAN-01", "CVPN-LAN-02"), arguments: [false, true])
    func `VPC plus two inside the LAN's prefix is never reached through the tunnel`(_ isFullTunnel: Bool) {
        #expect(
            Self.defaultRoute(isFullTunnel: isFullTunnel).ask("192.168.0.2").death
                == Death("en0", .clientOnlinkCapture, .cvpnLAN02))
    }

    /// Groups and network ACLs as narrow as a connection by SSH allows.
    static func narrow() -> TestWorld {
        var world = TestWorld()
        let vpc = world.addVPC("vpc", "192.168.0.0/16")
        let acl = world.addACL(
            "acl", in: vpc, ingress: [.allow(100, .tcp, "192.168.0.0/16")],
            egress: [.allow(100, .tcp, "192.168.0.0/16")])
        let target = world.addSubnet("target", in: vpc, "192.168.10.0/24", acl: acl)
        let home = world.addSubnet("private", in: vpc, "192.168.1.0/24", acl: acl)
        let endpoint = Reference<SecurityGroup>(0)
        let instance = Reference<SecurityGroup>(1)
        _ = world.addGroup("endpoint", in: vpc, egress: [.port(22, groups: [instance])])
        _ = world.addGroup("instance", in: vpc, ingress: [.port(22, groups: [endpoint])], egress: [])
        world.addHost("ec2", "192.168.1.63", in: .vpc(vpc), subnet: home, groups: [instance])
        world.device.address = "192.168.0.14/24"
        world.device.gateway = "192.168.0.1"
        world.device.pushed = ["192.168.0.0/16"]
        world.tunnel = .aws(
            TargetNetworkAssociation(
                "target", "vpc/target", .subnet(target), eni: "192.168.10.97", ["192.168.0.0/16"]),
            authorizing: [AuthorizationRule(network: "192.168.1.0/24", group: nil)], groups: [endpoint])
        return world
    }

    @Test(.rules("CVPN-SNAT-01", "CVPN-SG-01", "SG-03", "NACL-02"))
    func `SSH passes groups that reference each other, from the endpoint's address`() {
        let run = Self.narrow().send(to: "192.168.1.63", port: 22)
        #expect(run.drop == nil)
        #expect(run.fate.sourceAddress == "192.168.10.97")
        let filters = run.fate.hops.filter { $0.kind == .securityGroup }.map(\.element)
        #expect(filters == ["vpc/endpoint", "vpc/instance"])
        #expect(Self.narrow().send(to: "192.168.1.63", port: 443).drop?.reason == .sgEgress)
    }

    @Test(.rules("CVPN-AUTH-02", "CVPN-AUTH-01"), arguments: ["192.168.10.5", "192.168.2.1"] as [IPAddress])
    func `what is pushed and not authorized is dropped at the endpoint`(_ address: IPAddress) {
        let run = Self.narrow().send(to: address)
        #expect(run.fate.interface == "utun1")
        #expect(run.drop?.element == "corp-vpn")
        #expect(run.drop?.reason == .vpnNoAuth)
    }

    @Test(.rules("CVPN-ASSOC-02"), arguments: [0, 1, 2])
    func `of three target networks the one without a default route has no internet`(_ landing: Int) {
        var world = Self.defaultRoute(isFullTunnel: true)
        let table: [IPPrefix] = ["192.168.0.0/16", "0.0.0.0/0"]
        world.tunnel?.associations = ["a", "b", "c"].map { name in
            TargetNetworkAssociation(
                name, "vpc/target", .subnet(Reference(0)), eni: "192.168.10.97", publicAddress: "18.176.0.1",
                name == "c" ? ["192.168.0.0/16"] : table)
        }
        let run = world.send(to: "52.1.2.3", choices: [landing])
        #expect(run.death == (landing == 2 ? Death("corp-vpn", .vpnNoRoute, .cvpnAssoc02) : nil))
        #expect(run.fate.notes == (landing == 2 ? [.internetNoPath] : []))
    }

    @Test(.rules("IBM-ROUTE-03", "IBM-ROUTE-04"))
    func `a subnet without server route bypasses a split tunnel and dies in a full one`() {
        for isFullTunnel in [false, true] {
            var world = TestWorld()
            let vpc = world.addVPC("vpc", "10.0.0.0/8")
            let subnet = world.addSubnet("a", in: vpc, "10.0.0.0/24")
            _ = world.addSubnet("b", in: vpc, "10.2.0.0/24")
            world.device.pushed = isFullTunnel ? [] : ["10.0.0.0/24"]
            world.tunnel = .plain(
                TargetNetworkAssociation(
                    "a", "vpc/a", .subnet(subnet), eni: "10.0.0.4", ["10.0.0.0/24"], action: .deliver), .ibm,
                pool: "192.168.252.0/22", clientAddress: "192.168.252.2", gateway: "192.168.252.1",
                isFullTunnel: isFullTunnel)
            #expect(world.send(to: "10.0.0.9").drop == nil)
            let run = world.send(to: "10.2.0.9")
            #expect(run.fate.interface == (isFullTunnel ? "utun1" : "en0"))
            #expect(
                run.death
                    == (isFullTunnel
                        ? Death("corp-vpn", .vpnNoRoute, .ibmRoute03) : Death("en0", .clientNoRoute, .cvpnDNS07)))
        }
    }
}
