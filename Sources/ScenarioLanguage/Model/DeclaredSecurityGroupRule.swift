public import IPCore

/// A rule of a security group, which allows something.
public struct DeclaredSecurityGroupRule: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The protocol.
    public var `protocol` = DeclaredIPProtocol.all
    /// The first port; for ICMP the type.
    public var fromPort: Int?
    /// The last port; for ICMP the code.
    public var toPort: Int?
    /// The peers' IPv4 prefixes.
    public var cidrBlocks: [IPPrefix] = []
    /// The peers' IPv6 prefixes.
    public var ipv6CIDRBlocks: [IPPrefix] = []
    /// The peers' security groups.
    public var securityGroups: [String] = []
    /// Whether members of the same group are peers (`self` in the file).
    public var isSelf = false

    init(marks: Marks) { self.marks = marks }
}
