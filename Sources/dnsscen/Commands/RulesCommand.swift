import ArgumentParser
import Reporting
import ScenarioLanguage
import WorldModel

/// `dnsscen rules`: the rulebook.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Print the rulebook: what each rule says, how well it is founded, its sources.",
        discussion: """
            Without an argument all rules are listed. An argument is a rule's id, the beginning of several, or the name of \
            an area such as client-vpn.

            Examples:
              dnsscen rules CVPN-DNS-04
              dnsscen rules client-vpn
            """)

    @Argument(help: ArgumentHelp("A rule's id, the beginning of several, or an area.", valueName: "id"))
    var id: String?

    @Option(help: "How to print: text, or markdown, which takes an area or 'outside'.")
    var format = Format.text

    @Option(help: ArgumentHelp("When to use color.", valueName: "when"))
    var color = ColorChoice.auto

    /// How to print.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, markdown
    }

    func run() throws {
        switch format {
        case .text: try StandardStreams.write(try text())
        case .markdown: try StandardStreams.write(try markdown())
        }
    }

    private func text() throws -> String {
        guard let id else { return RulePages.list(RuleID.allCases, style: color.style) }
        let wanted = id.uppercased()
        if let rule = RuleID(rawValue: wanted) { return RulePages.text(of: rule, style: color.style) }
        if let area = RuleArea.all.first(where: { $0.name == id.lowercased() }) {
            return RulePages.list(area.rules, style: color.style)
        }
        let rules = RuleID.allCases.filter { $0.rawValue.hasPrefix(wanted) }
        guard !rules.isEmpty else { throw unknown(id) }
        return RulePages.list(rules, style: color.style)
    }

    private func markdown() throws -> String {
        guard let id else { throw CommandFailure.usage("--format markdown: name an area, such as client-vpn") }
        if id == "outside" { return RulePages.outsideMarkdown }
        guard let area = RuleArea.all.first(where: { $0.name == id }) else { throw unknown(id) }
        return RulePages.markdown(of: area)
    }

    private func unknown(_ id: String) -> CommandFailure {
        let known = RuleID.allCases.map(\.rawValue) + RuleArea.all.map(\.name)
        let nearest = Similarity.nearest(to: id.uppercased(), among: known)
        let hint = nearest.isEmpty ? "'dnsscen rules' lists them" : "did you mean \(nearest.joined(separator: " or "))?"
        return CommandFailure.usage("there is no rule or area \(id): \(hint)")
    }
}
