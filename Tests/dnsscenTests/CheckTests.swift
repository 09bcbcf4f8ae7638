import Foundation
import TestSupport
import Testing

/// `dnsscen check`: what it prints, and how it ends.
@Suite struct CheckTests {
    private static let fixtures = "Tests/Fixtures/Checks"
    private static let checks = PackageFiles.names(in: fixtures, suffix: ".yaml").filter { $0 != "base" }

    @Test(arguments: checks)
    func `the findings of each check print as they were recorded`(name: String) throws {
        let run = try BuiltCommand.run(["check", "\(Self.fixtures)/\(name).yaml", "--case", "found"])
        expectGolden(run.output, "check/\(name).txt")
        #expect(run.errors.isEmpty)
        #expect(run.status == (run.output.contains(": error: ") ? 1 : 0))
    }

    @Test(arguments: ["json", "sarif"])
    func `findings print for machines as they were recorded`(format: String) throws {
        let run = try BuiltCommand.run(["check", "\(Self.fixtures)/lan-overlap.yaml", "--format", format])
        #expect(run.status == 1)
        expectGolden(run.output, "check/lan-overlap.\(format)")
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(run.output.utf8)) }
    }

    @Test func `SARIF names files by URI references, and results by their rules`() throws {
        let folder = try ScratchFolder(["a b: 50%.yaml": "version: 1\nfoo: 3\n"])
        let run = try BuiltCommand.run(["check", "\(folder.path)/a b: 50%.yaml", "--format", "sarif"])
        #expect(run.output.contains("\"uri\": \"file://\(folder.path)/a%20b:%2050%25.yaml\""))
        let log = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let runs = try #require(log["runs"] as? [[String: Any]])
        let tool = try #require(runs.first?["tool"] as? [String: [String: Any]])
        let rules = try #require(tool["driver"]?["rules"] as? [[String: Any]])
        let results = try #require(runs.first?["results"] as? [[String: Any]])
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
        }
        #expect(!results.isEmpty)
    }

    @Test func `without an error the status is 0`() throws {
        let run = try BuiltCommand.run(["check", "\(Self.fixtures)/base.yaml"])
        #expect(run.status == 0)
        #expect(run.output == "1 file: 0 errors, 0 warnings, 0 notes\n")
    }

    @Test func `what a cloud refuses is a finding, and with --lenient a warning`() throws {
        let file = "\(Self.fixtures)/quota-exceeded.yaml"
        #expect(try BuiltCommand.run(["check", file]).status == 1)
        let lenient = try BuiltCommand.run(["check", file, "--lenient"])
        #expect(lenient.status == 0)
        #expect(lenient.output.contains("warning: quota-exceeded"))
    }

    @Test func `a file that breaks the language is invalid, and the others are checked`() throws {
        let folder = try ScratchFolder(["bad.yaml": "version: 1\nvpn: { provider: aws, dns: [] }\n"])
        let run = try BuiltCommand.run(["check", "\(folder.path)/bad.yaml", "\(Self.fixtures)/lan-overlap.yaml"])
        #expect(run.status == 2)
        #expect(run.output.contains("bad.yaml:2:23: error: unknown-key"))
        #expect(run.output.contains("error: lan-overlap"))
    }

    @Test func `a file that is not there ends in 74`() throws {
        let run = try BuiltCommand.run(["check", "\(Self.fixtures)/nosuch.yaml"])
        #expect(run.status == 74)
        #expect(run.errors.contains("nosuch.yaml"))
    }

    private struct Findings: Decodable {
        struct Finding: Decodable {
            let id: String
            let severity: String
            let cases: [String]
        }
        let findings: [Finding]
    }

    private struct Results: Decodable {
        struct Result: Decodable {
            let kind: String
            let `case`: String?
            let outcome: String?
            let attempts: [Attempt]?
        }
        struct Attempt: Decodable { let fate: String }
        let results: [Result]
    }

    @Test(arguments: PackageFiles.scenarioNames)
    func `an error is found in no case in which all goes well`(name: String) throws {
        let file = "scenarios/\(name).yaml"
        let checked = try BuiltCommand.run(["check", file, "--format", "json"])
        let findings = try JSONDecoder().decode(Findings.self, from: Data(checked.output.utf8)).findings
        let run = try BuiltCommand.run(["run", file, "--format", "json"])
        let results = try JSONDecoder().decode(Results.self, from: Data(run.output.utf8)).results
        let failing = results.filter { result in
            !["answered", "connected"].contains(result.outcome ?? "connected")
                || result.attempts?.contains { $0.fate != "response" } == true
        }
        let failingCases = Set(failing.map { $0.case ?? "" })
        for finding in findings where finding.severity == "error" {
            let cases = finding.cases.isEmpty ? Set(results.map { $0.case ?? "" }) : Set(finding.cases)
            #expect(cases.isSubset(of: failingCases), "\(finding)")
        }
    }
}
