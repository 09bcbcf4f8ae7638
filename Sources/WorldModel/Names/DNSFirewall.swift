public import DNSCore

/// A rule of DNS Firewall.
public struct FirewallRule: Hashable, Sendable {
    /// What becomes of a query that the rule matches.
    public enum Action: Hashable, Sendable {
        /// It passes.
        case allow
        /// It passes and is logged.
        case alert
        /// It is answered by an empty NOERROR.
        case blockWithNoData
        /// It is answered by NXDOMAIN.
        case blockWithNXDOMAIN
        /// It is answered by a CNAME record to another name.
        case override(DomainName, ttl: TTL)
    }

    /// Its place in the group.
    public var priority: Int
    /// What becomes of a matching query.
    public var action: Action
    /// The names that match; one that begins with `*` covers what lies below the rest, `*` alone all names.
    public var domains: [DomainName]

    /// A rule.
    public init(priority: Int, action: Action, domains: [DomainName]) {
        self.priority = priority
        self.action = action
        self.domains = domains
    }

    /// The entry of the rule's domains that a name matches, or `nil`.
    public func match(_ name: DomainName) -> DomainName? {
        domains.first { pattern in
            guard pattern.isWildcard, let domain = pattern.parent else { return name == pattern }
            return name.isStrictSubdomain(of: domain)
        }
    }
}

/// A rule group of DNS Firewall as one VPC meets it.
public struct FirewallGroup: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its place among the VPC's groups.
    public var priority: Int
    /// Its rules by ascending priority.
    public var rules: [FirewallRule]
    /// The Profile by which the VPC has it; `nil` for an association of the VPC's own.
    public var profile: String?

    /// A group.
    public init(name: String, priority: Int, rules: [FirewallRule], profile: String? = nil) {
        self.name = name
        self.priority = priority
        self.rules = rules
        self.profile = profile
    }
}
