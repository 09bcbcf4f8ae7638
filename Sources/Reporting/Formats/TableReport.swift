import Emulation
import ScenarioLanguage
import WorldModel

/// Tables for a terminal, one for each file or case, and below them every expectation that does not hold.
public struct TableReport: ReportFormat {
    /// `table`.
    public static let name = "table"

    private let style: OutputStyle
    private var group: ResultTables?
    private var isFirst = true

    /// An empty report.
    public init(style: OutputStyle) { self.style = style }

    /// Nothing: diagnostics stand on standard error.
    public mutating func begin(_ files: [ReportedFile], to output: inout ReportOutput) {}

    /// The tables of the file or case before, once the next begins.
    public mutating func add(_ result: RunResult, to output: inout ReportOutput) {
        if let group, group.origin != result.origin {
            output.write(text(of: group))
            self.group = nil
        }
        // Moved out and back, so that the rows are not copied for each result.
        var tables = group.take() ?? ResultTables(result.origin)
        tables.append(result)
        group = consume tables
    }

    /// The last tables and the counts.
    public mutating func end(_ summary: RunSummary, to output: inout ReportOutput) {
        if let group { output.write(text(of: group)) }
        output.write((isFirst ? "" : "\n") + summary.text + "\n")
    }

    private mutating func text(of group: ResultTables) -> String {
        var text = isFirst ? "" : "\n"
        isFirst = false
        text += style.apply(.heading, to: group.title.singleLine) + "\n\n"
        var parts: [String] = []
        if let load = group.load {
            let verdict = ResultTables.expectation(load.mismatches.isEmpty)
            parts.append("load expectation: \(style.apply(verdict.emphasis, to: verdict.text))\n")
        }
        for table in [group.lookups, group.connections] where !table.rows.isEmpty {
            parts.append(table.rendered(style))
        }
        parts += group.dependent.map { result in
            "\(style.apply(.doubtful, to: "DEPENDS")) \(result.title)\n"
                + ResultTables.possible(result).rendered(style, indent: 2)
        }
        parts += group.histories.map { fate(of: $0) }
        parts += group.unmet.map { failure(of: $0) }
        return text + parts.joined(separator: "\n")
    }

    /// The fate of a name over time.
    private func fate(of history: NameHistory) -> String {
        var text = "OVER TIME \(history.title)\n"
        for (sentence, step) in history.sentences {
            text += wrapped(sentence, width: style.width, first: "  ", rest: "    ")
            guard let step else { continue }
            text += wrapped("because: \(step.textWithRule)", width: style.width, first: "    ", rest: "      ")
        }
        return text
    }

    /// Expected and actual side by side, and what decided the outcome.
    private func failure(of result: RunResult) -> String {
        var table = TextTable([.init("key"), .init("expected"), .init("actual")])
        for mismatch in result.mismatches { table.append(texts: [mismatch.key, mismatch.expected, mismatch.actual]) }
        var text = "\(style.apply(.bad, to: "NOT MET")) \(result.title)\n"
        text += table.rendered(style, indent: 2)
        if let step = result.decisiveStep {
            text += wrapped("because: \(step.textWithRule)", width: style.width, first: "  ", rest: "    ")
        }
        return text
    }
}
