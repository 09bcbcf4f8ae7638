public import DNSCore

/// A rule of a DNS Firewall rule group.
public struct DeclaredFirewallRule: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its place in the group; lower comes first.
    public var priority = 0
    /// What becomes of a matching query.
    public var action = DeclaredFirewallAction.allow
    /// The names that match; a first label `*` stands for any.
    public var domains: [DomainName] = []
    /// How a blocked query is answered.
    public var blockResponse: DeclaredBlockResponse?
    /// The name that an overridden answer points to.
    public var blockOverrideDomain: DomainName?
    /// The TTL of that answer in seconds.
    public var blockOverrideTTL = 0

    init(marks: Marks) { self.marks = marks }
}
