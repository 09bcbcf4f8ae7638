import Foundation
import ScenarioLanguage
import Testing

/// The files that the tests of this target read.
enum Fixtures {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let folder = repository.appending(path: "Tests/Fixtures/ScenarioLanguage")

    /// The names of the YAML files in a folder of the fixtures, in order.
    static func files(in name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path)
            .filter { $0.hasSuffix(".yaml") }
            .map { "\(name)/\($0)" }
            .sorted()
    }

    /// The octets of a fixture.
    static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    /// Reads a fixture for `ScenarioDocument.parse`.
    static func load(_ name: String) -> Result<[UInt8], LoadFailure> {
        do {
            return .success(try bytes(name))
        } catch {
            return .failure(LoadFailure(reason: "no such file"))
        }
    }
}

/// A diagnostic as a fixture expects it: `# error: KIND` or `# error: KIND@COLUMN` on the line at fault.
struct ExpectedDiagnostic: Hashable, Comparable, CustomStringConvertible {
    let file: String
    let line: Int
    let severity: String
    let kind: String
    /// The column, or 0 where the fixture does not say.
    let column: Int

    var description: String { "\(file):\(line):\(column): \(severity): \(kind)" }

    static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column, left.kind) < (right.file, right.line, right.column, right.kind)
    }

    /// What the comments of a file expect.
    static func inComments(of text: String, file: String) -> [ExpectedDiagnostic] {
        var expected: [ExpectedDiagnostic] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for severity in ["error", "warning"] {
                guard let comment = line.range(of: "# \(severity): ") else { continue }
                for entry in line[comment.upperBound...].split(separator: ",") {
                    let parts = entry.trimmingPrefix(" ").split(separator: "@")
                    expected.append(
                        ExpectedDiagnostic(
                            file: file, line: index + 1, severity: severity, kind: String(parts[0]),
                            column: parts.count > 1 ? Int(parts[1]) ?? -1 : 0))
                }
            }
        }
        return expected
    }

    init(file: String, line: Int, severity: String, kind: String, column: Int) {
        self.file = file
        self.line = line
        self.severity = severity
        self.kind = kind
        self.column = column
    }

    init(_ diagnostic: Diagnostic) {
        self.init(
            file: diagnostic.location.file, line: diagnostic.location.line, severity: diagnostic.severity.rawValue,
            kind: diagnostic.kind.name, column: diagnostic.location.column)
    }
}
