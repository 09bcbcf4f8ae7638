import Analysis
public import WorldModel

/// The rulebook for people: one rule, a list of rules, or an area as a page of the documentation.
public enum RulePages {
    /// A rule with its evidence, sources and what else is known of it.
    public static func text(of rule: RuleID, style: OutputStyle) -> String {
        var text = style.apply(.heading, to: rule.rawValue)
        text += RuleArea.area(of: rule).map { "  \($0.title)" } ?? ""
        text += "\n" + wrapped(rule.statement, width: style.width, first: "  ", rest: "  ")
        for entry in entries(of: rule) {
            text += wrapped("\(entry.head): \(entry.text)", width: style.width, first: "  ", rest: "    ")
        }
        for source in rule.sources {
            // A line of its own, so that an address is never broken.
            text += "  Source: \(source.title)\n"
            if !source.url.isEmpty { text += "    \(source.url)\n" }
        }
        return text
    }

    /// The rules in areas, a line each.
    public static func list(_ rules: [RuleID], style: OutputStyle) -> String {
        RuleArea.all.compactMap { area -> String? in
            let own = area.rules.filter(rules.contains)
            guard !own.isEmpty else { return nil }
            let width = own.map(\.rawValue.utf8.count).max() ?? 0
            let lines = own.map { rule in
                wrapped(
                    rule.statement, width: style.width, first: "  " + rule.rawValue.padded(to: width) + "  ",
                    rest: String(repeating: " ", count: width + 4))
            }
            return style.apply(.heading, to: "\(area.title) (\(area.name))") + "\n" + lines.joined()
        }.joined(separator: "\n")
    }

    /// An area as a page of the documentation, in Markdown.
    public static func markdown(of area: RuleArea) -> String {
        var text = "# \(area.title)\n\n"
        text +=
            "`dnsscen rules ID` prints the same for one rule. This page is made out of the program by `Scripts/record-golden`.\n"
        for rule in area.rules {
            text += "\n## \(rule.rawValue)\n\n\(rule.statement.markdownProse)\n\n"
            for entry in entries(of: rule) { text += "- \(entry.head): \(entry.text.markdownProse)\n" }
            for source in rule.sources {
                text +=
                    source.url.isEmpty ? "- Source: \(source.title)\n" : "- Source: [\(source.title)](\(source.url))\n"
            }
        }
        return text
    }

    /// The rules that are no part of the model, as a page of the documentation, in Markdown.
    public static var outsideMarkdown: String {
        var table = TextTable([.init("rule"), .init("why")])
        for rule in RuleID.allCases {
            if let reason = rule.outsideReason { table.append(texts: [rule.rawValue, reason]) }
        }
        return """
            # Rules out of the model

            What the rulebook has and a prediction does not follow, each with the reason. `Scripts/rule-coverage` fails on a rule that \
            has neither a test nor a line here. This page is made out of the program by `Scripts/record-golden`.

            \(table.markdown)
            """
    }

    private struct Entry {
        let head: String
        let text: String
    }

    private static func entries(of rule: RuleID) -> [Entry] {
        var entries = [Entry(head: "Evidence", text: rule.evidence.words)]
        if let key = rule.switchKey { entries.append(Entry(head: "Switch", text: key)) }
        if let reason = rule.outsideReason { entries.append(Entry(head: "Out of the model", text: reason)) }
        let checks = Checks.all.filter { $0.rules.contains(rule) }.map { $0.id }
        if !checks.isEmpty { entries.append(Entry(head: "Checks", text: checks.joined(separator: ", "))) }
        if !rule.scenarios.isEmpty {
            entries.append(
                Entry(
                    head: "Shown by", text: rule.scenarios.map { "scenarios/\($0).yaml" }.joined(separator: ", ")))
        }
        return entries
    }
}

extension String {
    /// The text with what Markdown would take for emphasis escaped.
    fileprivate var markdownProse: String {
        replacing("*", with: "\\*").replacing("_", with: "\\_").replacing("[]", with: "\\[\\]")
    }
}
