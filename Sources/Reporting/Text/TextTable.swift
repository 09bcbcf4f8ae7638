/// A table of texts, drawn for a terminal, a file or Markdown.
struct TextTable: Sendable {
    /// To which side the texts of a column are pushed.
    enum Alignment: Hashable, Sendable {
        case left, right
    }

    /// A column's head.
    struct Column: Hashable, Sendable {
        var title: String
        var alignment = Alignment.left

        init(_ title: String, _ alignment: Alignment = .left) {
            self.title = title
            self.alignment = alignment
        }
    }

    /// One text and what it is.
    struct Cell: Hashable, Sendable {
        var text: String
        var emphasis: Emphasis

        init(_ text: String, _ emphasis: Emphasis = .none) {
            self.text = text.singleLine
            self.emphasis = emphasis
        }
    }

    let columns: [Column]
    private(set) var rows: [[Cell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row, which has a cell for each column.
    mutating func append(_ row: [Cell]) {
        precondition(row.count == columns.count, "A row has a cell for each column.")
        rows.append(row)
    }

    /// Adds a row of plain texts.
    mutating func append(texts: [String]) { append(texts.map { Cell($0) }) }

    /// The lines of the table, each with its line end, indented by `indent` columns.
    func rendered(_ style: OutputStyle, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return (style.usesBoxDrawing ? boxLines(style) : plainLines(style)).map { margin + $0 + "\n" }.joined()
    }

    private var widths: [Int] {
        columns.indices.map { column in
            rows.reduce(columns[column].title.displayWidth) { max($0, $1[column].text.displayWidth) }
        }
    }

    private func plainLines(_ style: OutputStyle) -> [String] {
        let widths = widths
        func line(_ cells: [Cell]) -> String {
            var line = ""
            var pending = 0
            for (column, cell) in cells.enumerated() {
                let missing = widths[column] - cell.text.displayWidth
                if columns[column].alignment == .right { pending += missing }
                // Spaces wait for a text to their right, so that no line ends with one.
                if !cell.text.isEmpty {
                    line += String(repeating: " ", count: pending) + style.apply(cell.emphasis, to: cell.text)
                    pending = 0
                }
                if columns[column].alignment == .left { pending += missing }
                pending += 2
            }
            return line
        }
        let rule = widths.map { Cell(String(repeating: "-", count: $0)) }
        return [line(columns.map { Cell($0.title, .heading) }), line(rule)] + rows.map(line)
    }

    private func boxLines(_ style: OutputStyle) -> [String] {
        let widths = widths
        func rule(_ left: String, _ middle: String, _ right: String) -> String {
            left + widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: middle) + right
        }
        func line(_ cells: [Cell]) -> String {
            let texts = cells.enumerated().map { column, cell in
                let missing = String(repeating: " ", count: widths[column] - cell.text.displayWidth)
                let text = style.apply(cell.emphasis, to: cell.text)
                return columns[column].alignment == .left ? text + missing : missing + text
            }
            return "│ " + texts.joined(separator: " │ ") + " │"
        }
        let head = [rule("┌", "┬", "┐"), line(columns.map { Cell($0.title, .heading) }), rule("├", "┼", "┤")]
        return head + rows.map(line) + [rule("└", "┴", "┘")]
    }

    /// The table as GitHub-flavoured Markdown.
    var markdown: String {
        func line(_ texts: [String]) -> String { "| " + texts.joined(separator: " | ") + " |\n" }
        let rule = columns.map { $0.alignment == .left ? "---" : "---:" }
        return line(columns.map(\.title.markdownEscaped)) + line(rule)
            + rows.map { line($0.map(\.text.markdownEscaped)) }.joined()
    }
}

extension String {
    /// The text with those characters escaped that Markdown would take for markup in a table's cell.
    var markdownEscaped: String {
        var result = ""
        for character in singleLine {
            if #"\|*_`<>[]"#.contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
