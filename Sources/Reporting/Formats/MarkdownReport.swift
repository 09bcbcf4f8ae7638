import Emulation
import ScenarioLanguage
import WorldModel

/// Tables in Markdown, for a merge request or a wiki.
public struct MarkdownReport: ReportFormat {
    /// `markdown`.
    public static let name = "markdown"

    private var group: ResultTables?

    /// An empty report; Markdown looks the same everywhere.
    public init(style: OutputStyle) {}

    /// The diagnostics as a list.
    public mutating func begin(_ files: [ReportedFile], to output: inout ReportOutput) {
        let diagnostics = files.flatMap(\.diagnostics)
        for diagnostic in diagnostics { output.write("- \("\(diagnostic)".markdownEscaped)\n") }
        if !diagnostics.isEmpty { output.write("\n") }
    }

    /// The tables of the file or case before, once the next begins.
    public mutating func add(_ result: RunResult, to output: inout ReportOutput) {
        if let group, group.origin != result.origin {
            output.write(text(of: group))
            self.group = nil
        }
        var tables = group.take() ?? ResultTables(result.origin)
        tables.append(result)
        group = consume tables
    }

    /// The last tables and the counts.
    public mutating func end(_ summary: RunSummary, to output: inout ReportOutput) {
        if let group { output.write(text(of: group)) }
        output.write(summary.text + "\n")
    }

    private func text(of group: ResultTables) -> String {
        var text = "## \(group.title.markdownEscaped)\n\n"
        if let load = group.load {
            text += "Load expectation: \(ResultTables.expectation(load.mismatches.isEmpty).text)\n\n"
        }
        for table in [group.lookups, group.connections] where !table.rows.isEmpty { text += table.markdown + "\n" }
        for result in group.dependent {
            text += "**DEPENDS** \(result.title.markdownEscaped)\n\n\(ResultTables.possible(result).markdown)\n"
        }
        for result in group.unmet {
            var table = TextTable([.init("key"), .init("expected"), .init("actual")])
            for mismatch in result.mismatches {
                table.append(texts: [mismatch.key, mismatch.expected, mismatch.actual])
            }
            text += "**NOT MET** \(result.title.markdownEscaped)\n\n\(table.markdown)\n"
            if let step = result.decisiveStep { text += "Because: \(step.textWithRule.markdownEscaped)\n\n" }
        }
        return text
    }
}
