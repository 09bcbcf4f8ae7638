import TestSupport
import Testing

/// Text that a document printed, a file of `Tests/Fixtures/published`, and how it compares with ours.
///
/// Prompts and remarks after `#` are no part of it, nor are blanks at the end of a line. Two or more `x` stand for what the author hid.
struct PublishedText {
    /// The lines as printed, without prompts, remarks and the marks of an elision.
    let lines: [String]
    /// The whole file.
    let text: String

    /// Reads a file by its path below `Tests/Fixtures/published`.
    init(_ path: String) throws {
        text = try PackageFiles.text("Tests/Fixtures/published/\(path)")
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            Self.trimmed(String(Self.withoutRemark(line)))
        }.filter { !Self.isPrompt($0) && !$0.hasPrefix("(...") }
    }

    /// The same text with some of its lines alone.
    func with(_ lines: [String]) -> PublishedText { PublishedText(lines: lines, text: text) }

    private init(lines: [String], text: String) {
        self.lines = lines
        self.text = text
    }

    /// What differs between this route table and `actual`; empty if they are the same.
    ///
    /// The number under `Expire` counts down by itself and is left out.
    func differences(fromTable actual: String, keepsColumns: Bool) -> [String] {
        func rows(_ lines: [String]) -> [String] {
            let kept = lines.map(Self.withoutCountdown)
            return keepsColumns
                ? Array(kept.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed())
                : kept.map(Self.collapsed).filter { !$0.isEmpty }
        }
        let expected = rows(lines)
        let printed = rows(
            actual.split(separator: "\n", omittingEmptySubsequences: false).map { Self.trimmed(String($0)) })
        var differences = zip(expected, printed).filter { !Self.matches($0, $1) }.map { "- \($0)\n+ \($1)" }
        if expected.count != printed.count { differences.append("\(expected.count) rows, not \(printed.count)") }
        return differences
    }

    /// The lines of this abridged output that `actual` does not have in this order, runs of blanks taken as one.
    func missing(from actual: String) -> [String] {
        var rest = actual.split(separator: "\n").map { Self.collapsed(String($0)) }[...]
        return lines.map(Self.collapsed).filter { line in
            if line.isEmpty { return false }
            guard let index = rest.firstIndex(where: { Self.matches(line, $0) }) else { return true }
            rest = rest[(index + 1)...]
            return false
        }
    }

    /// Whether a printed value is the published one as far as that is visible: `18.xxx.xx.xx` and `18.0.2.18`.
    static func matches(_ published: String, _ actual: String) -> Bool {
        var pattern = Array(published)[...]
        var text = Array(actual)[...]
        while let next = pattern.first {
            let mask = pattern.prefix(while: { $0 == "x" || $0 == "X" })
            if mask.count > 1 {
                pattern = pattern.dropFirst(mask.count)
                let end = pattern.first
                text = text.drop(while: { ($0.isLetter || $0.isNumber) && $0 != end })
            } else if next == text.first {
                pattern.removeFirst()
                text.removeFirst()
            } else {
                return false
            }
        }
        return text.isEmpty
    }

    /// The text with single blanks.
    static func collapsed(_ line: String) -> String {
        line.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    }

    /// A row of the neighbour cache without the number at its end.
    private static func withoutCountdown(_ row: String) -> String {
        let fields = row.split(separator: " ")
        guard fields.count == 5, fields[2].contains("L"), Int(fields[4]) != nil else { return row }
        return trimmed(String(row.dropLast(fields[4].count)))
    }

    private static func isPrompt(_ line: String) -> Bool {
        line.hasPrefix("% ") || line.hasPrefix("$ ") || line.contains("@MacBook-Pro ~ %")
    }

    /// Without what an author wrote behind ` # `; `link#6` and `53(...)#` stay.
    private static func withoutRemark(_ line: Substring) -> Substring {
        guard let remark = line.firstRange(of: " # ") else { return line }
        return line[..<remark.lowerBound]
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
