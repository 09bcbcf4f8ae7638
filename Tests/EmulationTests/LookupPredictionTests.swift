import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@Suite struct LookupPredictionTests {
    private let primary: IPAddress = "10.10.1.228"
    private let secondary: IPAddress = "10.10.0.43"

    @Test(.rules("R53-INBOUND-02", "CVPN-SNAT-01"))
    func `an inbound endpoint behind a transit gateway answers through the tunnel`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split)
        let lookup = prediction.common
        #expect(prediction.outcome == .answered)
        #expect(lookup.addresses == ["10.123.2.1"])
        #expect(lookup.records.count == 1)
        #expect(lookup.scope == .private)
        #expect(lookup.server == primary)
        #expect(lookup.via == "utun1")
        // tunnel 20 ms and one transit gateway 1 ms
        #expect(lookup.elapsed == .milliseconds(21))
        #expect(lookup.reason == nil)
        #expect(lookup.code == .noerror)
        #expect(lookup.when == "landed on vpn-a")
        #expect(lookup.choices == [ChoiceTaken(name: "landed_on", value: "vpn-a")])
        #expect(
            lookup.attempts.map(\.path) == [
                ["client", "utun1", "corp-vpn", "vpn-vpc/vpn-a", "tgw-1", "resolver-vpc/dns-a", "inbound"]
            ])
        #expect(lookup.reachability.map(\.outcome) == [.connected])
        #expect(prediction.possible == [lookup])
        #expect(prediction.isComplete)
    }

    @Test(.rules("VPCE-05", "CVPN-AUTH-07"))
    func `an answer that cannot be reached tells what would have to change`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "vpn.authorization_rules[0].target_network_cidr=10.10.0.0/16")
        #expect(prediction.outcome == .answered)
        #expect(prediction.common.reachability.map(\.reason) == [.vpnNoAuth])
        #expect(prediction.common.remedy == "Add an authorization rule for 10.123.0.0/16 to corp-vpn.")
    }

    @Test(.rules("CVPN-DNS-01", "R53-PHZ-05"))
    func `what makes a private zone visible depends on who was asked`() throws {
        let vpc = try TestWorld.lookup(TestWorld.split, "vpn.dns_servers=[10.123.0.2]")
        #expect(vpc.common.reason == .zoneNotVisible)
        #expect(vpc.common.remedy.contains("vpn-vpc"))
        let outside = try TestWorld.lookup(TestWorld.split, "vpn.dns_servers=[198.51.100.53]")
        #expect(outside.common.reason == .zoneNotVisible)
        #expect(outside.common.remedy.hasPrefix("Ask a resolver"))
    }

    @Test(.rules("CVPN-DNS-07"))
    func `a missing route asks for authorization only where that is missing, too`() throws {
        let authorized = try TestWorld.lookup(TestWorld.split, "vpn.routes=[]")
        #expect(authorized.common.remedy == "Add a route for 10.10.0.0/16 to corp-vpn.")
        let neither = try TestWorld.lookup(TestWorld.split, "vpn.routes=[]", "vpn.authorization_rules=[]")
        #expect(neither.common.remedy == "Add a route for 10.10.0.0/16 to corp-vpn, and authorize it.")
    }

    @Test(.rules("CVPN-ROUTE-11"))
    func `a route of the device's own keeps the pushed one out and captures the resolver`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "client.routes=[ { destination: 10.10.0.0/16, gateway: 192.168.7.1 } ]")
        #expect(prediction.outcome == .timeout)
        #expect(prediction.common.reason == .clientOnlinkCapture)
        #expect(prediction.common.attempts.first?.rule == .cvpnRoute11)
        #expect(prediction.common.attempts.first?.droppedAt == "en0")
    }

    @Test func `a public name costs a recursion on top`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split, "lookups[0].name=www.site.example")
        #expect(prediction.common.addresses == ["203.0.113.80"])
        #expect(prediction.common.scope == .public)
        #expect(prediction.common.elapsed == .milliseconds(41))
    }

    @Test(.rules("CVPN-DNS-04", "CVPN-DNS-05", "STUB-02"))
    func `a silent primary costs one timeout and then the secondary answers`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: drop }")
        let lookup = prediction.common
        #expect(lookup.outcome == .answered)
        #expect(lookup.server == secondary)
        #expect(lookup.elapsed == .milliseconds(5021))
        #expect(lookup.attempts.map(\.server) == [primary, secondary])
        #expect(lookup.attempts.map(\.fate) == [.timeout, .response])
        #expect(lookup.attempts.map(\.at) == [.zero, .seconds(5)])
        #expect(lookup.attempts.map(\.reason) == [.fault, nil])
        #expect(lookup.notes == [.fault])
    }

    @Test(.rules("CVPN-DNS-04", "STUB-05"))
    func `SERVFAIL of the primary ends the lookup and spares the secondary`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: servfail }")
        #expect(prediction.outcome == .servfail)
        #expect(prediction.common.reason == .fault)
        #expect(prediction.common.server == primary)
        #expect(prediction.common.attempts.count == 1)
        #expect(prediction.common.explanation.contains { $0.rule == .cvpnDNS04 && $0.text.contains("10.10.0.43") })
    }

    @Test(.rules("CVPN-DNS-05"))
    func `two silent servers make a timeout of twenty seconds`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: drop }",
            "faults[+]={ target: 10.10.0.43, kind: drop }")
        #expect(prediction.outcome == .timeout)
        #expect(prediction.common.elapsed == .seconds(20))
        #expect(prediction.common.reason == .fault)
        #expect(prediction.common.server == nil)
        #expect(prediction.common.via == "utun1")
        #expect(prediction.common.attempts.count == 4)
        #expect(prediction.common.code == nil)
    }

    @Test(.rules("STUB-07"))
    func `a closed port is noticed at once`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: closed }")
        #expect(prediction.common.server == secondary)
        #expect(prediction.common.elapsed == .milliseconds(42))
        #expect(prediction.common.attempts.map(\.fate) == [.unreachable, .response])
    }

    @Test func `every server closed makes the lookup unreachable`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: inbound, kind: closed }")
        #expect(prediction.outcome == .unreachable)
        #expect(prediction.common.reason == .fault)
    }

    @Test func `a response that comes too late is marked late`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: delay, delay: 6s }")
        #expect(prediction.common.server == secondary)
        #expect(prediction.common.elapsed == .milliseconds(5021))
        let first = try #require(prediction.common.attempts.first)
        #expect(first.fate == .late)
        #expect(first.ended == .milliseconds(6021))
        #expect(first.reason == .fault)
    }

    @Test func `a wrong message ID is ignored until the timeout`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: mismatch }")
        #expect(prediction.common.attempts.map(\.fate) == [.mismatched, .response])
        #expect(prediction.common.elapsed == .milliseconds(5021))
        #expect(prediction.common.attempts.first?.reason == .fault)
    }

    @Test(.rules("CVPN-AUTH-01", "CVPN-AUTH-02"))
    func `a missing authorization rule is the reason of the timeout`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "vpn.authorization_rules[0].target_network_cidr=10.123.0.0/16")
        #expect(prediction.outcome == .timeout)
        #expect(prediction.common.reason == .vpnNoAuth)
        #expect(prediction.common.attempts.allSatisfy { $0.droppedAt == "corp-vpn" })
        #expect(!prediction.common.remedy.isEmpty)
    }

    @Test func `without a server the lookup is unreachable`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split, "vpn=null")
        #expect(prediction.outcome == .unreachable)
        #expect(prediction.common.reason == .noServer)
        #expect(prediction.common.attempts.isEmpty)
        #expect(prediction.common.elapsed == .zero)
    }

    @Test func `a server that nothing declares makes the lookup unknown`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "vpn=null", "client.resolver={ nameservers: [192.0.2.53] }")
        #expect(prediction.outcome == .unknown)
        #expect(prediction.common.missing == "internet.dns_servers")
        #expect(prediction.common.reason == nil)
    }

    @Test(.rules("STUB-08"))
    func `the search list leads to the name that is reported`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "client.resolver={ search: [other.example, corp.example] }", "lookups[0].name=web")
        #expect(prediction.outcome == .answered)
        #expect(prediction.common.qname == "web.corp.example")
        #expect(prediction.common.attempts.map(\.question.name) == ["web.other.example", "web.corp.example"])
    }

    @Test func `the hosts file answers before any server is asked`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "client.hosts=[ 192.0.2.7 app.corp.example app ]")
        #expect(prediction.outcome == .answered)
        #expect(prediction.common.addresses == ["192.0.2.7"])
        #expect(prediction.common.attempts.isEmpty)
        #expect(prediction.common.server == nil)
        let literal = try TestWorld.lookup(
            TestWorld.split, "client.hosts=[ 192.0.2.7 app.corp.example ]", "lookups[0].as=query")
        #expect(literal.common.addresses == ["10.123.2.1"])
    }

    @Test func `a pair is one result with the time of both`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split, "lookups[0].type=[A, AAAA]")
        #expect(prediction.outcome == .answered)
        #expect(prediction.common.addresses == ["10.123.2.1"])
        #expect(prediction.common.elapsed == .milliseconds(42))
        #expect(prediction.common.attempts.map(\.question.type) == [.a, .aaaa])
    }

    @Test(.rules("R53-PHZ-03"))
    func `NXDOMAIN out of a private zone has its reason and tells that the secondary is not asked`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split, "lookups[0].name=nothing.corp.example")
        #expect(prediction.outcome == .nxdomain)
        #expect(prediction.common.reason == .nameNotInZone)
        #expect(prediction.common.explanation.contains { $0.rule == .stub06 })
        #expect(!prediction.common.remedy.isEmpty)
    }

    @Test func `a lookup at an instant meets the faults of that instant`() throws {
        let fault = "faults[+]={ target: 10.10.1.228, kind: drop, from: 10s, until: 20s }"
        let during = try TestWorld.lookup(TestWorld.split, fault, "lookups[0].at=12s")
        #expect(during.at == .seconds(12))
        #expect(during.common.server == secondary)
        #expect(during.common.elapsed == .milliseconds(5021))
        #expect(during.common.attempts.map(\.at) == [.seconds(12), .seconds(17)])
        #expect(try TestWorld.lookup(TestWorld.split, fault, "lookups[0].at=30s").common.server == primary)
    }

    @Test func `a fault counts the queries that come to its target`() throws {
        let server = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: inbound, kind: drop, queries: 1..2 }")
        #expect(server.common.attempts.map(\.fate) == [.timeout, .timeout, .response])
        #expect(server.common.server == primary)
        let address = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: drop, queries: 1..2 }",
            "faults[+]={ target: 10.10.0.43, kind: drop, queries: 1 }")
        #expect(address.common.attempts.map(\.fate) == [.timeout, .timeout, .timeout, .response])
        #expect(address.common.server == secondary)
    }

    @Test func `rotate begins at the next server for each lookup on the clock`() throws {
        let world = try TestWorld.compile(
            TestWorld.split,
            [
                "client.resolver={ options: { rotate: true } }",
                "lookups=[ { name: app.corp.example, at: 1s }, { name: app.corp.example, at: 2s }, { name: web.corp.example } ]",
            ])
        let servers = world.lookups.map { Emulator(world).predict($0).common.server }
        #expect(servers == [primary, secondary, primary])
    }

    @Test func `an outage of an element begins and ends on the clock`() throws {
        let fault = "faults[+]={ target: tgw-1, kind: down, from: 0s, until: 4s }"
        let prediction = try TestWorld.lookup(TestWorld.split, fault)
        #expect(prediction.common.attempts.map(\.fate) == [.timeout, .response])
        #expect(prediction.common.attempts.first?.reason == .fault)
        #expect(prediction.common.attempts.first?.droppedAt == "tgw-1")
    }
}
