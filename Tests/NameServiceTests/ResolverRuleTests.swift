import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Forwarding and system rules: which one takes a name, and what becomes of the query.
@Suite struct ResolverRuleTests {
    var world = TestWorld()
    let vpc: Reference<VPC>
    let hub: Reference<VPC>
    let outbound: [Reference<Host>]

    init() {
        vpc = world.vpc("app", "10.0.0.0/16")
        hub = world.vpc("hub", "10.1.0.0/16")
        outbound = [world.host("outbound", in: hub, "10.1.0.10"), world.host("outbound", in: hub, "10.1.0.11")]
    }

    private static func answer(_ query: UpstreamQuery, _ address: IPAddress) -> NameServerTask.Event {
        .response(
            Response(
                code: .noerror, isAuthoritative: true, answers: [.address(query.question.name, ttl: 30, address)]),
            attempt: query.attempt)
    }

    @Test(.rules("R53-FWRULE-01", "R53-FWRULE-02", "R53-OUTBOUND-01"))
    mutating func `a query leaves by the outbound endpoint, and the target's answer is the resolver's`() {
        world.rule("corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        let result = world.ask(vpc: vpc, "app.corp.example") { Self.answer($0, "192.168.7.7") }
        #expect(result.answers == ["app.corp.example. 30 IN A 192.168.7.7"])
        #expect(result.response?.isAuthoritative == false)
        #expect(result.asked.map(\.address) == ["192.168.1.53"])
        #expect(result.asked.first?.origin == .host(outbound[0], "10.1.0.10"))
        #expect(result.asked.first?.recursionDesired == true)
        #expect(result.record.choices.map(\.name) == ["target of corp"])
        // The rule is not associated with the hub, where the endpoint stands.
        #expect(world.ask(vpc: hub, "app.corp.example").reason == .notInPublicDNS)
    }

    /// A rule, a zone and the one that decides.
    struct Contest: CustomTestStringConvertible {
        let rule: DomainName
        let zone: DomainName
        let forwards: Bool
        let ids: RuleID

        var testDescription: String { "rule \(rule), zone \(zone)" }
    }

    @Test(
        .rules("R53-FWRULE-02", "R53-FWRULE-03", "R53-FWRULE-04", "R53-AUTO-02", "R53-AUTO-03"),
        arguments: [
            Contest(rule: "example.com", zone: "example.com", forwards: true, ids: .r53Fwrule03),
            Contest(rule: "com", zone: "example.com", forwards: false, ids: .r53Fwrule03),
            Contest(rule: ".", zone: "example.com", forwards: false, ids: .r53Fwrule04),
            Contest(rule: "www.example.com", zone: "example.com", forwards: true, ids: .r53Fwrule02),
        ])
    func `the most specific domain wins, and of equal ones the rule`(_ contest: Contest) {
        var copy = world
        copy.privateZone(contest.zone, [vpc], "www 60 IN A 10.0.0.1")
        copy.rule("rule", contest.rule, .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        let result = copy.ask(vpc: vpc, "www.example.com") { Self.answer($0, "192.168.7.7") }
        #expect(result.addresses == [contest.forwards ? "192.168.7.7" : "10.0.0.1"])
        #expect(result.rules.contains(contest.ids))
    }

    @Test(.rules("R53-FWRULE-04", "R53-RDNS-02", "VPC-DNS-03"))
    mutating func `a rule for the root takes what nothing autodefined takes`() {
        world.rule("all", ".", .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        func isForwarded(_ world: TestWorld, _ name: DomainName, _ type: RecordType = .a) -> Bool {
            !world.ask(vpc: vpc, name, type) { Self.answer($0, "192.168.7.7") }.asked.isEmpty
        }
        #expect(isForwarded(world, "www.example.org"))
        #expect(isForwarded(world, "db.local"))
        #expect(!isForwarded(world, "ip-10-0-0-1.ap-southeast-2.compute.internal"))
        #expect(!isForwarded(world, "1.2.3.10.in-addr.arpa", .ptr))
        #expect(!isForwarded(world, "1.0.16.172.in-addr.arpa", .ptr))
        #expect(!isForwarded(world, "localhost"))
        #expect(isForwarded(world, "1.0.32.172.in-addr.arpa", .ptr))
        // Explicit rules for these names take them.
        world.rule("reverse", "10.in-addr.arpa", .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        #expect(isForwarded(world, "1.2.3.10.in-addr.arpa", .ptr))
        // Without DNS hostnames there are no autodefined rules.
        world.topology.vpcs[vpc].hasDNSHostnames = false
        #expect(isForwarded(world, "ip-10-0-0-1.ap-southeast-2.compute.internal"))
        #expect(isForwarded(world, "1.0.16.172.in-addr.arpa", .ptr))
    }

    @Test(.rules("R53-FWRULE-04", "VPC-DNS-03"))
    mutating func `without DNS hostnames a rule for the root takes a private zone's name, and a note tells why`() {
        world.privateZone("example.com", [vpc], "www 60 IN A 10.0.0.1")
        world.rule("all", ".", .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        #expect(world.ask(vpc: vpc, "www.example.com").addresses == ["10.0.0.1"])
        world.topology.vpcs[vpc].hasDNSHostnames = false
        let result = world.ask(vpc: vpc, "www.example.com") { Self.answer($0, "192.168.7.7") }
        #expect(result.addresses == ["192.168.7.7"])
        #expect(result.response?.notes == [.dnsAttributesOff])
        #expect(result.rules.contains(.vpcDNS03))
    }

    @Test(.rules("R53-FWRULE-05", "R53-FWRULE-06"))
    mutating func `a rule for amazonaws.com takes neither instances' nor interface endpoints' names`() {
        world.rule("aws", "amazonaws.com", .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        world.cloudName(
            "ec2-203-0-113-9.ap-southeast-2.compute.amazonaws.com", .instancePublic, in: vpc, inside: ["10.0.0.9"],
            outside: ["203.0.113.9"])
        world.interfaceEndpoint("sqs", in: vpc, names: ["sqs.ap-southeast-2.amazonaws.com"], ["10.0.0.33"])
        #expect(
            world.ask(vpc: vpc, "ec2-203-0-113-9.ap-southeast-2.compute.amazonaws.com").addresses == ["10.0.0.9"])
        let service = world.ask(vpc: vpc, "sqs.ap-southeast-2.amazonaws.com")
        #expect(service.addresses == ["10.0.0.33"])
        #expect(service.rules.contains(.r53Fwrule06))
        #expect(world.ask(vpc: vpc, "s3.ap-southeast-2.amazonaws.com").asked.first?.address == "192.168.1.53")
        world.rule(
            "sqs", "sqs.ap-southeast-2.amazonaws.com", .forward, [vpc], targets: ["192.168.1.54"], outbound: outbound)
        #expect(world.ask(vpc: vpc, "sqs.ap-southeast-2.amazonaws.com").asked.first?.address == "192.168.1.54")
    }

    @Test(.rules("R53-FWRULE-09"))
    mutating func `a system rule carves a subdomain out of a forwarding rule`() {
        world.rule("corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        world.rule("own", "aws.corp.example", .system, [vpc])
        world.privateZone("aws.corp.example", [vpc], "db 60 IN A 10.0.0.5")
        let result = world.ask(vpc: vpc, "db.aws.corp.example")
        #expect(result.addresses == ["10.0.0.5"])
        #expect(result.rules.contains(.r53Fwrule09))
        #expect(!world.ask(vpc: vpc, "db.corp.example").asked.isEmpty)
        // Without a zone there, the name is public.
        world.names.privateZonesByVPC = [:]
        #expect(world.ask(vpc: vpc, "db.aws.corp.example").reason == .notInPublicDNS)
    }

    @Test(.rules("R53-FWRULE-07"))
    mutating func `targets are drawn at random, and another one after silence`() {
        world.rule(
            "corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53", "192.168.1.54", "192.168.1.55"],
            outbound: outbound)
        let result = world.ask(vpc: vpc, "app.corp.example", picks: [1, 1]) {
            $0.attempt == 0 ? .timedOut(attempt: 0, because: nil) : Self.answer($0, "192.168.7.7")
        }
        #expect(result.asked.map(\.address) == ["192.168.1.54", "192.168.1.55"])
        #expect(result.record.choices.map(\.name) == ["target of corp", "second target of corp"])
        #expect(result.record.choices.map(\.options.count) == [3, 2])
        #expect(result.ended == .milliseconds(2002))
        #expect(result.addresses == ["192.168.7.7"])
    }

    @Test(.rules("R53-FWRULE-08"))
    mutating func `when no target answers, SERVFAIL comes after the time for forwarding`() {
        world.rule(
            "corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53", "192.168.1.54"], outbound: outbound)
        let drop = Drop(at: "hub/dns-a", .subnetNoRoute, .cvpnSubnet01, "No route leads to 192.168.1.53.")
        let result = world.ask(vpc: vpc, "app.corp.example") { .timedOut(attempt: $0.attempt, because: drop) }
        #expect(result.code == .servfail)
        #expect(result.reason == .forwardUnreachable)
        #expect(result.response?.notes == [.subnetNoRoute])
        #expect(result.ended == .seconds(4))
        #expect(result.decisiveRule == .r53Fwrule08)
        #expect(result.assumptions == ["assumptions.forward_timeout"])
        #expect(result.text.contains("No route leads to 192.168.1.53."))
        world.assumptions.forwardTimeout = .seconds(10)
        #expect(world.ask(vpc: vpc, "app.corp.example").ended == .seconds(10))
    }

    @Test(.rules("R53-FWRULE-08"))
    mutating func `targets that refuse at once are not tried again`() {
        world.rule(
            "corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53", "192.168.1.54"], outbound: outbound)
        let result = world.ask(vpc: vpc, "app.corp.example") { .unreachable(attempt: $0.attempt, because: nil) }
        #expect(result.reason == .forwardUnreachable)
        #expect(result.asked.count == 2)
        #expect(result.ended == .milliseconds(4))
    }

    @Test(.rules("R53-OUTBOUND-01", "R53-OUTBOUND-02"))
    mutating func `where the endpoint's addresses stand behind different routes, the one used is a choice`() {
        var hosts: [Reference<Host>] = []
        for (index, zone) in ["ap-southeast-2a", "ap-southeast-2b"].enumerated() {
            let address = IPAddress.v4(IPv4Address(bits: 0x0a01_0014 + UInt32(index)))
            let subnet = world.topology.subnets.append(
                Subnet(
                    element: "hub/\(zone)", name: zone, vpc: hub, cidrs: [], availabilityZone: zone,
                    zoneElement: "hub/\(zone)", routeTable: Reference(0), networkACL: nil, keyPath: zone))
            hosts.append(world.host("outbound", in: hub, address, subnet: subnet))
        }
        world.rule("corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53"], outbound: hosts)
        let result = world.ask(vpc: vpc, "app.corp.example", picks: [0, 1])
        #expect(result.record.choices.map(\.name).contains("outbound address of outbound"))
        // The second attempt leaves from the other address.
        #expect(
            result.asked.map(\.origin) == [.host(hosts[1], "10.1.0.21"), .host(hosts[0], "10.1.0.20")])
    }

    @Test(.rules("DNSMSG-01", "R53-OUTBOUND-01"))
    mutating func `a truncated answer of a target is fetched over TCP`() {
        world.rule("corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        let result = world.ask(vpc: vpc, "app.corp.example") {
            $0.transport == .udp
                ? .response(Response(code: .noerror, isTruncated: true), attempt: $0.attempt)
                : Self.answer($0, "192.168.7.7")
        }
        #expect(result.asked.map(\.transport) == [.udp, .tcp])
        #expect(result.asked.map(\.attempt) == [0, 1])
        #expect(result.addresses == ["192.168.7.7"])
    }

    @Test(.rules("R53-PHZ-13", "R53-FWRULE-01"))
    mutating func `a chain leads into a forwarding rule and out of it again`() {
        world.rule("corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53"], outbound: outbound)
        world.privateZone("example.com", [vpc], "a 60 IN CNAME b.corp.example.", "c 60 IN A 10.0.0.3")
        let result = world.ask(vpc: vpc, "a.example.com") {
            .response(
                Response(code: .noerror, answers: [.cname($0.question.name, ttl: 30, target: "c.example.com")]),
                attempt: $0.attempt)
        }
        #expect(result.asked.map(\.question.name) == ["b.corp.example"])
        #expect(
            result.answers == [
                "a.example.com. 60 IN CNAME b.corp.example.", "b.corp.example. 30 IN CNAME c.example.com.",
                "c.example.com. 60 IN A 10.0.0.3",
            ])
    }

    @Test(.rules("R53-FWRULE-01"), arguments: [ResponseCode.nxdomain, .servfail, .refused])
    mutating func `a target's failure is the resolver's, with its reason`(_ code: ResponseCode) {
        world.rule(
            "corp", "corp.example", .forward, [vpc], targets: ["192.168.1.53", "192.168.1.54"], outbound: outbound)
        let result = world.ask(vpc: vpc, "app.corp.example") {
            .response(Response(code: code, reason: .nameNotInZone), attempt: $0.attempt)
        }
        #expect(result.code == code)
        #expect(result.reason == .nameNotInZone)
        #expect(result.asked.count == 1)
    }

    @Test(.rules("R53-INBOUND-08"))
    mutating func `a rule whose target is the endpoint itself loops`() {
        let inbound = world.endpoint(in: vpc, ["10.0.0.228", "10.0.0.229"])
        world.rule("corp", "corp.example", .forward, [vpc], targets: ["10.0.0.228"], outbound: outbound)
        let copy = world
        let result = world.ask(inbound, "app.corp.example") { query in
            let inner = copy.ask(inbound, query.question.name, trail: query.trail)
            return inner.response.map { .response($0, attempt: query.attempt) }
                ?? .timedOut(attempt: query.attempt, because: nil)
        }
        #expect(result.code == .servfail)
        #expect(result.reason == .loop)
        #expect(result.rules.contains(.r53Inbound08))
        #expect(result.ended + (result.delay ?? .zero) == .seconds(4))
    }

    @Test func `a fact that is missing for the target is missing for the name`() {
        var copy = world
        copy.rule("corp", "corp.example", .forward, [vpc], targets: ["8.8.8.8"], outbound: outbound)
        let result = copy.ask(vpc: vpc, "app.corp.example") {
            .unknown(attempt: $0.attempt, missing: "internet.dns_servers", text: "Nothing declares 8.8.8.8.")
        }
        #expect(result.missing == "internet.dns_servers")
    }
}
