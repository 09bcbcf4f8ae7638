import ScenarioLanguage
import Emulation

/// The Test Anything Protocol, version 14: a test for each result with an expectation.
public struct TAPReport: ReportFormat {
    /// `tap`.
    public static let name = "tap"

    private var count = 0

    /// An empty report; TAP looks the same everywhere.
    public init(style: OutputStyle) {}

    /// The version line, and each diagnostic as a comment.
    public mutating func begin(_ files: [ReportedFile], to output: inout ReportOutput) {
        output.write("TAP version 14\n")
        for diagnostic in files.flatMap(\.diagnostics) { output.write("# \(diagnostic)".singleLine + "\n") }
    }

    /// A test line, with what differs below it.
    public mutating func add(_ result: RunResult, to output: inout ReportOutput) {
        guard let isMet = result.isMet else { return }
        count += 1
        let place = result.origin.file + (result.origin.caseName.map { "#\($0)" } ?? "")
        var text = "\(isMet ? "ok" : "not ok") \(count) - \("\(place): \(result.title)".tapEscaped)\n"
        if !isMet {
            text += "  ---\n"
            for mismatch in result.mismatches {
                text += "  - key: \(JSONWriter.compact(.string(mismatch.key)))\n"
                text += "    expected: \(JSONWriter.compact(.string(mismatch.expected)))\n"
                text += "    actual: \(JSONWriter.compact(.string(mismatch.actual)))\n"
            }
            if let step = result.decisiveStep {
                text += "  - because: \(JSONWriter.compact(.string(step.textWithRule)))\n"
            }
            text += "  ...\n"
        }
        output.write(text)
    }

    /// The plan, which TAP allows at the end.
    public mutating func end(_ summary: RunSummary, to output: inout ReportOutput) { output.write("1..\(count)\n") }
}

extension String {
    /// A description of a test: `#` would begin a directive.
    fileprivate var tapEscaped: String {
        var result = ""
        for character in singleLine {
            if character == "#" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
