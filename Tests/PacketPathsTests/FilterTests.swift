import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// Security groups and network ACLs.
@Suite struct FilterTests {
    @Test(.rules("R53-INBOUND-03", "SG-01"))
    func `an inbound endpoint whose group does not admit the asker stays silent`() {
        var example = ExampleWorld()
        example.world.topology.securityGroups[example.dnsGroup].ingress = [.port(53, .udp, "10.10.0.0/16")]
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("resolver-vpc/dns", .sgIngress, .r53Inbound03))
        #expect(run.drop?.isReported == false)
        #expect(run.drop?.text.contains("udp 53 from 10.123.1.97") == true)
        #expect(run.drop?.remedy.contains("10.123.0.0/16") == true)
    }

    @Test(.rules("SG-04", "DNSMSG-04", "R53-INBOUND-03"))
    func `TCP 53 that is closed where UDP 53 is open is noted`() {
        var example = ExampleWorld()
        example.world.topology.securityGroups[example.dnsGroup].ingress = [.port(53, .udp, "10.123.0.0/16")]
        #expect(example.world.ask("10.10.1.228").drop == nil)
        let run = example.world.ask("10.10.1.228", over: .tcp)
        #expect(run.death == Death("resolver-vpc/dns", .sgIngress, .r53Inbound03))
        #expect(run.fate.notes == [.tcp53Blocked])
    }

    @Test(.rules("CVPN-SG-03", "NACL-04"))
    func `a rule for the client's pool has no effect`() {
        var example = ExampleWorld()
        example.world.topology.securityGroups[example.dnsGroup].ingress = [.port(53, .udp, "172.31.0.0/16")]
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("resolver-vpc/dns", .sgIngress, .cvpnSG03))
        #expect(run.drop?.text.contains("172.31.0.2") == true)
    }

    @Test(.rules("CVPN-SG-03", "SG-03"))
    func `the endpoint's own group admits its clients`() {
        var example = ExampleWorld()
        let sender = example.world.addGroup("vpn", in: example.vpnVPC)
        let group = example.world.addGroup("app", in: example.vpnVPC, ingress: [.port(22, groups: [sender])])
        example.world.addHost("ssh", "10.123.2.9", in: .vpc(example.vpnVPC), subnet: example.appA, groups: [group])
        example.connect(groups: [sender])
        #expect(example.world.send(to: "10.123.2.9", port: 22).drop == nil)
        #expect(example.world.send(to: "10.123.2.9", port: 443).death == Death("vpn-vpc/app", .sgIngress, .sg01))
        example.connect(groups: nil)
        let run = example.world.send(to: "10.123.2.9", port: 22)
        #expect(run.death == Death("vpn-vpc/app", .sgIngress, .sg01))
        #expect(run.assumedKeys == ["vpn.security_groups"])
    }

    @Test(.rules("SG-02"))
    func `a host without the key is not filtered, and the prediction says so`() {
        var example = ExampleWorld()
        example.world.addHost("bare", "10.123.2.9", in: .vpc(example.vpnVPC), subnet: example.appA, groups: nil)
        let run = example.world.send(to: "10.123.2.9")
        #expect(run.drop == nil)
        #expect(
            run.record.assumptions
                == [AssumptionUse(key: "hosts[bare].security_groups", value: nil, rule: .sg02)])
    }

    @Test(.rules("SG-01"))
    func `a group is stateful: it asks nothing of the answer`() {
        var example = ExampleWorld()
        let shut = example.world.addGroup("in-only", in: example.vpnVPC, ingress: [.all], egress: [])
        example.world.addHost("quiet", "10.123.2.9", in: .vpc(example.vpnVPC), subnet: example.appA, groups: [shut])
        #expect(example.world.send(to: "10.123.2.9").drop == nil)
    }

    @Test(.rules("SG-01"))
    func `one of several groups is enough`() {
        var example = ExampleWorld()
        let shut = example.world.addGroup("shut", in: example.vpnVPC)
        let open = example.world.addGroup("open", in: example.vpnVPC, ingress: [.all])
        example.world.addHost("x", "10.123.2.9", in: .vpc(example.vpnVPC), subnet: example.appA, groups: [shut, open])
        example.world.addHost("y", "10.123.2.8", in: .vpc(example.vpnVPC), subnet: example.appA, groups: [shut])
        #expect(example.world.send(to: "10.123.2.9").drop == nil)
        #expect(example.world.send(to: "10.123.2.8").death == Death("vpn-vpc/shut", .sgIngress, .sg01))
    }

    @Test(.rules("VPCE-12"))
    func `an interface endpoint's group must admit the service's port`() {
        var example = ExampleWorld()
        let group = example.world.addGroup("vpce", in: example.resolverVPC, ingress: [.port(443, .tcp, "10.10.0.0/16")])
        example.world.addHost("ec2", "10.10.0.33", in: .vpc(example.resolverVPC), subnet: example.dnsB, groups: [group])
        #expect(example.world.send(to: "10.10.0.33").drop?.reason == .sgIngress)
        example.world.topology.securityGroups[group].ingress.append(.port(443, .tcp, "10.123.1.0/24"))
        #expect(example.world.send(to: "10.10.0.33").drop == nil)
    }

    // MARK: - Network ACLs

    /// Which of the four permits of a DNS exchange is missing, and what follows.
    struct Gap: CustomTestStringConvertible {
        var name: String
        var death: Death
        var testDescription: String { name }

        static let all = [
            Gap(name: "asker out", death: Death("vpn-vpc/vpn", .naclOut, .nacl02)),
            Gap(name: "server in", death: Death("resolver-vpc/dns", .naclIn, .nacl02)),
            Gap(name: "server out", death: Death("resolver-vpc/dns", .naclReturn, .nacl02, .return)),
            Gap(name: "asker in", death: Death("vpn-vpc/vpn", .naclReturn, .nacl02, .return)),
        ]
    }

    @Test(.rules("NACL-02", "R53-INBOUND-04", "NACL-01"), arguments: Gap.all)
    func `a DNS exchange needs four permits`(_ gap: Gap) {
        for flowProtocol in [FlowProtocol.udp, .tcp] {
            var example = ExampleWorld()
            func rules(_ name: String, _ rule: NetworkACLRule) -> [NetworkACLRule] { gap.name == name ? [] : [rule] }
            let vpn = example.world.addACL(
                "vpn", in: example.vpnVPC,
                ingress: rules("asker in", .allow(100, flowProtocol, "10.10.0.0/16", 1024...65535)),
                egress: rules("asker out", .allow(100, flowProtocol, "10.10.0.0/16", 53...53)))
            let dns = example.world.addACL(
                "dns", in: example.resolverVPC,
                ingress: rules("server in", .allow(100, flowProtocol, "10.123.1.0/24", 53...53)),
                egress: rules("server out", .allow(100, flowProtocol, "10.123.1.0/24", 1024...65535)))
            example.world.topology.subnets[example.vpnA].networkACL = vpn
            example.world.topology.subnets[example.dnsA].networkACL = dns
            let run = example.world.ask("10.10.1.228", over: flowProtocol)
            #expect(run.death == gap.death)
            #expect(run.drop?.isReported == false)
            example.world.topology.networkACLs[vpn].ingress = [.allow(100, nil, "0.0.0.0/0")]
            example.world.topology.networkACLs[vpn].egress = [.allow(100, nil, "0.0.0.0/0")]
            example.world.topology.networkACLs[dns].ingress = [.allow(100, nil, "0.0.0.0/0")]
            example.world.topology.networkACLs[dns].egress = [.allow(100, nil, "0.0.0.0/0")]
            #expect(example.world.ask("10.10.1.228", over: flowProtocol).drop == nil)
        }
    }

    @Test(.rules("NACL-01"))
    func `the first rule that matches decides`() {
        var example = ExampleWorld()
        let acl = example.world.addACL(
            "dns", in: example.resolverVPC,
            ingress: [.deny(90, .udp, "10.123.1.97/32", 53...53), .allow(100, nil, "0.0.0.0/0")],
            egress: [.allow(100, nil, "0.0.0.0/0")])
        example.world.topology.subnets[example.dnsA].networkACL = acl
        let run = example.world.ask("10.10.1.228")
        #expect(run.death == Death("resolver-vpc/dns", .naclIn, .nacl02))
        #expect(run.drop?.text.contains("Rule 90 of resolver-vpc/dns denies udp 53 from 10.123.1.97") == true)
        #expect(example.world.ask("10.10.1.228", over: .tcp).drop == nil)
    }

    @Test(.rules("NACL-01", "NACL-03"))
    func `traffic inside one subnet is not filtered`() {
        var example = ExampleWorld()
        let acl = example.world.addACL("shut", in: example.vpnVPC, ingress: [], egress: [])
        example.world.topology.subnets[example.vpnA].networkACL = acl
        example.world.addHost("near", "10.123.1.50", in: .vpc(example.vpnVPC), subnet: example.vpnA)
        #expect(example.world.send(to: "10.123.1.50").drop == nil)
        #expect(example.world.send(to: "10.123.2.1").death == Death("vpn-vpc/shut", .naclOut, .nacl02))
    }

    @Test(.rules("NACL-02"))
    func `where only some of the sender's ports may be answered, the port is drawn`() {
        var example = ExampleWorld()
        example.world.device.os = .linux
        let acl = example.world.addACL(
            "dns", in: example.resolverVPC, ingress: [.allow(100, nil, "0.0.0.0/0")],
            egress: [.allow(100, .udp, "0.0.0.0/0", 49152...65535)])
        example.world.topology.subnets[example.dnsA].networkACL = acl
        #expect(example.world.ask("10.10.1.228").record.choices.map(\.options.count) == [1, 2])
        #expect(example.world.ask("10.10.1.228").drop == nil)
        #expect(example.world.ask("10.10.1.228", choices: [0, 1]).drop?.reason == .naclReturn)
        example.world.device.os = .macos
        #expect(example.world.ask("10.10.1.228").record.choices.count == 1)
    }

    @Test(.rules("NACL-01"))
    func `over a range of ports the rules say what they say of each port`() {
        var random = SplitMix64(seed: 20)
        for round in 0..<400 {
            let rules = (0..<Int.random(in: 0...5, using: &random)).map { index in
                let low = Int.random(in: 0...40, using: &random)
                let ports = low...Int.random(in: low...40, using: &random)
                let isICMP = Int.random(in: 0...4, using: &random) == 0
                return Bool.random(using: &random)
                    ? NetworkACLRule.allow(index, isICMP ? .icmp : .udp, "10.0.0.0/8", ports)
                    : NetworkACLRule.deny(index, isICMP ? .icmp : nil, "10.0.0.0/8", ports)
            }
            let low = Int.random(in: 0...40, using: &random)
            let ports = low...Int.random(in: low...40, using: &random)
            let allowed = ports.map { port in
                rules.first { ($0.flowProtocol ?? .udp) == .udp && $0.ports.contains(port) }?.allows ?? false
            }
            switch NetworkACL.verdict(of: rules, peer: "10.1.1.1", .udp, ports: ports) {
            case .allows: #expect(!allowed.contains(false), "generator 20, round \(round)")
            case .denies: #expect(!allowed.contains(true), "generator 20, round \(round)")
            case .allowsSome: #expect(allowed.contains(true) && allowed.contains(false), "generator 20, round \(round)")
            }
        }
    }
}
