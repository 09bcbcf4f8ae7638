public import DNSCore
public import IPCore

/// A load balancer.
public struct DeclaredLoadBalancer: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its name.
    public var dnsName = DomainName.root
    /// Whether its addresses are private.
    public var `internal` = false
    /// Its addresses.
    public var ips: [IPAddress] = []
    /// The subnets that it is in.
    public var subnets: [String] = []
    /// Its security groups; `nil` if it is not filtered.
    public var securityGroups: [String]?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredLoadBalancer: DeclaredMapping {
    static let table = KeyTable<Self>("load_balancer", "A load balancer.") {
        Key("dns_name", \.dnsName, .domainName, "Its name.", required: true)
        Key("internal", \.internal, .boolean, "Whether its addresses are private.")
        Key("ips", \.ips, .list(.address), "Its addresses.", required: true)
        Key("subnets", \.subnets, .list(.name), "The subnets that it is in.")
        Key(
            "security_groups", \.securityGroups, .list(.name), "Its security groups.",
            default: "none: it is not filtered")
    }
}
