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

extension DeclaredInterfaceDNS: DeclaredMapping {
    static let table = KeyTable<Self>("interface_dns", "The DNS settings of one link.") {
        Key("nameservers", \.nameservers, .list(.address), "The link's servers, in order.")
        Key("domains", \.domains, .list(.domainName), "Search domains.")
        Key(
            "routing_domains", \.routingDomains, .list(.domainName),
            "Domains that only route names to the link; the root stands for all.")
        Key(
            "default_route", \.defaultRoute, .boolean, "Whether names without a matching domain go to the link.",
            default: "the profile's default")
    }
}
