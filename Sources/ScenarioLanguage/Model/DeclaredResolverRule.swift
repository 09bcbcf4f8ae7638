public import DNSCore

/// A Route 53 Resolver rule.
public struct DeclaredResolverRule: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The domain that it is for; the root for all names.
    public var domainName = DomainName.root
    /// What it does.
    public var ruleType = DeclaredResolverRuleType.forward
    /// What other elements call it.
    public var name: String?
    /// The outbound endpoint that queries leave through.
    public var resolverEndpoint: String?
    /// The servers that they go to.
    public var targetIPs: [DeclaredRuleTarget] = []
    /// The VPCs that it is associated with.
    public var vpcs: [String] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredResolverRule: DeclaredMapping {
    static let table = KeyTable<Self>("resolver_rule", "A Route 53 Resolver rule.") {
        Key(
            "domain_name", \.domainName, .domainName, "The domain that it is for; the root for all names.",
            required: true)
        Key(
            "rule_type", \.ruleType, .choice, "What it does.", required: true)
        Key("name", \.name, .name, "What other elements call it.")
        Key("resolver_endpoint", \.resolverEndpoint, .name, "The outbound endpoint that queries leave through.")
        Key("target_ips", \.targetIPs, .list(of: DeclaredRuleTarget.self), "The servers that they go to.")
        Key("vpcs", \.vpcs, .list(.name), "The VPCs that it is associated with.")
    }
}
