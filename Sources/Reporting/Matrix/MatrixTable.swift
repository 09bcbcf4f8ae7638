import Emulation
import WorldModel

/// The same lookups and connections under several settings side by side: a row each, a column for each setting.
public struct MatrixTable: Sendable {
    /// One setting and what came of it.
    public struct Column: Sendable {
        /// The setting as it was given, `vpn.split_tunnel=true`.
        public var title: String
        /// The results under it, in order; `nil` if the scenario is invalid with it.
        public var results: [RunResult]?

        /// A setting with its results.
        public init(title: String, results: [RunResult]?) {
            self.title = title
            self.results = results
        }
    }

    private let columns: [Column]

    /// A grid of the settings, the first of which the others are compared with.
    public init(_ columns: [Column]) { self.columns = columns }

    /// The grid as a table of texts; a cell that differs from the first of its row begins with `*`.
    public func text(_ style: OutputStyle) -> String {
        groups.map { group in
            style.apply(.heading, to: group.title.singleLine) + "\n\n" + table(of: group).rendered(style)
        }.joined(separator: "\n")
    }

    /// The grid in Markdown.
    public var markdown: String {
        groups.map { "## \($0.title.markdownEscaped)\n\n" + table(of: $0).markdown }.joined(separator: "\n")
    }

    private struct Group {
        var title: String
        var rows: [Row]
    }

    private struct Row {
        var title: String
        var cells: [String?]
    }

    /// The rows by file and case, in the order in which any setting has them.
    private var groups: [Group] {
        var groups: [Group] = []
        var places: [ResultOrigin: Int] = [:]
        var rows: [ResultOrigin: [String: Int]] = [:]
        for (column, setting) in columns.enumerated() {
            for result in setting.results ?? [] {
                if case .load = result { continue }
                let origin = result.origin
                let place = places[origin] ?? groups.count
                if place == groups.count {
                    places[origin] = place
                    groups.append(Group(title: ResultTables(origin).title, rows: []))
                }
                let title = result.title
                let row = rows[origin]?[title] ?? groups[place].rows.count
                if row == groups[place].rows.count {
                    rows[origin, default: [:]][title] = row
                    groups[place].rows.append(Row(title: title, cells: columns.map { _ in nil }))
                }
                groups[place].rows[row].cells[column] = result.cellText
            }
        }
        return groups
    }

    private func table(of group: Group) -> TextTable {
        var table = TextTable([.init("asked")] + columns.map { .init($0.title) })
        for row in group.rows {
            let cells = row.cells.enumerated().map { column, text in
                let text = text ?? (columns[column].results == nil ? "invalid" : "-")
                let isDifferent = column > 0 && row.cells[column] != row.cells[0]
                return TextTable.Cell(isDifferent ? "* \(text)" : text, isDifferent ? .doubtful : .none)
            }
            table.append([TextTable.Cell(row.title)] + cells)
        }
        return table
    }
}

extension RunResult {
    /// The outcome with what matters most about it, for a cell: `answered 10.123.2.1 by 10.10.1.228`.
    fileprivate var cellText: String {
        switch self {
        case .lookup(let result):
            var text = result.outcome.rawValue
            if result.outcome == .depends {
                var outcomes: [String] = []
                for possible in result.possible {
                    let outcome = possible.outcome.rawValue + (possible.server.map { " by \($0)" } ?? "")
                    if !outcomes.contains(outcome) { outcomes.append(outcome) }
                }
                return "depends: \(outcomes.joined(separator: " or "))"
            }
            if let reason = result.common.reason { text += " \(reason.rawValue)" }
            if result.outcome == .answered { text += " \(result.answerText)" }
            if let server = result.common.server { text += " by \(server)" }
            // A round trip is no difference worth a mark, a wait is.
            if let elapsed = result.agreed(\.elapsed), elapsed >= .seconds(1) { text += " after \(elapsed.text)" }
            return text
        case .connection(let result):
            var text = result.outcome.rawValue
            if let reason = result.common.reason { text += " \(reason.rawValue)" }
            if let interface = result.common.via { text += " via \(interface)" }
            return text
        case .load: return ""
        }
    }
}
