import IPCore
import WorldModel

/// The text of an explanation while it is written; it remembers which rules were cited.
struct ExplanationPage {
    private(set) var text = ""
    private let style: OutputStyle
    private var cited: [RuleID] = []

    init(style: OutputStyle) { self.style = style }

    mutating func verdict(_ sentence: String, emphasis: Emphasis) {
        let lines = wrapped(sentence, width: style.width)
        // Line by line, so that no colour runs over a line's end.
        text += lines.split(separator: "\n").map { style.apply(emphasis, to: String($0)) + "\n" }.joined()
    }

    mutating func section(_ title: String) {
        text += "\n" + style.apply(.heading, to: title.singleLine) + "\n"
    }

    mutating func paragraph(_ sentence: String, cite rule: RuleID? = nil) {
        cite(rule)
        text += wrapped(sentence, width: style.width, first: "  ", rest: "  ")
    }

    mutating func item(_ sentence: String, emphasis: Emphasis = .none, cite rule: RuleID? = nil) {
        cite(rule)
        let lines = wrapped(sentence, width: style.width, first: "  - ", rest: "    ")
        if emphasis == .none { return text += lines }
        text += lines.split(separator: "\n").map { line in
            String(line.prefix(4)) + style.apply(emphasis, to: String(line.dropFirst(4))) + "\n"
        }.joined()
    }

    mutating func steps(_ steps: [ReasoningStep]) {
        for step in steps { item(step.textWithRule, cite: step.rule) }
    }

    /// The elements passed, one a line, the way back apart.
    mutating func hops(_ hops: [Hop]) {
        guard !hops.isEmpty else { return }
        var table = TextTable([.init("way"), .init("element"), .init("what happens"), .init("rule")])
        let taken = style.width - 4 - (hops.map(\.element.displayWidth).max() ?? 0) - 4 - 20 - 6
        for hop in hops {
            cite(hop.rule)
            let way = hop.direction == .forward ? "there" : "back"
            let lines = wrapped(hop.text, width: max(30, taken)).split(separator: "\n")
            table.append(texts: [way, hop.element, lines.first.map(String.init) ?? "", hop.rule?.rawValue ?? ""])
            for line in lines.dropFirst() { table.append(texts: ["", "", String(line), ""]) }
        }
        text += table.rendered(style, indent: 4)
    }

    /// The rules cited, with how well each is founded and the documents behind it.
    mutating func rules() {
        guard !cited.isEmpty else { return }
        section("Rules")
        for rule in cited.sorted() {
            let sources = rule.sources.map { $0.url.isEmpty ? $0.title : "\($0.title) <\($0.url)>" }
            let documents = sources.isEmpty ? "" : ": " + sources.joined(separator: "; ")
            item("\(rule.rawValue), \(rule.evidence.words)\(documents)")
        }
    }

    private mutating func cite(_ rule: RuleID?) {
        if let rule, !cited.contains(rule) { cited.append(rule) }
    }
}

extension Evidence {
    /// How well founded a rule is, in words.
    var words: String {
        switch self {
        case .documented: "documented"
        case .observed: "observed"
        case .inferred: "inferred from other rules"
        case .generalKnowledge: "general knowledge of the field"
        case .conflicting: "sources disagree"
        }
    }
}
