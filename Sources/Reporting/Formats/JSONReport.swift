import ScenarioLanguage

/// One JSON document for all files and cases; a contract, to which keys are only ever added.
public struct JSONReport: ReportFormat {
    /// `json`.
    public static let name = "json"

    /// The version of the document's form.
    static let version = 1

    private var isFirst = true

    /// An empty report; JSON looks the same everywhere.
    public init(style: OutputStyle) {}

    /// The document's head with the files.
    public mutating func begin(_ files: [ReportedFile]) -> String {
        let list = JSONText.pretty(.array(files.map(\.json)), indent: 2, used: "  \"files\": ".utf8.count)
        return "{\n  \"version\": \(Self.version),\n  \"files\": \(list),\n  \"results\": ["
    }

    /// One element of `results`.
    public mutating func add(_ result: RunResult) -> String {
        defer { isFirst = false }
        return (isFirst ? "\n    " : ",\n    ") + JSONText.pretty(result.json, indent: 4, used: 4)
    }

    /// The summary and the end of the document.
    public mutating func end(_ summary: RunSummary) -> String {
        (isFirst ? "],\n" : "\n  ],\n") + "  \"summary\": " + JSONText.pretty(summary.json, indent: 2, used: 14)
            + "\n}\n"
    }
}
