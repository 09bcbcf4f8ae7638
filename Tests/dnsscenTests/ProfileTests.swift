import TestSupport
import Testing

/// The resolver profiles on the command line, and the scenarios that need them.
@Suite struct ProfileTests {
    @Test func `profiles lists all of them and one with each parameter and its evidence`() throws {
        let list = try BuiltCommand.run(["profiles"]).output
        for name in ["sequential", "glibc", "musl", "systemd-resolved", "c-ares", "go", "dnsmasq", "node", "windows"] {
            #expect(list.contains(name))
        }
        let page = try BuiltCommand.run(["profiles", "glibc"]).output
        #expect(page.contains("next server after"))
        #expect(page.contains("measured: glibc 2.36"))
        #expect(try BuiltCommand.run(["profiles", "windows"]).output.contains("documented:"))
        #expect(
            try BuiltCommand.run(["profiles", "c-ares", "--version-of", "1.18.1"]).output.contains("c-ares 1.18.1"))
        #expect(try BuiltCommand.run(["profiles", "nosuch"]).status == 64)
    }

    @Test(.rules("STUB-05")) func `a grid over profiles shows which of them fail over on SERVFAIL`() throws {
        let arguments = [
            "run", "scenarios/primary-servfail.yaml", "--case", "servfail-is-final", "--format", "markdown", "--set",
            "client.vpn_client={ name: aws, dns: replace }",
        ]
        let grid = try BuiltCommand.run(arguments + ["--matrix", "profile=sequential,glibc,node,systemd-resolved"])
            .output
        #expect(grid.contains("profile=glibc"))
        let row = grid.split(separator: "\n").first { $0.contains("test.example.local.") }.map(String.init) ?? ""
        let cells = row.split(separator: "|").map { $0.trimmingPrefix(" ") }.map(String.init)
        #expect(cells.count >= 5)
        #expect(cells[1].hasPrefix("servfail FAULT by 10.10.1.228"))
        #expect(cells[2].contains("answered 10.123.2.1 by 10.10.0.43"))
        #expect(cells[3].hasPrefix("servfail FAULT by 10.10.1.228"))
        #expect(cells[4].contains("answered 10.123.2.1 by 10.10.0.43"))
    }

    @Test(.rules("STUB-02")) func `more profiles than fit side by side have a row each, with the time that they take`()
        throws
    {
        let run = try BuiltCommand.run([
            "run", "scenarios/scenario2-split-tunnel.yaml", "--lookup", "test.example.local", "--set",
            "faults=[{ target: 10.10.1.228, kind: drop }]", "--matrix", "profile=sequential,glibc,musl,go,node,dig",
        ])
        let rows = run.output.split(separator: "\n")
        #expect(rows.contains { $0.hasPrefix("setting") && $0.contains("lookup test.example.local. A") })
        for (profile, words) in [
            ("sequential", "  answered 10.123.2.1 by 10.10.0.43, 5."),
            ("glibc", "  answered 10.123.2.1 by 10.10.0.43, 5."),
            ("musl", "  * answered 10.123.2.1 by 10.10.0.43, 43 ms"), ("go", "  answered 10.123.2.1 by 10.10.0.43, 5."),
        ] {
            let row = rows.first { $0.hasPrefix("profile=\(profile) ") } ?? ""
            #expect(row.contains(words), "\(run.output)")
        }
    }

    @Test(arguments: PackageFiles.names(in: "scenarios/field", suffix: ".yaml"))
    func `a problem from the field is predicted, broken and repaired`(name: String) throws {
        let run = try BuiltCommand.run(["run", "scenarios/field/\(name).yaml"])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("[broken]"))
        #expect(run.output.contains("[repaired"))
    }

    @Test func `what the caller sees is told, and a documented profile is listed as an assumption`() throws {
        let silent = ["--set", "faults=[{ target: 10.10.1.228, kind: drop }, { target: 10.10.0.43, kind: drop }]"]
        let arguments = ["run", "scenarios/scenario2-split-tunnel.yaml", "--format", "json"] + silent
        let glibc = try BuiltCommand.run(arguments + ["--set", "client.resolver.profile=glibc"]).output
        #expect(glibc.contains("\"error\": \"EAI_AGAIN\""))
        let windows = try BuiltCommand.run(arguments + ["--set", "client.resolver.profile=windows"]).output
        #expect(
            windows.contains("{ \"key\": \"client.resolver.profile\", \"value\": \"windows\", \"rule\": \"STUB-04\" }"))
    }
}
