public import DNSCore
public import IPCore

/// A DNS server on the LAN, the internet, on premises or in a VPC.
public struct DeclaredDNSServer: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Its address, if it has one only.
    public var address: IPAddress?
    /// Its addresses, if it has several.
    public var addresses: [IPAddress] = []
    /// What it does with a question.
    public var behavior = DeclaredServerBehavior.recursive
    /// What an authoritative server serves.
    public var zones: [DeclaredZone] = []
    /// The servers that a forwarding server asks.
    public var forwardTo: [IPAddress] = []
    /// The servers that it asks for the names of single domains.
    public var forwards: [DeclaredDomainForward] = []
    /// How it asks its own upstreams.
    public var options: DeclaredResolverOptions
    /// Who may ask; `nil` for everybody.
    public var allowQuery: [IPPrefix]?
    /// Whether private addresses are removed from answers.
    public var rebindProtection = false
    /// The domains that may have private addresses all the same.
    public var rebindAllowed: [DomainName] = []
    /// The server's cache.
    public var cache: DeclaredCache
    /// The subnet of one in a VPC.
    public var subnet: String?
    /// The security groups of one in a VPC; `nil` if it is not filtered.
    public var securityGroups: [String]?

    init(marks: Marks) {
        self.marks = marks
        options = DeclaredResolverOptions(marks: marks.child("options"))
        cache = DeclaredCache(marks: marks.child("cache"))
    }
}

extension DeclaredDNSServer: DeclaredMapping {
    static let table = KeyTable<Self>(
        "dns_server", "A DNS server on the LAN, the internet, on premises or in a VPC.",
        rules: [.oneOf(["address", "addresses"])]
    ) {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("address", \.address, .address, "Its address, if it has one only.")
        Key("addresses", \.addresses, .list(.address, atLeast: 1), "Its addresses, if it has several.")
        Key("behavior", \.behavior, .behavior, "What it does with a question.")
        Key(
            "zones", \.zones, .list(of: DeclaredZone.self, unique: .byDomainName("name", kind: "zone")),
            "What an authoritative server serves.")
        Key("forward_to", \.forwardTo, .list(.address), "The servers that a forwarding server asks.")
        Key(
            "forwards", \.forwards, .list(of: DeclaredDomainForward.self),
            "The servers that it asks for the names of single domains.")
        Key("options", \.options, .mapping(DeclaredResolverOptions.self), "How it asks its own upstreams.")
        Key("allow_query", \.allowQuery, .list(.prefix), "Who may ask.", default: "everybody")
        Key("rebind_protection", \.rebindProtection, .boolean, "Whether private addresses are removed from answers.")
        Key(
            "rebind_allowed", \.rebindAllowed, .list(.domainName),
            "The domains that may have private addresses all the same.")
        Key("cache", \.cache, .mapping(DeclaredCache.self), "The server's cache.")
        Key("subnet", \.subnet, .name, "The subnet of one in a VPC.")
        Key(
            "security_groups", \.securityGroups, .list(.name), "The security groups of one in a VPC.",
            default: "none: it is not filtered")
    }
}
