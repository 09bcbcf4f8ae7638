import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@Suite struct ExplanationTests {
    /// Changes that lead to each kind of outcome.
    static let variants: [[String]] = [
        [], ["vpn=null"], ["faults[+]={ target: 10.10.1.228, kind: drop }"],
        ["faults[+]={ target: inbound, kind: drop }"], ["faults[+]={ target: inbound, kind: servfail }"],
        ["faults[+]={ target: inbound, kind: closed }"], ["faults[+]={ target: inbound, kind: mismatch }"],
        ["faults[+]={ target: inbound, kind: delay, delay: 9s }"], ["lookups[0].name=nothing.corp.example"],
        ["lookups[0].type=AAAA"], ["lookups[0].type=[A, AAAA]"], ["lookups[0].name=alias.corp.example"],
        ["client.hosts=[ 192.0.2.7 app.corp.example ]"],
        ["vpn=null", "client.resolver={ nameservers: [192.0.2.53] }"],
        ["vpn.associations[+]={ subnet: vpn-b, eni_ip: 10.123.3.97 }"],
        ["vpn.authorization_rules=[]"], ["lookups[0].from=app"], ["lookups[0].server=198.51.100.53"],
    ]

    @Test(arguments: variants)
    func `exactly one step is decisive, and every step is a sentence`(sets: [String]) throws {
        let world = try TestWorld.compile(TestWorld.split, sets)
        let prediction = Emulator(world).predict(try #require(world.lookups.first))
        for lookup in prediction.possible + [prediction.common] {
            #expect(lookup.explanation.filter(\.isDecisive).count == 1)
            #expect(lookup.explanation.allSatisfy { $0.text.hasSuffix(".") })
        }
    }

    @Test func `the decisive step of an answer is the server's, that of a timeout the drop`() throws {
        let answer = try TestWorld.lookup(TestWorld.split).common
        let response = try #require(answer.response)
        let step = try #require(answer.explanation.first { $0.isDecisive })
        #expect(response.reasoning.contains { $0.text == step.text })
        let timeout = try TestWorld.lookup(TestWorld.split, "vpn.authorization_rules=[]").common
        #expect(timeout.explanation.first { $0.isDecisive }?.rule == timeout.attempts.first?.rule)
        #expect(timeout.explanation.first { $0.isDecisive }?.rule != nil)
    }

    @Test func `the resolver's configuration comes first, the reachability last`() throws {
        let world = try TestWorld.compile(TestWorld.split)
        let lookup = Emulator(world).predict(try #require(world.lookups.first)).common
        #expect(lookup.explanation.first?.text == world.client.resolver.steps.first?.text)
        #expect(lookup.explanation.last?.text.contains("10.123.2.1 can be reached") == true)
    }

    @Test(.rules("VPCE-05"))
    func `an answer that cannot be reached is said to be right but of no use`() throws {
        let lookup = try TestWorld.lookup(TestWorld.split, "lookups[0].port=80").common
        #expect(lookup.outcome == .answered)
        #expect(lookup.reachability.map(\.outcome) == [.refused])
        #expect(lookup.explanation.last?.text.contains("right but") == true)
    }

    @Test(.rules("DNSMSG-01"))
    func `notes hold what is true and not decisive`() throws {
        let world = try TestWorld.compile(
            TestWorld.split, ["faults[+]={ target: 10.10.1.228, kind: drop }", "lookups[0].name=nothing.corp.example"])
        let lookup = Emulator(world).predict(try #require(world.lookups.first)).common
        #expect(lookup.outcome == .nxdomain)
        #expect(lookup.reason == .nameNotInZone)
        #expect(lookup.notes == [.fault])
    }
}

@Suite struct LeakTests {
    @Test func `a private name asked on the internet is a leak`() throws {
        let lookup = try TestWorld.lookup(
            TestWorld.split, "vpn.dns_servers=[]", "client.resolver={ nameservers: [198.51.100.53] }"
        ).common
        #expect(lookup.via == "en0")
        #expect(lookup.notes.contains(.dnsLeak))
        let harmless = try TestWorld.lookup(
            TestWorld.split, "vpn.dns_servers=[]", "client.resolver={ nameservers: [198.51.100.53] }",
            "lookups[0].name=www.site.example"
        ).common
        #expect(!harmless.notes.contains(.dnsLeak))
    }

    @Test func `any query that leaves a full tunnel for the internet is a leak, one to the own LAN is none`() throws {
        let full = ["vpn.split_tunnel=false", "vpn.dns_servers=[]", "lookups[0].name=www.site.example"]
        let leaking = try TestWorld.compile(
            TestWorld.split,
            full + [
                "client.resolver={ nameservers: [198.51.100.53] }",
                "client.routes=[ { destination: 198.51.100.53/32, gateway: 192.168.7.1 } ]",
            ])
        let leak = Emulator(leaking).predict(try #require(leaking.lookups.first)).common
        #expect(leak.outcome == .answered)
        #expect(leak.notes.contains(.dnsLeak))
        let local = try TestWorld.compile(
            TestWorld.split,
            full + [
                "client.resolver={ nameservers: [192.168.7.1] }",
                "local_network={ dns_servers: [ { name: router, address: 192.168.7.1 } ] }",
            ])
        let lan = Emulator(local).predict(try #require(local.lookups.first)).common
        #expect(lan.outcome == .answered)
        #expect(!lan.notes.contains(.dnsLeak))
    }

    @Test(.rules("VPCE-04"))
    func `a public answer for a service with an interface endpoint bypasses the endpoint`() throws {
        let service = "ec2.ap-southeast-2.amazonaws.com"
        let endpoint = [
            "vpcs[resolver-vpc].region=ap-southeast-2",
            "vpcs[resolver-vpc].vpc_endpoints=[ { service_name: com.amazonaws.ap-southeast-2.ec2, ips: [10.10.0.33] } ]",
            "internet.zones[+]={ name: amazonaws.com, records: [ ec2.ap-southeast-2 60 IN A 203.0.113.54 ] }",
            "lookups[0].name=\(service)",
        ]
        let inside = try TestWorld.compile(TestWorld.split, endpoint)
        let through = Emulator(inside).predict(try #require(inside.lookups.first)).common
        #expect(through.addresses == ["10.10.0.33"])
        #expect(!through.notes.contains(.bypassesEndpoint))
        let outside = try TestWorld.compile(TestWorld.split, endpoint + ["lookups[0].server=198.51.100.53"])
        let bypass = Emulator(outside).predict(try #require(outside.lookups.first)).common
        #expect(bypass.addresses == ["203.0.113.54"])
        #expect(bypass.notes.contains(.bypassesEndpoint))
    }
}
