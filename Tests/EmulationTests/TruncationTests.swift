import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@Suite struct TruncationTests {
    /// Records that need more than 512 octets, and with the second number more than the tunnel's MTU.
    private func records(_ count: Int) -> String {
        let lines = (1...count).map { "\"big 60 IN A 10.10.2.\($0)\"" }.joined(separator: ", ")
        return "hosted_zones[corp.example].records[+]=[ \(lines) ]"
    }

    private let name = "lookups[0].name=big.corp.example"

    @Test(.rules("DNSMSG-01"))
    func `an answer over 512 octets is asked for again over TCP`() throws {
        let lookup = try TestWorld.lookup(TestWorld.split, records(40), name).common
        #expect(lookup.outcome == .answered)
        #expect(lookup.addresses.count == 40)
        #expect(lookup.attempts.map(\.transport) == [.udp, .tcp])
        #expect(lookup.attempts.map(\.fate) == [.truncated, .response])
        #expect(lookup.elapsed == .milliseconds(42))
    }

    @Test(.rules("DNSMSG-04", "R53-INBOUND-03"))
    func `with TCP 53 closed small answers work and big ones time out`() throws {
        let noTCP = "vpcs[resolver-vpc].security_groups[dns].ingress[1]=null"
        #expect(try TestWorld.lookup(TestWorld.split, noTCP).outcome == .answered)
        let big = try TestWorld.lookup(TestWorld.split, records(40), name, noTCP)
        #expect(big.outcome == .timeout)
        #expect(big.common.reason == .tcp53Blocked)
        #expect(big.common.notes.contains(.sgIngress))
        #expect(big.common.attempts.prefix(2).map(\.fate) == [.truncated, .timeout])
        #expect(big.common.attempts[1].reason == .tcp53Blocked)
        #expect(big.common.attempts[1].droppedAt == "resolver-vpc/dns")
    }

    @Test(.rules("DNSMSG-04"))
    func `use_vc over a path that passes UDP alone is blocked TCP as well`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "vpcs[resolver-vpc].security_groups[dns].ingress[1]=null", "lookups[0].transport=tcp")
        #expect(prediction.common.reason == .tcp53Blocked)
        let both = try TestWorld.lookup(
            TestWorld.split, "vpcs[resolver-vpc].security_groups[dns].ingress=[]", "lookups[0].transport=tcp")
        #expect(both.common.reason == .sgIngress)
    }

    @Test(.rules("DNSMSG-05"))
    func `a big UDP answer passes or dies in the tunnel as the switch says`() throws {
        let passing = try TestWorld.lookup(TestWorld.split, records(120), name, "lookups[0].edns=4096")
        #expect(passing.outcome == .answered)
        #expect(passing.common.attempts.map(\.transport) == [.udp])
        #expect(passing.common.assumptions.contains { $0.key == "assumptions.fragments" && $0.value == "pass" })
        let dropping = try TestWorld.lookup(
            TestWorld.split, records(120), name, "lookups[0].edns=4096", "assumptions={ fragments: drop }")
        #expect(dropping.outcome == .timeout)
        #expect(dropping.common.reason == .mtuExceeded)
        #expect(dropping.common.assumptions.contains { $0.key == "assumptions.fragments" && $0.value == "drop" })
        let small = try TestWorld.lookup(TestWorld.split, "assumptions={ fragments: drop }")
        #expect(small.outcome == .answered)
        #expect(!small.common.assumptions.contains { $0.key == "assumptions.fragments" })
    }

    @Test func `servers that truncate and refuse or drop TCP lead to the next one`() throws {
        let refused = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: truncate_tcp_refused }"
        ).common
        #expect(refused.attempts.map(\.fate) == [.truncated, .unreachable, .response])
        #expect(refused.elapsed == .milliseconds(63))
        let dropped = try TestWorld.lookup(
            TestWorld.split, "faults[+]={ target: 10.10.1.228, kind: truncate_tcp_drop }"
        ).common
        #expect(dropped.attempts.map(\.fate) == [.truncated, .timeout, .response])
        #expect(dropped.elapsed == .milliseconds(5042))
    }
}
