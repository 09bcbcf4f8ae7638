/// The exit statuses as `docs/reference/exit-statuses.md` explains them.
enum ExitStatusTable {
    struct Entry {
        let number: String
        let meaning: String
    }

    /// The rows of the page's first table.
    static let entries: [Entry] = (MarkdownPage.all["docs/reference/exit-statuses.md"]?.lines ?? []).compactMap {
        line in
        guard let match = line.wholeMatch(of: /\| (\d+) \| (.+) \|/) else { return nil }
        return Entry(number: String(match.1), meaning: String(match.2).replacing("`", with: ""))
    }
}
