public import Analysis
import ScenarioLanguage

/// Findings for people: one paragraph each, the place first so that editors make a link of it.
public struct FindingText: FindingFormat {
    /// `text`.
    public static let name = "text"

    /// The files one after the other, and the counts.
    public static func text(of files: [CheckedFile], style: OutputStyle) -> String {
        var text = ""
        for file in files {
            for checked in file.findings { text += paragraph(checked, style) + "\n" }
        }
        let counts = Finding.Severity.allCases.map { severity in
            let count = files.reduce(0) { $0 + $1.count(severity) }
            return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return text + "\(files.count) \(files.count == 1 ? "file" : "files"): \(counts.joined(separator: ", "))\n"
    }

    private static func paragraph(_ checked: CheckedFinding, _ style: OutputStyle) -> String {
        let finding = checked.finding
        let emphasis: Emphasis =
            switch finding.severity {
            case .error: .bad
            case .warning: .doubtful
            case .note: .faint
            }
        let word = style.apply(emphasis, to: "\(finding.severity.rawValue): \(finding.id)")
        var head = "\(finding.location): \(word)"
        if !finding.keyPath.isEmpty { head += " at \(finding.keyPath.singleLine)" }
        if !checked.cases.isEmpty {
            let names = checked.cases.map(\.singleLine).joined(separator: ", ")
            head += " (\(checked.cases.count == 1 ? "case" : "cases") \(names))"
        }
        var text = head + "\n"
        let rule = finding.rule.map { " [\($0)]" } ?? ""
        text += wrapped(finding.cause + rule, width: style.width, first: "  ", rest: "  ")
        if !finding.repair.isEmpty {
            text += wrapped("Repair: " + finding.repair, width: style.width, first: "  ", rest: "  ")
        }
        return text
    }
}
