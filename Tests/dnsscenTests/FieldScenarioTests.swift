import Foundation
import TestSupport
import Testing

/// The problems from the field: each scenario broken and repaired.
@Suite struct FieldScenarioTests {
    static let names = PackageFiles.names(in: "scenarios/field", suffix: ".yaml")

    private struct Findings: Decodable {
        struct Finding: Decodable {
            let id: String
            let severity: String
        }
        let findings: [Finding]
    }

    private static func findings(_ name: String, case caseName: String) throws -> [Findings.Finding] {
        let run = try BuiltCommand.run(
            ["check", "scenarios/field/\(name).yaml", "--case", caseName, "--format", "json"])
        return try JSONDecoder().decode(Findings.self, from: Data(run.output.utf8)).findings
    }

    @Test func `there are the scenarios that need neither profiles, caches nor time`() {
        #expect(Self.names.count >= 18)
    }

    @Test(arguments: names)
    func `the symptom and the cure are as expected`(name: String) throws {
        let run = try BuiltCommand.run(["run", "scenarios/field/\(name).yaml", "--format", "tap"])
        #expect(run.status == 0, "\(run.output)")
        for state in ["broken", "repaired"] { #expect(run.output.contains(state), "\(run.output)") }
    }

    @Test(arguments: names)
    func `check reports the cause of the broken state where one can see it, and no error in the repaired one`(
        name: String
    ) throws {
        let text = try PackageFiles.text("scenarios/field/\(name).yaml")
        let line = try #require(text.split(separator: "\n").first)
        let wanted = try #require(line.hasPrefix("# check: ") ? line.dropFirst(9) : nil)
        let broken = try Self.findings(name, case: "broken")
        let repaired = try Self.findings(name, case: "repaired")
        if wanted.hasPrefix("none; ") {
            #expect(wanted.count > 20)
        } else {
            #expect(broken.contains { $0.id == wanted }, "\(broken)")
            #expect(!repaired.contains { $0.id == wanted }, "\(repaired)")
        }
        #expect(!repaired.contains { $0.severity == "error" }, "\(repaired)")
    }
}
