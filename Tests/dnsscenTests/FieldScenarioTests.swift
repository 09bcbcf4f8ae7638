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

    private struct Results: Decodable {
        struct Result: Decodable {
            struct Step: Decodable {
                let text: String
                let rule: String?
            }
            let explanation: [Step]?
        }
        let results: [Result]
    }

    private static func comment(_ key: String, of name: String) throws -> String {
        let lines = try PackageFiles.text("scenarios/field/\(name).yaml").split(separator: "\n")
        let line = try #require(lines.prefix(2).first { $0.hasPrefix("# \(key): ") })
        return String(line.dropFirst(key.count + 4))
    }

    private static func findings(_ name: String, case caseName: String) throws -> [Findings.Finding] {
        let run = try BuiltCommand.run(
            ["check", "scenarios/field/\(name).yaml", "--case", caseName, "--format", "json"])
        return try JSONDecoder().decode(Findings.self, from: Data(run.output.utf8)).findings
    }

    @Test func `there are the problems that people report`() {
        #expect(Self.names.count >= 35)
    }

    @Test(arguments: names)
    func `the symptom and the cure are as expected`(name: String) throws {
        let run = try BuiltCommand.run(["run", "scenarios/field/\(name).yaml", "--format", "tap"])
        #expect(run.status == 0, "\(run.output)")
        for state in ["broken", "repaired"] { #expect(run.output.contains(state), "\(run.output)") }
    }

    @Test(arguments: names)
    func `the explanation of the broken state names the cause, a rule or in so many words`(name: String) throws {
        let cause = try Self.comment("cause", of: name)
        let run = try BuiltCommand.run(["run", "scenarios/field/\(name).yaml", "--case", "broken", "--format", "json"])
        let steps = try JSONDecoder().decode(Results.self, from: Data(run.output.utf8)).results
            .flatMap { $0.explanation ?? [] }
        let words = cause.hasPrefix("\"") ? String(cause.dropFirst().dropLast()) : nil
        #expect(steps.contains { step in words.map { step.text.contains($0) } ?? (step.rule == cause) }, "\(steps)")
    }

    @Test(arguments: names)
    func `check reports the cause of the broken state where one can see it, and no error in the repaired one`(
        name: String
    ) throws {
        let wanted = try Self.comment("check", of: name)
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
