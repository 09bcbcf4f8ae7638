import TestSupport

/// Doc comments of the sources, which are the manual of what they stand before.
enum SourceComments {
    /// A declaration with its comment, in paragraphs.
    struct Entry {
        let name: String
        let paragraphs: [String]
    }

    /// The declarations of a file that `name` finds in a line, with their comments.
    static func entries(in path: String, name: (Substring) -> String?) throws -> [Entry] {
        var entries: [Entry] = []
        var comment: [String] = []
        for line in try PackageFiles.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = line.drop { $0 == " " }
            if trimmed.hasPrefix("///") {
                comment.append(String(trimmed.dropFirst(3).drop { $0 == " " }))
                continue
            }
            if let name = name(trimmed), !comment.isEmpty {
                let paragraphs = comment.split(separator: "").map { $0.joined(separator: " ") }
                entries.append(Entry(name: name, paragraphs: paragraphs))
            }
            comment = []
        }
        return entries
    }
}
