import ScenarioLanguage

/// A line of JSON for each diagnostic and each result, and a last one with the counts.
public struct NDJSONReport: ReportFormat {
    /// `ndjson`.
    public static let name = "ndjson"

    /// An empty report; JSON looks the same everywhere.
    public init(style: OutputStyle) {}

    /// A line of kind `diagnostic` for each diagnostic.
    public mutating func begin(_ files: [ReportedFile], to output: inout ReportOutput) {
        for diagnostic in files.flatMap(\.diagnostics) {
            output.write(JSONWriter.compact { diagnostic.write(to: &$0, line: "diagnostic") })
            output.write("\n")
        }
    }

    /// The result on a line.
    public mutating func add(_ result: RunResult, to output: inout ReportOutput) {
        output.write(JSONWriter.compact { result.write(to: &$0) })
        output.write("\n")
    }

    /// A line of kind `summary`.
    public mutating func end(_ summary: RunSummary, to output: inout ReportOutput) {
        output.write(JSONWriter.compact { summary.write(to: &$0, kind: "summary") })
        output.write("\n")
    }
}
