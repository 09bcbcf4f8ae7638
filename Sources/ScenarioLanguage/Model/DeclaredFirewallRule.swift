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

extension DeclaredFirewallRule: DeclaredMapping {
    static let table = KeyTable<Self>("firewall_rule", "A rule of a DNS Firewall rule group.") {
        Key("priority", \.priority, .count, "Its place in the group; lower comes first.", required: true)
        Key("action", \.action, .choice, "What becomes of a matching query.", required: true)
        Key(
            "domains", \.domains, .list(.domainName), "The names that match; a first label `*` stands for any.",
            required: true)
        Key("block_response", \.blockResponse, .choice, "How a blocked query is answered.")
        Key(
            "block_override_domain", \.blockOverrideDomain, .domainName, "The name that an overridden answer points to."
        )
        Key("block_override_ttl", \.blockOverrideTTL, .count, "The TTL of that answer in seconds.")
    }
}
