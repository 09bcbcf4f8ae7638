import TestSupport
import Testing

/// What the clock changes: the VPN that comes and goes, faults that begin and end, and what cannot be said about it.
@Suite struct ClockTests {
    private func run(_ text: String) throws -> BuiltCommand.Run {
        try BuiltCommand.run(
            ["run", "-"],
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

    @Test(
        arguments: [
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
