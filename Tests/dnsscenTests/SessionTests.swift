import TestSupport
import Testing

/// What a session keeps of a service that changes while it lasts.
@Suite struct SessionTests {
    /// Connects at 15 s, after the change, and at 30 s, after the device has connected anew.
    private func connections(
        _ base: String, vpn: String, change: String, to destination: String
    ) throws -> BuiltCommand.Run {
        try BuiltCommand.run(
            ["run", "-", "--format", "json"],
            input: """
                version: 1
                extends: \(base)
                set: { "vpn.routes": [] }
                timeline:
                  - { at: 0s, connect: \(vpn) }
                  - { at: 10s, set: { "vpn.routes[+]": \(change) } }
                  - { at: 20s, disconnect: \(vpn) }
                  - { at: 25s, connect: \(vpn) }
                connections:
                  - { to: \(destination), port: 443, at: 15s, expect: { reachable: false, reason: CLIENT_NO_ROUTE } }
                  - { to: \(destination), port: 443, at: 30s, expect: { reachable: true } }
                """)
    }

    @Test(.rules("IBM-OPS-01"))
    func `a route of an IBM server reaches the device with its next session`() throws {
        let run = try connections(
            "scenarios/field/base/ibm.yaml", vpn: "vpn-server",
            change: "{ destination_cidr_block: 10.20.1.0/24, target_subnet: vpn-subnet }", to: "10.20.1.9")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains(#""rule": "IBM-OPS-01""#), "\(run.output)")
    }

    @Test(.rules("ALI-OPS-01"))
    func `a prefix of Local Network reaches the device with its next session`() throws {
        let run = try connections(
            "scenarios/field/base/alibaba.yaml", vpn: "ssl-vpn",
            change: "{ destination_cidr_block: 10.30.0.0/16, target_subnet: vpn-a }", to: "10.30.2.20")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains(#""rule": "ALI-OPS-01""#), "\(run.output)")
    }

    @Test(.rules("CVPN-ROUTE-04"))
    func `a route of a split-tunnel endpoint of AWS resets the session, and the device has it at once`() throws {
        let run = try BuiltCommand.run(
            ["run", "-"],
            input: """
                version: 1
                extends: scenarios/scenario2-split-tunnel.yaml
                set: { "vpn.routes[1]": null }
                timeline:
                  - at: 10s
                    set: { "vpn.routes[+]": { destination_cidr_block: 10.10.0.0/16, target_subnet: vpn-a } }
                lookups: []
                connections:
                  - { to: 10.10.1.228, port: 53, at: 5s, expect: { reachable: false } }
                  - { to: 10.10.1.228, port: 53, at: 15s, expect: { reachable: true } }
                """)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }
}
