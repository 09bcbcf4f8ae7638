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
    public mutating func begin(_ files: [ReportedFile], to output: inout ReportOutput) {
        output.write("{\n  \"version\": \(Self.version),\n  \"files\": ")
        let list = JSONWriter.compact { json in
            json.beginArray()
            for file in files { file.write(to: &json) }
            json.endArray()
        }
        output.write(JSONLayout.pretty(list, indent: 2, used: "  \"files\": ".utf8.count))
        output.write(",\n  \"results\": [")
    }

    /// One element of `results`.
    public mutating func add(_ result: RunResult, to output: inout ReportOutput) {
        output.write(isFirst ? "\n    " : ",\n    ")
        isFirst = false
        output.write(JSONLayout.pretty(JSONWriter.compact { result.write(to: &$0) }, indent: 4, used: 4))
    }

    /// The summary and the end of the document.
    public mutating func end(_ summary: RunSummary, to output: inout ReportOutput) {
        output.write(isFirst ? "],\n  \"summary\": " : "\n  ],\n  \"summary\": ")
        output.write(JSONLayout.pretty(JSONWriter.compact { summary.write(to: &$0) }, indent: 2, used: 14))
        output.write("\n}\n")
    }
}
