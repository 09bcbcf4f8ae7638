import TestSupport
import Testing

/// What a session keeps of a service that changes while it lasts.
@Suite struct SessionTests {
    @Test(
        .rules("IBM-OPS-01", "ALI-OPS-01"),
        arguments: [
            ("ibm", "vpn-server", "{ destination_cidr_block: 10.20.1.0/24, target_subnet: vpn-subnet }", "10.20.1.9"),
            ("alibaba", "ssl-vpn", "{ destination_cidr_block: 10.30.0.0/16, target_subnet: vpn-a }", "10.30.2.20"),
        ])
    func `a route that is added during a session reaches the device with the next one`(
        provider: String, vpn: String, route: String, destination: String
    ) throws {
        let run = try BuiltCommand.run(
            ["run", "-", "--format", "json"],
            input: """
                version: 1
                extends: scenarios/field/base/\(provider).yaml
                set: { "vpn.routes": [] }
                timeline:
                  - { at: 0s, connect: \(vpn) }
                  - { at: 10s, set: { "vpn.routes[+]": \(route) } }
                  - { at: 20s, disconnect: \(vpn) }
                  - { at: 25s, connect: \(vpn) }
                connections:
                  - { to: \(destination), port: 443, at: 15s, expect: { reachable: false, reason: CLIENT_NO_ROUTE } }
                  - { to: \(destination), port: 443, at: 30s, expect: { reachable: true } }
                """)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains(#""rule": "\#(provider == "ibm" ? "IBM" : "ALI")-OPS-01""#), "\(run.output)")
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
