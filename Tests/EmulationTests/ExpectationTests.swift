import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@Suite struct ExpectationTests {
    private let unequal = "vpn.associations[+]={ subnet: vpn-b, eni_ip: 10.123.3.97 }"

    private func mismatches(_ expectation: String, _ sets: String...) throws -> [ExpectationMismatch] {
        let world = try TestWorld.compile(TestWorld.split, sets + ["lookups[0].expect={ \(expectation) }"])
        let lookup = try #require(world.lookups.first)
        return try #require(Emulator(world).predict(lookup).mismatches)
    }

    @Test func `without an expectation there is nothing to hold`() throws {
        #expect(try TestWorld.lookup(TestWorld.split).mismatches == nil)
    }

    @Test(
        arguments: [
            "outcome: answered", "reason: null", "addresses: [10.123.2.1]", "scope: private", "server: 10.10.1.228",
            "via: utun1", "rcode: NOERROR", "reachable: true", "queries: [10.10.1.228 app.corp.example A]",
            "elapsed: 21ms", "elapsed: 20ms..25ms", "notes: []",
            "records: [app.corp.example. 10 IN A 10.123.2.1]", "records: ['app.corp.example.  10 IN  A 10.123.2.1']",
        ])
    func `an expectation that holds has no mismatch`(expectation: String) throws {
        #expect(try mismatches(expectation) == [])
    }

    @Test(
        arguments: [
            ("outcome: nxdomain", "outcome", "nxdomain", "answered"),
            ("reason: FAULT", "reason", "FAULT", "null"),
            ("addresses: [10.123.2.1, 10.123.2.2]", "addresses", "[10.123.2.1, 10.123.2.2]", "[10.123.2.1]"),
            ("scope: public", "scope", "public", "private"), ("scope: null", "scope", "null", "private"),
            ("server: null", "server", "null", "10.10.1.228"), ("via: en0", "via", "en0", "utun1"),
            ("rcode: SERVFAIL", "rcode", "SERVFAIL", "NOERROR"), ("reachable: false", "reachable", "false", "true"),
            ("queries: []", "queries", "[]", "[10.10.1.228 app.corp.example. A]"),
            ("elapsed: 5s..6s", "elapsed", "5s..6s", "21ms"), ("elapsed: 5s", "elapsed", "5s", "21ms"),
            ("notes: [FAULT]", "notes", "[FAULT]", "[]"),
            (
                "records: [app.corp.example. 10 IN A 10.9.9.9]", "records", "[app.corp.example. 10 IN A 10.9.9.9]",
                "[app.corp.example. 10 IN A 10.123.2.1]"
            ),
        ])
    func `an expectation that does not hold tells key, expected and actual`(
        expectation: String, key: String, expected: String, actual: String
    ) throws {
        #expect(
            try mismatches(expectation) == [ExpectationMismatch(key: key, expected: expected, actual: actual)])
    }

    @Test func `addresses are a set, records and notes a subset, queries a list in order`() throws {
        let two = "hosted_zones[corp.example].records[+]=app 10 IN A 10.123.2.2"
        #expect(try mismatches("addresses: [10.123.2.2, 10.123.2.1]", two) == [])
        #expect(try mismatches("records: [app.corp.example. 10 IN A 10.123.2.2]", two) == [])
        let silent = "faults[+]={ target: 10.10.1.228, kind: drop }"
        #expect(try mismatches("notes: [FAULT]", silent) == [])
        let inOrder = "queries: [10.10.1.228 app.corp.example A, 10.10.0.43 app.corp.example A]"
        let reversed = "queries: [10.10.0.43 app.corp.example A, 10.10.1.228 app.corp.example A]"
        #expect(try mismatches(inOrder, silent) == [])
        #expect(try mismatches(reversed, silent).map(\.key) == ["queries"])
    }

    @Test func `where the outcome depends every possible one must meet the expectation`() throws {
        #expect(try mismatches("via: utun1", unequal) == [])
        #expect(
            try mismatches("outcome: answered", unequal) == [
                ExpectationMismatch(key: "possible[1].outcome", expected: "answered", actual: "timeout")
            ])
    }

    @Test func `depends can be expected, with what each outcome is like`() throws {
        #expect(try mismatches("outcome: depends", unequal) == [])
        #expect(
            try mismatches(
                "outcome: depends, possible: [ { outcome: answered }, { outcome: timeout, reason: VPN_NO_ROUTE } ]",
                unequal) == [])
        #expect(
            try mismatches("outcome: depends, possible: [ { outcome: answered } ]", unequal).map(\.key)
                == ["possible"])
        #expect(
            try mismatches(
                "outcome: depends, possible: [ { outcome: answered }, { outcome: timeout }, { outcome: nxdomain } ]",
                unequal
            )
            .map(\.key) == ["possible[2]"])
        #expect(try mismatches("outcome: depends").map(\.key) == ["outcome"])
    }

    @Test func `the expectation of a connection has its own keys`() throws {
        func mismatches(_ expectation: String) throws -> [ExpectationMismatch] {
            let world = try TestWorld.compile(
                TestWorld.split, ["connections=[ { to: 10.123.2.1, expect: { \(expectation) } } ]"])
            let connection = try #require(world.connections.first)
            return try #require(Emulator(world).predict(connection).mismatches)
        }
        #expect(
            try mismatches(
                "outcome: connected, reachable: true, via: utun1, source_ip: 10.123.1.97, public_ip: null, dropped_at: null, reason: null, notes: []"
            ) == [])
        #expect(
            try mismatches("source_ip: 10.123.1.98, reachable: false") == [
                ExpectationMismatch(key: "reachable", expected: "false", actual: "true"),
                ExpectationMismatch(key: "source_ip", expected: "10.123.1.98", actual: "10.123.1.97"),
            ])
    }
}
