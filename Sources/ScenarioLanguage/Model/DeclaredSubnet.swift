public import IPCore

/// A subnet of a VPC.
public struct DeclaredSubnet: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Its prefix.
    public var cidrBlock = IPPrefix.defaultIPv4
    /// Its availability zone; a single letter is put behind the region's name.
    public var availabilityZone = "a"
    /// Its route table; `nil` for the VPC's main one.
    public var routeTable: String?
    /// Its network ACL; `nil` if everything is allowed.
    public var networkACL: String?
    /// Its IPv6 prefix.
    public var ipv6CIDRBlock: IPPrefix?
    /// Whether the resolver makes AAAA records up for names without one.
    public var enableDNS64 = false
    /// The free addresses; `nil` if nobody counted.
    public var availableIPAddressCount: Int?

    init(marks: Marks) { self.marks = marks }
}
