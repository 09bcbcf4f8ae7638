import DNSCore
import ScenarioLanguage
public import WorldModel

/// A forwarding rule of the same name as a private zone of the same VPC.
///
/// For one name the rule wins: the zone's records are not seen, and the rule's targets have to know the names. Repair: a narrower
/// rule, a SYSTEM rule for what is to stay, or no zone.
public enum RuleBesideZone: DesignCheck {
    /// `rule-beside-zone`.
    public static let id = "rule-beside-zone"
    /// What it looks for.
    public static let summary = "A forwarding rule that takes the name of a private zone of the same VPC"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53Fwrule03]

    /// One finding for each rule.
    public static func findings(in design: Design) -> [Finding] {
        let names = design.world.names
        return design.scenario.resolverRules.enumerated().compactMap { index, declared in
            guard names.resolverRules.indices.contains(index), names.resolverRules[index].type == .forward else {
                return nil
            }
            let rule = names.resolverRules[index]
            let shadowed = rule.vpcs.sorted().filter { names.privateZonesByVPC[$0]?[rule.domain] != nil }
            guard !shadowed.isEmpty else { return nil }
            let list = shadowed.map { design.world.topology.vpcs[$0].name }.shortList
            return finding(
                .warning, .r53Fwrule03, at: declared.marks.place(of: "domain_name"),
                "The rule for \(rule.domain.prose) has the name of a private zone of \(list): the rule wins, so the zone's records are not seen there.",
                repair: "Make the rule narrower, or remove the zone or the rule from \(list).")
        }
    }
}
