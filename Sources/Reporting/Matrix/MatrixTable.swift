import Emulation
import WorldModel

/// The same lookups and connections under several settings side by side.
///
/// Each has a row, and each setting a column; more settings than fit side by side have a row each instead.
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
        var cells: [Cell?]
    }

    /// What a setting makes of a lookup or connection.
    fileprivate struct Cell {
        /// What another setting's is compared with.
        var substance: String
        /// What is shown: the substance with the time that it takes.
        var text: String
    }

    /// The most settings that stand side by side.
    private static let columnLimit = 4

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
                groups[place].rows[row].cells[column] = result.cell
            }
        }
        return groups
    }

    private func table(of group: Group) -> TextTable {
        guard columns.count > Self.columnLimit else {
            var table = TextTable([.init("asked")] + columns.map { .init($0.title) })
            for row in group.rows {
                table.append([TextTable.Cell(row.title)] + columns.indices.map { cell($0, of: row) })
            }
            return table
        }
        var table = TextTable([.init("setting")] + group.rows.map { .init($0.title) })
        for (column, setting) in columns.enumerated() {
            table.append([TextTable.Cell(setting.title)] + group.rows.map { cell(column, of: $0) })
        }
        return table
    }

    private func cell(_ column: Int, of row: Row) -> TextTable.Cell {
        let text = row.cells[column]?.text ?? (columns[column].results == nil ? "invalid" : "-")
        let isDifferent = column > 0 && row.cells[column]?.substance != row.cells[0]?.substance
        return TextTable.Cell(isDifferent ? "* \(text)" : text, isDifferent ? .doubtful : .none)
    }
}

extension RunResult {
    /// The outcome with what matters most about it: `answered 10.123.2.1 by 10.10.1.228, 21 ms`.
    fileprivate var cell: MatrixTable.Cell {
        switch self {
        case .lookup(let result):
            if result.outcome == .depends {
                let possible = result.possible.map { possible in
                    let text = possible.outcome.rawValue + (possible.server.map { " by \($0)" } ?? "")
                    return MatrixTable.Cell(text, taking: possible.elapsed)
                }
                var seen: Set<String> = []
                let distinct = possible.filter { seen.insert($0.substance).inserted }
                return MatrixTable.Cell(
                    substance: "depends: \(distinct.map(\.substance).joined(separator: " or "))",
                    text: "depends: \(distinct.map(\.text).joined(separator: " or "))")
            }
            var text = result.outcome.rawValue
            if let reason = result.common.reason { text += " \(reason.rawValue)" }
            if result.outcome == .answered { text += " \(result.answerText)" }
            if let server = result.common.server { text += " by \(server)" }
            guard let elapsed = result.agreed(\.elapsed) else { return MatrixTable.Cell(substance: text, text: text) }
            return MatrixTable.Cell(text, taking: elapsed)
        case .connection(let result):
            var text = result.outcome.rawValue
            if let reason = result.common.reason { text += " \(reason.rawValue)" }
            if let interface = result.common.via { text += " via \(interface)" }
            return MatrixTable.Cell(substance: text, text: text)
        case .load: return MatrixTable.Cell(substance: "", text: "")
        }
    }
}

extension MatrixTable.Cell {
    /// What takes so long: a round trip is no difference worth a mark, a wait is.
    fileprivate init(_ text: String, taking elapsed: Duration) {
        self.text = "\(text), \(elapsed.text)"
        substance = elapsed >= .seconds(1) ? self.text : text
    }
}
