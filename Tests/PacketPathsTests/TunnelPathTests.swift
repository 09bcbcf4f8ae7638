import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// The whole way of one packet, as the scenario language's own example draws it.
@Suite struct TunnelPathTests {
    @Test(.rules("R53-INBOUND-01", "CVPN-SNAT-01", "CVPN-SUBNET-01", "TGW-02"))
    func `a query through tunnel and transit gateway reaches the inbound endpoint in 21 ms`() {
        let run = ExampleWorld().world.ask("10.10.1.228")
        guard case .nameServer? = run.arrival else { Issue.record("\(run.fate.outcome)"); return }
        #expect(
            run.fate.path == [
                "client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "tgw-1", "resolver-vpc/dns-a", "inbound",
            ])
        #expect(run.fate.interface == "utun1")
        #expect(run.fate.sourceAddress == "10.123.1.97")
        #expect(run.fate.publicAddress == nil)
        #expect(run.fate.roundTrip == .milliseconds(21))
    }

    @Test(.rules("CVPN-SNAT-01", "CVPN-ENI-01"))
    func `the source becomes the address of the network interface at the target subnet`() {
        let run = ExampleWorld().world.send(to: "10.123.2.1")
        #expect(run.fate.sourceAddress == "10.123.1.97")
        let hop = run.fate.hops.first { $0.kind == .eni }
        #expect(hop?.element == "vpn-vpc/vpn-a")
        #expect(hop?.address == "10.123.1.97")
        #expect(hop?.text == "source becomes 10.123.1.97")
        #expect(hop?.rule == .cvpnSNAT01)
        #expect(
            run.fate.path == ["client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "vpn-vpc/app-a", "app"])
        #expect(run.fate.roundTrip == .milliseconds(20))
    }

    @Test(.rules("CVPN-ASSOC-01"))
    func `the association is drawn when a packet enters the tunnel, and only then`() {
        let world = ExampleWorld().world
        #expect(world.ask("10.10.1.228").record.choices.map(\.name) == ["landed_on"])
        #expect(world.ask("10.10.1.228").record.choices.map(\.options) == [["vpn-a"]])
        #expect(world.ask("192.168.1.1").record.choices.isEmpty)
    }

    @Test(.rules("CVPN-DNS-08", "CVPN-DNS-09", "VPC-DNS-01", "VPC-DNS-05", "CVPN-SNAT-03"))
    func `the resolver of the associated VPC answers, whatever the filters say`() {
        var example = ExampleWorld()
        let acl = example.world.addACL("shut", in: example.vpnVPC, ingress: [], egress: [])
        example.world.topology.subnets[example.vpnA].networkACL = acl
        let group = example.world.addGroup("shut", in: example.vpnVPC, egress: [])
        example.connect(groups: [group])
        let run = example.world.ask("10.123.0.2")
        guard case .nameServer(let server)? = run.arrival else { Issue.record("\(run.fate.outcome)"); return }
        #expect(example.world.nameServers[server].name == "vpn-vpc/vpc+2")
        #expect(run.fate.path.last == "vpn-vpc/vpc+2")
        #expect(run.fate.roundTrip == .milliseconds(20))
    }

    @Test(.rules("CVPN-DNS-09", "CVPN-AUTH-01"))
    func `the resolver of the associated VPC needs authorization all the same`() {
        var example = ExampleWorld()
        example.connect(authorizing: [AuthorizationRule(network: "10.123.2.0/24", group: nil)])
        #expect(example.world.ask("10.123.0.2").death == Death("corp-vpn", .vpnNoAuth, .cvpnAuth01))
    }

    @Test(.rules("VPC-DNS-02"))
    func `without DNS support the resolver is silent`() {
        var example = ExampleWorld()
        example.world.topology.vpcs[example.vpnVPC].hasDNSSupport = false
        let run = example.world.ask("10.123.0.2")
        #expect(run.death == Death("vpn-vpc/vpc+2", .dnsSupportOff, .vpcDNS02))
        #expect(run.drop?.isReported == false)
    }

    @Test(.rules("VPC-DNS-01"))
    func `the resolver answers on port 53 alone`() {
        let run = ExampleWorld().world.send(to: "10.123.0.2", port: 443)
        #expect(run.death == Death("vpn-vpc/vpc+2", .noListener, .vpcDNS01))
    }

    @Test(.rules("VPC-DNS-01"), arguments: ["10.123.2.2", "10.123.1.0", "10.123.2.3", "10.123.2.255"] as [IPAddress])
    func `reserved addresses of other subnets do not answer`(_ address: IPAddress) {
        let run = ExampleWorld().world.ask(address)
        #expect(run.death == Death(address.description, .noListener, .vpcDNS01))
    }

    @Test(.rules("VPC-DNS-01"))
    func `base plus two of a secondary CIDR block does not answer`() {
        var world = TestWorld()
        let vpc = world.addVPC("vpc", "10.0.0.0/16", "10.1.0.0/16")
        let subnet = world.addSubnet("a", in: vpc, "10.0.1.0/24")
        let host = world.addHost("app", "10.0.1.5", in: .vpc(vpc), subnet: subnet)
        let run = world.ask("10.1.0.2", from: .host(host, "10.0.1.5"))
        #expect(run.death == Death("10.1.0.2", .noListener, .vpcDNS01))
        guard case .nameServer? = world.ask("10.0.0.2", from: .host(host, "10.0.1.5")).arrival else {
            Issue.record("the resolver must answer")
            return
        }
    }

    @Test(.rules("CVPN-DNS-11"))
    func `a link-local resolver is not forwarded by VPC routing, but answers the VPC's own instances`() {
        var example = ExampleWorld()
        example.world.device.os = .linux
        example.connect(isFullTunnel: true, routes: ["0.0.0.0/0"])
        #expect(
            example.world.ask("169.254.169.253").death == Death("vpn-vpc/vpn-a", .linkLocal, .cvpnDNS11))
        guard case .nameServer? = example.world.ask("169.254.169.253", from: .host(example.app, "10.123.2.1")).arrival
        else { Issue.record("an instance must reach it"); return }
    }

    @Test(.rules("CVPN-SUBNET-01"))
    func `an address in a VPC but in none of its subnets does not exist`() {
        let run = ExampleWorld().world.send(to: "10.10.77.1")
        #expect(run.death == Death("10.10.77.1", .noSuchHost, .cvpnSubnet01))
        #expect(run.drop?.isReported == false)
    }

    @Test(.rules("CVPN-DNS-05"))
    func `an undeclared address in a subnet accepts connections and answers no DNS`() {
        let world = ExampleWorld().world
        let connection = world.send(to: "10.123.2.77")
        #expect(connection.arrival == .undeclared)
        #expect(connection.assumedKeys == ["vpcs[vpn-vpc].instances"])
        let query = world.ask("10.123.2.77")
        #expect(query.death == Death("10.123.2.77", .noListener, .cvpnDNS05))
        #expect(query.assumedKeys == ["vpcs[vpn-vpc].instances"])
    }

    @Test(.rules("R53-INBOUND-10"))
    func `an inbound endpoint answers DNS and nothing else`() {
        var example = ExampleWorld()
        example.world.topology.securityGroups[example.dnsGroup].ingress = [.all]
        #expect(example.world.send(to: "10.10.1.228").death == Death("inbound", .noListener, .r53Inbound10))
        #expect(
            example.world.send(.icmp, to: "10.10.1.228", port: 0).death == Death("inbound", .noListener, .r53Inbound10))
    }

    @Test(.rules("CVPN-DNS-05"), arguments: FlowProtocol.allCases)
    func `a declared host accepts what its ports say`(_ flowProtocol: FlowProtocol) {
        var example = ExampleWorld()
        let ssh = example.world.addHost(
            "ssh", "10.123.2.9", in: .vpc(example.vpnVPC), subnet: example.appA, ports: [22])
        let world = example.world
        #expect(world.send(flowProtocol, to: "10.123.2.9", port: 22).arrival == .host(ssh))
        let other = world.send(flowProtocol, to: "10.123.2.9", port: 443).arrival
        #expect(other == (flowProtocol == .icmp ? .host(ssh) : .closedPort))
        if flowProtocol != .icmp {
            #expect(world.send(flowProtocol, to: "10.123.2.9", port: 53).arrival == .closedPort)
            #expect(world.send(flowProtocol, to: "10.123.2.1", port: 53).death == Death("app", .noListener, .cvpnDNS05))
        }
    }

    @Test(.rules("CVPN-ENI-03", "CVPN-SNAT-01"))
    func `an assumed source address says so, and does not count as decisive`() {
        var example = ExampleWorld()
        example.world.tunnel?.associations[0].interfaces = [
            GatewayInterface(address: "10.123.1.4", publicAddress: nil, assumedKey: "vpn.associations[0].eni_ip")
        ]
        var run = example.world.send(to: "10.123.2.1")
        #expect(
            run.fate.sourceAssumption
                == AssumptionUse(key: "vpn.associations[0].eni_ip", value: "10.123.1.4", rule: .cvpnSNAT01))
        #expect(run.assumedKeys.isEmpty)
        example.world.tunnel?.associations[0].interfaces = [
            GatewayInterface(address: "10.123.1.97", publicAddress: nil, assumedKey: nil),
            GatewayInterface(address: "10.123.1.98", publicAddress: nil, assumedKey: nil),
        ]
        run = example.world.send(to: "10.123.2.1")
        #expect(run.fate.sourceAddress == "10.123.1.97")
        #expect(run.fate.sourceAssumption?.rule == .cvpnENI03)
    }
}
