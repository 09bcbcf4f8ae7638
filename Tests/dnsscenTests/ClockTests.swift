import Foundation
import TestSupport
import Testing

/// What the clock changes: the VPN that comes and goes, faults that begin and end, and what cannot be said about it.
@Suite struct ClockTests {
    private func run(_ text: String, _ sets: String..., format: String = "table") throws -> BuiltCommand.Run {
        try BuiltCommand.run(
            ["run", "-", "--format", format] + sets.flatMap { ["--set", $0] },
            input: """
                version: 1
                extends: scenarios/scenario2-split-tunnel.yaml
                set: { client.os: linux, client.resolver.profile: glibc }
                \(text)
                """)
    }

    @Test func `a lookup and a connection see the world of their time`() throws {
        let run = try run(
            """
            timeline:
              - { at: 10s, connect: corp-vpn }
              - { at: 20s, disconnect: corp-vpn }
            lookups:
              - { name: test.example.local, at: 5s, expect: { outcome: nxdomain, server: 192.168.1.1, via: en0 } }
              - { name: test.example.local, at: 15s, expect: { outcome: answered, server: 10.10.1.228, via: utun1 } }
              - { name: test.example.local, at: 25s, expect: { outcome: nxdomain, server: 192.168.1.1, via: en0 } }
            connections:
              - { to: 10.123.2.1, port: 443, at: 5s, expect: { reachable: false } }
              - { to: 10.123.2.1, port: 443, at: 15s, expect: { reachable: true, via: utun1 } }
            """)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func `a fault of the timeline begins and is cleared`() throws {
        let run = try run(
            """
            connections: []
            timeline:
              - { at: 10s, fault: { target: 10.10.1.228, kind: servfail } }
              - { at: 20s, clear: 10.10.1.228 }
            lookups:
              - { name: test.example.local, at: 5s, expect: { server: 10.10.1.228 } }
              - { name: test.example.local, at: 15s, expect: { server: 10.10.0.43 } }
              - { name: test.example.local, at: 25s, expect: { server: 10.10.1.228 } }
            """)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func `a fault may take the place of one that is cleared at the same instant`() throws {
        let run = try run(
            """
            connections: []
            timeline:
              - { at: 10s, fault: { target: 10.10.1.228, kind: drop } }
              - { at: 20s, clear: 10.10.1.228 }
              - { at: 20s, fault: { target: 10.10.1.228, kind: closed } }
              - { at: 30s, clear: 10.10.1.228 }
            lookups:
              - { name: test.example.local, at: 12s, expect: { server: 10.10.0.43, elapsed: 5s..6s } }
              - { name: test.example.local, at: 22s, expect: { server: 10.10.0.43, elapsed: 0s..100ms } }
              - { name: test.example.local, at: 32s, expect: { server: 10.10.1.228 } }
            """)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func `changes of the scenario last, one upon the other`() throws {
        let run = try run(
            """
            connections: []
            timeline:
              - { at: 30s, set: { "hosted_zones[example.local].records[+]": "later 60 IN A 10.123.2.9", "vpn.dns_servers": [10.10.0.43] } }
              - { at: 10s, set: { "hosted_zones[example.local].records[+]": "new 60 IN A 10.123.2.8" } }
            lookups:
              - { name: new.example.local, at: 5s, expect: { outcome: nxdomain } }
              - { name: new.example.local, at: 15s, expect: { addresses: [10.123.2.8], server: 10.10.1.228 } }
              - { name: later.example.local, at: 20s, expect: { outcome: nxdomain } }
              - { name: new.example.local, at: 35s, expect: { addresses: [10.123.2.8], server: 10.10.0.43 } }
              - { name: later.example.local, at: 40s, expect: { addresses: [10.123.2.9], server: 10.10.0.43 } }
            """)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test(.rules("DNSMSG-08"))
    func `a server's cache outlives the record until its TTL ends or somebody empties it`() throws {
        let run = try run(
            """
            connections: []
            timeline:
              - { at: 10s, set: { "internet.zones[site.example].records": [ "www 60 IN A 203.0.113.2", "new 60 IN A 203.0.113.3" ] } }
              - { at: 100s, set: { "internet.zones[site.example].records[0]": "www 60 IN A 203.0.113.4" } }
              - { at: 110s, flush: home-router }
            lookups:
              - { name: www.site.example, at: 0s, expect: { addresses: [203.0.113.1], elapsed: 20ms..1s } }
              - { name: new.site.example, at: 5s, expect: { outcome: nxdomain } }
              - { name: www.site.example, at: 20s, expect: { addresses: [203.0.113.1], elapsed: 0s..5ms } }
              - { name: new.site.example, at: 21s, expect: { outcome: nxdomain } }
              - { name: www.site.example, at: 65s, expect: { addresses: [203.0.113.2], elapsed: 20ms..1s } }
              - { name: www.site.example, at: 105s, expect: { addresses: [203.0.113.2], records: [ www.site.example. 21 IN A 203.0.113.2 ] } }
              - { name: www.site.example, at: 115s, expect: { addresses: [203.0.113.4] } }
              - { name: new.site.example, at: 116s, expect: { addresses: [203.0.113.3] } }
            """, "vpn=null", "local_network.dns_servers[0].cache={ enabled: true }",
            "internet.zones[+]={ name: site.example, records: [ \"www 60 IN A 203.0.113.1\" ] }")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test(.rules("DNSMSG-07"), arguments: [("configured", 10), ("remaining", 8)])
    func `the device's cache shows the TTL that the switch says, and the prediction lists it`(mode: String, ttl: Int)
        throws
    {
        let run = try run(
            """
            connections: []
            lookups:
              - { name: test.example.local, at: 0s, expect: { records: [ test.example.local. 10 IN A 10.123.2.1 ] } }
              - { name: test.example.local, at: 3s, expect: { records: [ test.example.local. \(ttl) IN A 10.123.2.1 ] } }
            """, "client.os=linux", "client.resolver.profile=systemd-resolved",
            "client.vpn_client={ name: aws, dns: replace }",
            "assumptions.ttl_mode=\(mode)", format: "json")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.components(separatedBy: "assumptions.ttl_mode").count == 2, "\(run.output)")
    }

    @Test func `the fate of a name over time is told where it changes`() throws {
        let run = try run(
            """
            connections: []
            timeline:
              - { at: 10s, fault: { target: 10.10.1.228, kind: servfail } }
              - { at: 10s, fault: { target: 10.10.0.43, kind: servfail } }
              - { at: 30s, clear: 10.10.0.43 }
            lookups:
              - { name: test.example.local, at: 40s }
              - { name: test.example.local, at: 0s }
              - { name: test.example.local, at: 5s }
              - { name: test.example.local, at: 20s }
              - { name: amazon.com, at: 20s }
            """)
        #expect(
            run.output.contains(
                """
                OVER TIME test.example.local. A
                  works at 0 ms: answered 10.123.2.1 by 10.10.1.228
                  breaks at 20 s: servfail (FAULT) by 10.10.0.43
                    because: inbound answers SERVFAIL, by the fault timeline[1].fault.
                """), "\(run.output)")
        #expect(run.output.contains("  heals at 40 s: answered 10.123.2.1 by 10.10.0.43\n"), "\(run.output)")
        #expect(!run.output.contains("OVER TIME amazon.com"))
    }

    @Test func `what a change breaks is told once, where it is written`() throws {
        let run = try run(
            """
            timeline:
              - { at: 1s, set: { "vpcs[vpn-vpc].route_tables[0].routes[0].target": nowhere } }
              - { at: 2s, set: { "vpn.split_tunnel": maybe } }
            """)
        #expect(run.status == 2)
        #expect(run.errors.split(separator: "\n").filter { $0.contains(": error: ") }.count == 2, "\(run.errors)")
        #expect(run.errors.contains("-:5:") && run.errors.contains("-:6:"), "\(run.errors)")
    }

    @Test(
        arguments: [
            ("{ at: 1s, set: { lookups: [] } }", "cannot change while the clock runs"),
            ("{ at: 1s, connect: other-vpn }", "the VPN other-vpn"),
            ("{ at: 1s, clear: 10.0.0.1 }", "a fault of 10.0.0.1"),
            ("{ at: 1s, flush: home-router }", "the cache of home-router"),
        ])
    func `an event that would do nothing is an error`(event: String, complaint: String) throws {
        let run = try run("timeline: [\(event)]")
        #expect(run.status == 2)
        #expect(run.errors.contains(complaint))
    }

    @Test func `an option that the software does not know is told to change nothing`() throws {
        let explained = try BuiltCommand.run([
            "explain", "scenarios/scenario2-split-tunnel.yaml", "test.example.local", "--set",
            "client.resolver.profile=musl", "--set", "client.resolver.options.rotate=true",
        ])
        #expect(explained.output.contains("musl knows no rotate"))
    }
}
