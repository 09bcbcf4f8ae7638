public import DNSCore
public import IPCore

/// The DNS settings of one link.
public struct DeclaredInterfaceDNS: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The link's servers, in order.
    public var nameservers: [IPAddress] = []
    /// Search domains.
    public var domains: [DomainName] = []
    /// Domains that only route names to the link; the root stands for all.
    public var routingDomains: [DomainName] = []
    /// Whether names without a matching domain go to the link; `nil` for the profile's default.
    public var defaultRoute: Bool?

    init(marks: Marks) { self.marks = marks }
}
