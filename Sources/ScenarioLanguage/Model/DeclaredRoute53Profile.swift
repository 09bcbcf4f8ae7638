/// A Route 53 Profile, which shares settings among VPCs.
public struct DeclaredRoute53Profile: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// The VPCs that it is associated with.
    public var vpcs: [String] = []
    /// Its place among the profiles of a VPC.
    public var priority: Int?
    /// The hosted zones that it shares.
    public var hostedZones: [String] = []
    /// The resolver rules that it shares.
    public var resolverRules: [String] = []
    /// The firewall rule groups that it shares.
    public var firewallRuleGroups: [String] = []
    /// The VPC endpoints that it shares.
    public var vpcEndpoints: [String] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredRoute53Profile: DeclaredMapping {
    static let table = KeyTable<Self>("route53_profile", "A Route 53 Profile, which shares settings among VPCs.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("vpcs", \.vpcs, .list(.name), "The VPCs that it is associated with.")
        Key("priority", \.priority, .count, "Its place among the profiles of a VPC.")
        Key("hosted_zones", \.hostedZones, .list(.name), "The hosted zones that it shares.")
        Key("resolver_rules", \.resolverRules, .list(.name), "The resolver rules that it shares.")
        Key("firewall_rule_groups", \.firewallRuleGroups, .list(.name), "The firewall rule groups that it shares.")
        Key("vpc_endpoints", \.vpcEndpoints, .list(.name), "The VPC endpoints that it shares.")
    }
}
