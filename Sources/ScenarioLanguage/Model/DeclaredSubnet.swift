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

extension DeclaredSubnet: DeclaredMapping {
    static let table = KeyTable<Self>("subnet", "A subnet of a VPC.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("cidr_block", \.cidrBlock, .prefix, "Its prefix.", required: true)
        Key(
            "availability_zone", \.availabilityZone, .name,
            "Its availability zone; a single letter is put behind the region's name.")
        Key("route_table", \.routeTable, .name, "Its route table.", default: "the VPC's main one")
        Key("network_acl", \.networkACL, .name, "Its network ACL.", default: "none: everything is allowed")
        Key("ipv6_cidr_block", \.ipv6CIDRBlock, .ipv6Prefix, "Its IPv6 prefix.")
        Key(
            "enable_dns64", \.enableDNS64, .boolean,
            "Whether the resolver makes AAAA records up for names without one.")
        Key(
            "available_ip_address_count", \.availableIPAddressCount, .count, "The free addresses.",
            default: "none: nobody counted")
    }
}
