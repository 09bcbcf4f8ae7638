public import Analysis
import ScenarioLanguage

/// Findings in the Static Analysis Results Interchange Format, which code hosts show beside the lines (OASIS SARIF 2.1.0).
public struct FindingSARIF: FindingFormat {
    /// `sarif`.
    public static let name = "sarif"

    /// One run with the rules that its results name.
    public static func text(of files: [CheckedFile], style: OutputStyle) -> String {
        let findings = files.flatMap(\.findings)
        var ids: [String] = []
        for checked in findings where !ids.contains(checked.finding.id) { ids.append(checked.finding.id) }
        ids.sort()
        let compact = JSONWriter.compact { json in
            json.beginObject()
            json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            json.member("version", "2.1.0")
            json.key("runs")
            json.beginArray()
            json.beginObject()
            writeTool(ids, to: &json)
            json.member("columnKind", "unicodeCodePoints")
            json.list("results", findings) { json, checked in write(checked, ids, to: &json) }
            json.endObject()
            json.endArray()
            json.endObject()
        }
        return String(decoding: JSONLayout.pretty(compact), as: UTF8.self) + "\n"
    }

    private static func writeTool(_ ids: [String], to json: inout JSONWriter) {
        json.key("tool")
        json.beginObject()
        json.key("driver")
        json.beginObject()
        json.member("name", "dnsscen")
        json.list("rules", ids) { json, id in
            json.beginObject()
            json.member("id", id)
            message(Checks.named(id)?.summary ?? "Reported when the scenario is loaded", "shortDescription", to: &json)
            json.endObject()
        }
        json.endObject()
        json.endObject()
    }

    private static func write(_ checked: CheckedFinding, _ ids: [String], to json: inout JSONWriter) {
        let finding = checked.finding
        json.beginObject()
        json.member("ruleId", finding.id)
        json.member("ruleIndex", ids.firstIndex(of: finding.id))
        json.member("level", finding.severity.rawValue)
        message(finding.repair.isEmpty ? finding.cause : "\(finding.cause) \(finding.repair)", "message", to: &json)
        json.key("locations")
        json.beginArray()
        json.beginObject()
        json.key("physicalLocation")
        json.beginObject()
        json.key("artifactLocation")
        json.beginObject()
        json.member("uri", reference(to: finding.location.file))
        json.endObject()
        json.key("region")
        json.beginObject()
        json.member("startLine", finding.location.line)
        json.member("startColumn", finding.location.column)
        json.endObject()
        json.endObject()
        json.key("logicalLocations")
        json.beginArray()
        json.beginObject()
        json.member("fullyQualifiedName", finding.keyPath)
        json.endObject()
        json.endArray()
        json.endObject()
        json.endArray()
        json.key("properties")
        json.beginObject()
        json.member("rule", finding.rule)
        json.list("cases", checked.cases)
        json.endObject()
        json.endObject()
    }

    /// A file as a URI reference: relative as it was named, or of the file scheme (RFC 3986, section 4.1; RFC 8089).
    private static func reference(to file: String) -> String {
        let path = file.utf8.map { octet in
            isPathCharacter(octet)
                ? String(UnicodeScalar(octet)) : "%" + String(0x100 + Int(octet), radix: 16, uppercase: true).suffix(2)
        }
        .joined()
        if path.hasPrefix("/") { return "file://" + path }
        // A colon in the first segment would end a scheme.
        return path.prefix { $0 != "/" }.contains(":") ? "./" + path : path
    }

    private static func isPathCharacter(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~!$&'()*+,;=:@/".utf8.contains(octet)
        }
    }

    private static func message(_ text: String, _ key: String, to json: inout JSONWriter) {
        json.key(key)
        json.beginObject()
        json.member("text", text)
        json.endObject()
    }
}
