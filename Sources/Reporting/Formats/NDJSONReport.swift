import ScenarioLanguage

/// A line of JSON for each diagnostic and each result, and a last one with the counts.
public struct NDJSONReport: ReportFormat {
    /// `ndjson`.
    public static let name = "ndjson"

    /// An empty report; JSON looks the same everywhere.
    public init(style: OutputStyle) {}

    /// A line of kind `diagnostic` for each diagnostic.
    public mutating func begin(_ files: [ReportedFile]) -> String {
        files.flatMap(\.diagnostics).map { diagnostic in
            // The kind of the line comes first; what the diagnostic itself calls kind follows as its `code`.
            let members = diagnostic.jsonMembers.map { member in
                member.key == "kind" ? JSONValue.Member("code", member.value) : member
            }
            return JSONText.compact(.object([JSONValue.Member("kind", "diagnostic")] + members)) + "\n"
        }.joined()
    }

    /// The result on a line.
    public mutating func add(_ result: RunResult) -> String { JSONText.compact(result.json) + "\n" }

    /// A line of kind `summary`.
    public mutating func end(_ summary: RunSummary) -> String {
        guard case .object(let members) = summary.json else { return "" }
        return JSONText.compact(.object([JSONValue.Member("kind", "summary")] + members)) + "\n"
    }
}
