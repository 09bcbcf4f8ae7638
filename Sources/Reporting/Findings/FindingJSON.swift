public import Analysis
import ScenarioLanguage

/// Findings as one JSON document; keys are only ever added.
public struct FindingJSON: FindingFormat {
    /// `json`.
    public static let name = "json"

    /// The document.
    public static func text(of files: [CheckedFile], style: OutputStyle) -> String {
        let compact = JSONWriter.compact { json in
            json.beginObject()
            json.member("version", 1)
            json.list("files", files) { json, file in
                json.beginObject()
                json.member("file", file.file)
                json.member("title", file.title)
                json.member("invalid", file.isInvalid)
                json.endObject()
            }
            json.list("findings", files.flatMap(\.findings)) { json, checked in write(checked, to: &json) }
            json.key("summary")
            json.beginObject()
            for severity in Finding.Severity.allCases {
                json.member("\(severity.rawValue)s", files.reduce(0) { $0 + $1.count(severity) })
            }
            json.endObject()
            json.endObject()
        }
        return String(decoding: JSONLayout.pretty(compact), as: UTF8.self) + "\n"
    }

    private static func write(_ checked: CheckedFinding, to json: inout JSONWriter) {
        let finding = checked.finding
        json.beginObject()
        json.member("id", finding.id)
        json.member("severity", finding.severity.rawValue)
        json.member("file", finding.location.file)
        json.member("line", finding.location.line)
        json.member("column", finding.location.column)
        json.member("path", finding.keyPath)
        json.list("cases", checked.cases)
        json.member("cause", finding.cause)
        json.member("repair", finding.repair)
        json.member("rule", finding.rule)
        json.endObject()
    }
}
