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
