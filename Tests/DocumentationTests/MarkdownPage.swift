import TestSupport

/// A page of the documentation, taken apart: its fenced blocks, headings and links.
struct MarkdownPage: Sendable {
    /// A fenced block of code.
    struct Block: Sendable {
        /// The word behind the opening fence; empty if there is none.
        let language: String
        /// What the comments right before the block say, such as `status` with `1`.
        let directives: [String: String]
        /// The index of the line of the opening fence.
        let fence: Int
        /// The lines between the fences.
        let content: [String]
    }

    /// A link out of the text.
    struct Link: Sendable {
        let target: String
        /// The number of its line, from 1.
        let line: Int
    }

    /// The file, relative to the package's folder.
    let path: String
    let lines: [String]
    private(set) var blocks: [Block] = []
    /// What the headings can be linked by, as GitHub forms it.
    private(set) var anchors: Set<String> = []
    private(set) var links: [Link] = []

    /// The pages of the documentation, each taken apart once.
    static let all: [String: MarkdownPage] = Dictionary(
        uniqueKeysWithValues: DocumentationPages.all.compactMap { path in
            (try? PackageFiles.text(path)).map { (path, MarkdownPage(path: path, text: $0)) }
        })

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var directives: [String: String] = [:]
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if let fence = Self.fence(line) {
                let end = lines[(index + 1)...].firstIndex { $0 == fence.marks } ?? lines.count
                let content = Array(lines[(index + 1)..<end])
                blocks.append(Block(language: fence.language, directives: directives, fence: index, content: content))
                directives = [:]
                index = end + 1
                continue
            }
            if let directive = Self.directive(line) {
                directives[directive.name] = directive.value
            } else {
                directives = [:]
                read(line, number: index + 1)
            }
            index += 1
        }
    }

    /// The page with other lines in place of blocks' contents, by the index of the opening fence.
    func text(replacing contents: [Int: [String]]) -> String {
        var text: [String] = []
        var index = 0
        let old = Dictionary(uniqueKeysWithValues: blocks.map { ($0.fence, $0.content.count) })
        while index < lines.count {
            text.append(lines[index])
            if let content = contents[index] {
                text += content
                index += old[index] ?? 0
            }
            index += 1
        }
        return text.joined(separator: "\n")
    }

    private static func fence(_ line: String) -> (marks: String, language: String)? {
        let marks = line.prefix { $0 == "`" }
        guard marks.count >= 3 else { return nil }
        return (String(marks), String(line.dropFirst(marks.count)))
    }

    /// Reads `<!-- NAME: VALUE -->`.
    private static func directive(_ line: String) -> (name: String, value: String)? {
        guard line.hasPrefix("<!--"), let match = line.wholeMatch(of: /<!-- (status|not run|file|source): (.+) -->/)
        else {
            return nil
        }
        return (String(match.1), String(match.2))
    }

    private mutating func read(_ line: String, number: Int) {
        if line.hasPrefix("#"), let match = line.wholeMatch(of: /#{1,6} +(.*?)(?: +#+)?/) {
            add(heading: String(match.1))
        }
        if line.contains("<a ") {
            for match in line.matches(of: /<a (?:id|name)="([^"]+)">/) { anchors.insert(String(match.1)) }
        }
        guard ["](", "]: ", "<http"].contains(where: line.contains) else { return }
        // What stands in code is text, not a link.
        let prose = line.replacing(/`[^`]*`/, with: "`")
        var targets = prose.matches(of: /\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/).map(\.1)
        targets += prose.matches(of: /<(https?:[^>\s]+)>/).map(\.1)
        if let match = prose.prefixMatch(of: /\[[^\]]+\]:\s*(\S+)/) { targets.append(match.1) }
        links += targets.map { Link(target: String($0), line: number) }
    }

    /// GitHub's rule: lower case, without punctuation, a hyphen for each blank; a number where it is there already.
    private mutating func add(heading: String) {
        let shown = heading.replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.1 }
        let anchor = String(
            shown.lowercased().compactMap { character -> Character? in
                if character == " " { return "-" }
                return character.isLetter || character.isNumber || "-_".contains(character) ? character : nil
            })
        var unique = anchor
        var count = 0
        while anchors.contains(unique) {
            count += 1
            unique = "\(anchor)-\(count)"
        }
        anchors.insert(unique)
    }
}

/// The pages of the documentation.
enum DocumentationPages {
    /// README.md and every page below docs/, by path, sorted.
    static let all: [String] = ["README.md"] + pages(in: "docs")

    /// The pages that are not made out of the program: what they show is run.
    static let written: [String] = all.filter { !$0.hasPrefix("docs/rules/") }

    private static func pages(in folder: String) -> [String] {
        PackageFiles.names(in: folder).flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            return name.hasSuffix(".md") ? [path] : name.contains(".") ? [] : pages(in: path)
        }
    }
}
