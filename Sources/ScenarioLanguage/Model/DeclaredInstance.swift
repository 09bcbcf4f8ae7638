public import IPCore

/// An EC2 instance.
public struct DeclaredInstance: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// The subnet that it is in.
    public var subnet = ""
    /// Its private address.
    public var privateIP = Placeholder.address
    /// Its public address; `nil` if it has none.
    public var publicIP: IPAddress?
    /// Its IPv6 address.
    public var ipv6Address: IPAddress?
    /// Its id, such as `i-0123456789abcdef0`.
    public var id: String?
    /// Its security groups; `nil` if it is not filtered.
    public var securityGroups: [String]?
    /// The ports that accept connections; `nil` for all.
    public var ports: [UInt16]?
    /// Whether its resource name has an A record.
    public var enableResourceNameDNSARecord = false

    init(marks: Marks) { self.marks = marks }
}
