/// A rule group of Route 53 Resolver DNS Firewall.
public struct DeclaredFirewallRuleGroup: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// The VPCs that it is associated with.
    public var vpcs: [String] = []
    /// Its place among the groups of a VPC; lower comes first.
    public var priority = 0
    /// Its rules.
    public var rules: [DeclaredFirewallRule] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredFirewallRuleGroup: DeclaredMapping {
    static let table = KeyTable<Self>("firewall_rule_group", "A rule group of Route 53 Resolver DNS Firewall.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("vpcs", \.vpcs, .list(.name), "The VPCs that it is associated with.")
        Key("priority", \.priority, .count, "Its place among the groups of a VPC; lower comes first.", required: true)
        Key("rules", \.rules, .list(of: DeclaredFirewallRule.self), "Its rules.")
    }
}
