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
