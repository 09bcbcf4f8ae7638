/// A table in Markdown.
struct MarkdownTable {
    private(set) var text: String

    init(_ heads: String...) {
        text = "| " + heads.joined(separator: " | ") + " |\n|" + String(repeating: " --- |", count: heads.count) + "\n"
    }

    mutating func append(_ cells: String...) {
        text += "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
}

extension String {
    /// Prose with what Markdown would take for emphasis or a tag escaped.
    var markdownProse: String {
        replacing("*", with: "\\*").replacing("_", with: "\\_").replacing("<", with: "\\<")
            .replacing("[]", with: "\\[\\]")
    }

    /// The text as inline code.
    var markdownCode: String { "`\(self)`" }
}
