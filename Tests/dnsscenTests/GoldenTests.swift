import TestSupport
import Testing

/// The exact output for every scenario; `Scripts/record-golden` rewrites it.
@Suite struct GoldenTests {
    /// Each command with the name of its golden file; a scenario's file is put in place of `FILE`.
    private static let outputs: [(name: String, arguments: [String])] = [
        ("run.txt", ["run", "FILE"]),
        ("run.json", ["run", "FILE", "--format", "json"]),
        ("run.xml", ["run", "FILE", "--format", "junit"]),
        ("run.tap", ["run", "FILE", "--format", "tap"]),
        ("run.md", ["run", "FILE", "--format", "markdown"]),
        ("routes.txt", ["routes", "FILE"]),
        ("routes-before.txt", ["routes", "FILE", "--before"]),
        ("resolv.txt", ["resolv", "FILE"]),
    ]

    @Test(arguments: PackageFiles.scenarioNames)
    func `every scenario prints what was recorded`(name: String) throws {
        for output in Self.outputs {
            let arguments = output.arguments.map { $0 == "FILE" ? "scenarios/\(name).yaml" : $0 }
            expectGolden(try BuiltCommand.run(arguments).output, "\(name)/\(output.name)")
        }
    }

    @Test func `there is no record of what is no scenario`() {
        let known = Set(PackageFiles.scenarioNames).union(Self.single.map(\.name)).union(["check"])
        #expect(PackageFiles.names(in: "Tests/Golden").filter { !known.contains($0) } == [])
    }

    /// Outputs that one scenario is enough for.
    private static let single: [(name: String, outputs: [(name: String, arguments: [String])])] = [
        (
            "explain",
            [
                ("answered.txt", ["explain", "scenario2-split-tunnel", "test.example.local"]),
                (
                    "failover.txt",
                    ["explain", "primary-down", "--case", "primary-silent", "test.example.local"]
                ),
                (
                    "not-authorized.txt",
                    ["explain", "vpc-plus-two", "--case", "not-authorized", "test.example.local"]
                ),
                (
                    "not-reachable.txt",
                    [
                        "explain", "scenario2-split-tunnel", "test.example.local", "--set",
                        "vpn.authorization_rules[0].target_network_cidr=10.10.0.0/16",
                    ]
                ),
                (
                    "unknown.txt",
                    [
                        "explain", "scenario1-full-tunnel", "amazon.com", "--set",
                        "client.resolver.nameservers=[9.9.9.9]",
                    ]
                ),
                (
                    "wrong-vpc.txt",
                    ["explain", "zone-in-wrong-vpc", "--case", "zone-of-the-vpn-vpc", "test.example.local"]
                ),
            ]
        ),
        (
            "dig",
            [
                ("answer.txt", ["dig", "scenario2-split-tunnel", "test.example.local"]),
                ("tcp.txt", ["dig", "scenario2-split-tunnel", "@10.10.0.43", "+tcp", "amazon.com"]),
                ("nodata.txt", ["dig", "scenario2-split-tunnel", "test.example.local", "AAAA"]),
                ("nxdomain.txt", ["dig", "scenario2-split-tunnel", "nothing.example.local"]),
                ("timeout.txt", ["dig", "primary-down", "--case", "both-silent", "test.example.local"]),
                ("reverse.txt", ["dig", "scenario2-split-tunnel", "-x", "10.10.1.11"]),
            ]
        ),
        (
            "matrix",
            [
                (
                    "split-tunnel.md",
                    [
                        "run", "scenario2-split-tunnel", "--matrix", "vpn.split_tunnel=true,false", "--format",
                        "markdown",
                    ]
                ),
                ("split-tunnel.txt", ["run", "scenario2-split-tunnel", "--matrix", "vpn.split_tunnel=true,false"]),
            ]
        ),
    ]

    @Test(arguments: single.indices)
    func `explain, dig and matrix print what was recorded`(index: Int) throws {
        let group = Self.single[index]
        for output in group.outputs {
            expectGolden(try BuiltCommand.run(output.arguments).output, "\(group.name)/\(output.name)")
        }
    }
}
