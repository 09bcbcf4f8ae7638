import Foundation
import TestSupport
import Testing

@testable import dnsscen

/// What the built command does with its arguments.
@Suite struct CommandTests {
    private static let scenario = "scenarios/scenario2-split-tunnel.yaml"

    @Test func `a bare name is looked for in scenarios, with and without its ending`() throws {
        let path = try BuiltCommand.run(["resolv", Self.scenario]).output
        #expect(path.contains("nameserver 10.10.1.228\nnameserver 10.10.0.43\n"))
        #expect(try BuiltCommand.run(["resolv", "scenario2-split-tunnel"]).output == path)
        #expect(try BuiltCommand.run(["resolv", "scenario2-split-tunnel.yaml"]).output == path)
    }

    @Test func `a misspelt name is answered with the nearest one`() throws {
        let run = try BuiltCommand.run(["resolv", "scenario2-splittunnel"])
        #expect(run.errors.contains("did you mean scenario2-split-tunnel?"))
    }

    @Test func `a directory stands for its yaml files in order`() throws {
        let minimal = "version: 1\ntitle: T\n"
        let folder = try ScratchFolder([
            "b.yaml": minimal, "a.yaml": minimal, "c.txt": "", ".hidden.yaml": "", "sub/d.yaml": "",
        ])
        let run = try BuiltCommand.run(["run", folder.path, "--format", "json"])
        let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let files = (document?["files"] as? [[String: Any]])?.compactMap { $0["file"] as? String }
        #expect(files == ["\(folder.path)/a.yaml", "\(folder.path)/b.yaml"])
    }

    @Test func `many files come out in their order, also when they run in parallel`() throws {
        let names = (0..<20).map { "s\(String(100 + $0)).yaml" }
        let text = ScenarioTemplate.minimal.text
        let folder = try ScratchFolder(Dictionary(uniqueKeysWithValues: names.map { ($0, text) }))
        let run = try BuiltCommand.run(["run", folder.path, "--format", "tap"])
        let files = run.output.split(separator: "\n").compactMap { line in
            names.first { line.contains($0) }
        }
        #expect(files == names.flatMap { Array(repeating: $0, count: 4) })
    }

    @Test func `--set and --case change what is run`() throws {
        let run = try BuiltCommand.run([
            "run", Self.scenario, "--set", "vpn.dns_servers=[10.10.0.43]", "--lookup", "test.example.local",
            "--format", "json",
        ])
        #expect(run.output.contains(#""server": "10.10.0.43""#))
    }

    @Test func `a lookup that asks a server directly shows which`() throws {
        let lookups = "[{ name: www.example.com, server: 10.10.1.228 }, { name: www.example.com }]"
        let run = try BuiltCommand.run(["run", Self.scenario, "--set", "lookups=\(lookups)"])
        let rows = run.output.split(separator: "\n").filter { $0.hasPrefix("www.example.com.") }
        #expect(rows.count == 2)
        #expect(rows.first?.hasPrefix("www.example.com. @10.10.1.228  A") == true)
        #expect(rows.last?.contains("@") == false)
    }

    @Test func `--lookup asks instead of the scenario's own lookups, a pair as one result`() throws {
        let run = try BuiltCommand.run([
            "run", Self.scenario, "--lookup", "test.example.local:A+AAAA", "--format", "json",
        ])
        let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let results = try #require(document?["results"] as? [[String: Any]])
        #expect(results.count == 1)
        #expect(results[0]["type"] as? String == "A+AAAA")
        #expect(results[0]["expect"] is NSNull)
    }

    @Test func `--matrix shows the settings side by side and marks what differs`() throws {
        let run = try BuiltCommand.run([
            "run", Self.scenario, "--lookup", "test.example.local", "--matrix", "vpn.dns_servers=[10.10.1.228],[]",
        ])
        #expect(run.status == 0)
        #expect(run.output.contains("vpn.dns_servers=[10.10.1.228]              vpn.dns_servers=[]\n"))
        #expect(run.output.contains("answered 10.123.2.1 by 10.10.1.228"))
        #expect(run.output.contains("* nxdomain"))
    }

    @Test(.rules("R53-INBOUND-02"))
    func `explain begins with the verdict and ends with the rules and their sources`() throws {
        let run = try BuiltCommand.run(["explain", Self.scenario, "test.example.local"])
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        #expect(
            lines.first
                == "test.example.local. A: answered with 10.123.2.1 (private) by 10.10.1.228 through utun1 after 21 ms."
        )
        #expect(run.output.contains("\nRules\n"))
        #expect(run.output.contains("R53-INBOUND-02, documented: "))
        #expect(run.output.contains("<https://"))
        #expect(lines.allSatisfy { $0.count <= 100 || $0.contains("https://") })
    }

    @Test func `explain tells each failover between the two queries that it joins`() throws {
        let run = try BuiltCommand.run([
            "explain", Self.scenario, "test.example.local", "--set", "vpn.authorization_rules=[]",
        ])
        let told = run.output.split(separator: "\n").compactMap { line -> String? in
            if line.hasPrefix("Query ") { return String(line.prefix(7)) }
            let prefix = "  - The resolver "
            guard line.hasPrefix(prefix), !line.contains("asks") else { return nil }
            return String(line.dropFirst(prefix.count).prefix { $0 != "[" })
        }
        #expect(
            told == [
                "Query 1", "goes on to 10.10.0.43. ", "Query 2", "goes on to 10.10.1.228. ", "Query 3",
                "goes on to 10.10.0.43. ", "Query 4", "gives up after 20 s. ",
            ])
    }

    @Test func `explain announces each question of a pair before it is asked`() throws {
        let run = try BuiltCommand.run(["explain", Self.scenario, "test.example.local", "A+AAAA"])
        let asks = try #require(run.output.range(of: "asks 10.10.1.228 for test.example.local AAAA"))
        let query = try #require(run.output.range(of: "\nQuery 2"))
        #expect(asks.upperBound < query.lowerBound)
        #expect(!run.output.contains("What follows"))
    }

    @Test(arguments: [
        ("dig s.yaml -4 -t TXT a.example +norec", "-4 -t TXT a.example +norec"),
        ("dig --lenient -t A --set x=1 s.yaml +tcp a.example --case c @10.0.0.1", "-t A +tcp a.example @10.0.0.1"),
        ("dig -x 10.0.0.1 - --color=never +short", "-x 10.0.0.1 +short"),
    ])
    func `dig repeats its own arguments in their order`(line: String, own: String) {
        let words = ["dnsscen"] + line.split(separator: " ").map(String.init)
        let file = words.contains("s.yaml") ? "s.yaml" : "-"
        #expect(DigCommand.ownArguments(of: words, file: file)?.joined(separator: " ") == own)
    }

    @Test(.rules("CVPN-DNS-02"))
    func `a load result shows what file and case expect together`() throws {
        let text = """
            version: 1
            expect: { warnings: [CVPN-ROUTE-06] }
            cases: [{ name: one, expect: { invalid: [CVPN-DNS-02] } }, { name: two }]

            """
        let run = try BuiltCommand.run(["run", "-", "--format", "ndjson"], input: text)
        #expect(run.status == 1)
        let lines = run.output.split(separator: "\n")
        #expect(lines[0].contains(#""expect":{"invalid":["CVPN-DNS-02"],"warnings":["CVPN-ROUTE-06"]},"met":false"#))
        #expect(lines[1].contains(#""expect":{"warnings":["CVPN-ROUTE-06"]},"met":false"#))
    }

    @Test(arguments: ["run", "explain", "routes", "resolv", "dig", "schema", "init"])
    func `the help of each command shows an example`(command: String) throws {
        let help = try BuiltCommand.run([command, "--help"]).output.replacing(/\s+/, with: " ")
        #expect(help.contains(": dnsscen \(command) "))
    }

    @Test(arguments: ["always", "never"])
    func `colour is where it is asked for`(choice: String) throws {
        let run = try BuiltCommand.run(["run", Self.scenario, "--color", choice])
        #expect(run.output.contains("\u{1b}[") == (choice == "always"))
        #expect(run.output.contains("│") == (choice == "always"))
    }

    @Test(arguments: ScenarioTemplate.allCases)
    func `every template loads and keeps its expectations`(template: ScenarioTemplate) throws {
        let text = try BuiltCommand.run(["init", template.rawValue]).output
        #expect(text == template.text)
        #expect(text.contains("# "))
        let run = try BuiltCommand.run(["run", "-", "--format", "json"], input: text)
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let summary = try #require(document?["summary"] as? [String: Int])
        #expect(summary["met", default: 0] > 0)
        #expect(summary["unchecked"] == 0)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `there is a completion script for each shell`(shell: String) throws {
        let run = try BuiltCommand.run(["--generate-completion-script", shell])
        #expect(run.status == 0)
        #expect(run.output.contains("explain"))
    }

    @Test func `a matrix tells once what is wrong with the file under each setting`() throws {
        let run = try BuiltCommand.run([
            "run", "scenarios/labs/split-tunnel-default-route.yaml", "--matrix", "client.os=macos,linux,windows",
        ])
        #expect(run.status == 0)
        #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }

    @Test func `commas in brackets and quotes part no values of a matrix`() throws {
        #expect(
            try MatrixSettings.combinations([#"a[x=y].b=[1,2],"c,d",{e: [3,4]}"#, "f=1,2"]) == [
                ["a[x=y].b=[1,2]", "f=1"], ["a[x=y].b=[1,2]", "f=2"], [#"a[x=y].b="c,d""#, "f=1"],
                [#"a[x=y].b="c,d""#, "f=2"], ["a[x=y].b={e: [3,4]}", "f=1"], ["a[x=y].b={e: [3,4]}", "f=2"],
            ])
    }
}
