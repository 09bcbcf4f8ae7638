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
