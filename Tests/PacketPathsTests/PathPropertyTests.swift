import IPCore
import TestSupport
import Testing
import WorldModel

@testable import PacketPaths

/// What holds of every packet in every world.
@Suite struct PathPropertyTests {
    /// The example's world with whatever the generator breaks, adds and filters.
    static func world(_ random: inout SplitMix64) -> TestWorld {
        var example = ExampleWorld()
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        let prefixes: [IPPrefix] = ["10.123.0.0/16", "10.10.0.0/16", "172.20.0.0/16", "0.0.0.0/0", "10.10.1.0/24"]
        let site = example.world.addSite(
            "office", "172.20.0.0/16", behind: example.vpnVPC,
            returning: chance(70) ? ["10.123.0.0/16", "10.10.0.0/16"] : [], isAssumed: chance(50))
        example.world.addHost("dc", "172.20.0.10", in: .onPremises(site), server: .recursive)
        let peering = example.world.peer(example.vpnVPC, example.resolverVPC, named: "pcx", isActive: chance(80))
        let nat = example.world.addNATGateway("nat", in: example.appA, publicAddress: "198.51.100.50")
        let targets: [(RouteTarget, String)] = [
            (.peering(peering), "pcx"), (.transitGateway(example.gateway), "tgw-1"), (.internetGateway, "igw"),
            (.natGateway(nat), "nat"), (.vpnGateway, "vgw"), (.blackhole, "blackhole"), (.instance(example.app), "app"),
            (.gatewayEndpoint("s3"), "s3"), (.tunnel, "corp-vpn"),
        ]
        for subnet in [example.vpnA, example.appA, example.dnsA, example.dnsB] {
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let (target, name) = targets[Int.random(in: 0..<targets.count, using: &random)]
                let prefix = prefixes[Int.random(in: 0..<prefixes.count, using: &random)]
                example.world.route(subnet, prefix, target, name)
            }
            if chance(30) {
                let rules = (0..<3).map { number in
                    let ports = chance(50) ? 0...65535 : 40000...65535
                    return chance(75)
                        ? NetworkACLRule.allow(number, nil, chance(70) ? "0.0.0.0/0" : "10.0.0.0/8", ports)
                        : NetworkACLRule.deny(number, nil, "10.10.0.0/16", ports)
                }
                let acl = example.world.addACL("acl", in: example.vpnVPC, ingress: rules, egress: rules.reversed())
                example.world.topology.subnets[subnet].networkACL = acl
            }
        }
        if chance(30) {
            let table: [(IPPrefix, TransitGatewayTarget)] = [
                ("10.123.0.0/16", .vpc(example.vpnVPC)), ("10.10.0.0/16", .vpc(example.resolverVPC)),
                ("0.0.0.0/0", .vpc(example.resolverVPC)), ("172.20.0.0/16", .onPremises(site)),
            ]
            example.world.routes(of: example.gateway, table.filter { _ in chance(70) })
        }
        let group = example.world.addGroup("vpn", in: example.vpnVPC, egress: chance(80) ? [.all] : [])
        example.connect(
            isFullTunnel: chance(50), routes: prefixes.filter { _ in chance(60) },
            authorizing: prefixes.filter { _ in chance(60) }.map {
                AuthorizationRule(network: $0, group: chance(70) ? nil : "admins")
            },
            userGroups: chance(50) ? ["admins"] : [], groups: chance(50) ? [group] : nil,
            publicAddress: chance(50) ? "198.51.100.9" : nil)
        if chance(30) { example.world.tunnel?.defaults = chance(50) ? .ibm : .alibaba }
        example.world.switches.foreignResolverIsFlaky = chance(50)
        example.world.switches.fullTunnelReachesPeers = chance(30)
        let elements = ["corp-vpn", "tgw-1", "pcx", "resolver-vpc/a", "internet", "office", "inbound", "vpn-vpc/nat"]
        if chance(30) {
            let element = elements[Int.random(in: 0..<elements.count, using: &random)]
            example.world.outages.add(Outages.Window(from: nil, until: nil, keyPath: "faults[0]"), to: element)
        }
        return example.world
    }

    static let destinations: [IPAddress] = [
        "10.10.1.228", "10.10.0.43", "10.123.2.1", "10.123.0.2", "10.10.0.2", "10.123.9.9", "10.10.1.77", "8.8.8.8",
        "203.0.113.99", "172.20.0.10", "172.20.0.11", "192.168.1.1", "192.168.1.99", "169.254.169.253", "172.31.0.2",
        "172.31.7.7", "10.200.0.1", "198.51.100.50", "2001:db8::1", "127.0.0.1",
    ]

    @Test(.rules("CVPN-FWD-01"), arguments: 0..<40 as Range<UInt64>)
    func `a fate is repeatable, complete and in order`(_ start: UInt64) {
        var random = SplitMix64(seed: start)
        for _ in 0..<5 {
            let world = Self.world(&random)
            let hosts = world.topology.hosts.references.map {
                FlowOrigin.host($0, world.topology.hosts[$0].addresses[0])
            }
            for destination in Self.destinations {
                let origin =
                    Int.random(in: 0..<3, using: &random) == 0
                    ? hosts[Int.random(in: 0..<hosts.count, using: &random)] : FlowOrigin.client
                let flowProtocol = FlowProtocol.allCases[Int.random(in: 0..<3, using: &random)]
                let port = flowProtocol == .icmp ? 0 : Bool.random(using: &random) ? 53 : 443
                let choices = (0..<4).map { _ in Int.random(in: 0...1, using: &random) }
                let run = world.send(
                    flowProtocol, to: destination, port: port, from: origin, choices: [0] + choices)
                let context = "generator \(start), \(flowProtocol) \(port) from \(origin) to \(destination)"
                check(run, Comment(rawValue: context))
                let again = world.send(
                    flowProtocol, to: destination, port: port, from: origin, choices: [0] + choices)
                #expect(run.fate == again.fate, Comment(rawValue: context))
                #expect(run.record.choices == again.record.choices, Comment(rawValue: context))
                #expect(run.record.assumptions == again.record.assumptions, Comment(rawValue: context))
            }
        }
    }

    private func check(_ run: TestWorld.Run, _ context: Comment) {
        let fate = run.fate
        #expect(!fate.hops.isEmpty, context)
        let firstReturn = fate.hops.firstIndex { $0.direction == .return } ?? fate.hops.count
        #expect(!fate.hops[firstReturn...].contains { $0.direction == .forward }, context)
        for hop in fate.hops {
            #expect(!hop.element.isEmpty && !hop.text.isEmpty && !hop.text.hasSuffix("."), context)
        }
        #expect(fate.roundTrip >= .zero, context)
        #expect(Set(fate.notes).count == fate.notes.count, context)
        for step in fate.reasoning { #expect(step.text.hasSuffix("."), context) }
        guard let drop = run.drop else { return }
        #expect(fate.hops.last?.element == drop.element, context)
        #expect(fate.hops.last?.direction == drop.direction, context)
        #expect(drop.text.hasSuffix(".") && (drop.remedy.isEmpty || drop.remedy.hasSuffix(".")), context)
        #expect((drop.rule == nil) == (drop.reason == .fault), context)
        #expect(!drop.notes.contains(drop.reason), context)
        if drop.direction == .return {
            #expect(!drop.isReported, context)
            #expect([.naclReturn, .noReturnRoute, .fault].contains(drop.reason), context)
        } else {
            #expect(![.naclReturn, .noReturnRoute].contains(drop.reason), context)
        }
    }

    @Test(.rules("CVPN-AUTH-02"))
    func `authorization is decided by the longest prefix, as a plain search finds it`() {
        var random = SplitMix64(seed: 7)
        for round in 0..<500 {
            let rules = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                let bits = UInt32(10) << 24 | UInt32.random(in: 0..<4, using: &random) << 16
                let prefix = IPPrefix(
                    masking: .v4(IPv4Address(bits: bits)),
                    length: [0, 8, 14, 15, 16][Int.random(in: 0..<5, using: &random)])
                return AuthorizationRule(
                    network: prefix, group: [nil, "a", "b"][Int.random(in: 0..<3, using: &random)])
            }
            let destination = IPAddress.v4(
                IPv4Address(bits: UInt32(10) << 24 | UInt32.random(in: 0..<5, using: &random) << 16 | 9))
            let matching = rules.filter { $0.network.contains(destination) }
            let longest = matching.map(\.network.length).max()
            let isGranted = matching.contains { $0.network.length == longest && ($0.group == nil || $0.group == "a") }
            let verdict = AuthorizationTable(rules, userGroups: ["a"]).verdict(for: destination)
            if case .granted = verdict {
                #expect(isGranted, "generator 7, round \(round)")
            } else {
                #expect(!isGranted, "generator 7, round \(round)")
                #expect((verdict == .unmentioned) == matching.isEmpty, "generator 7, round \(round)")
            }
        }
    }
}
