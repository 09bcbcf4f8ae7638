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

extension DeclaredInstance: DeclaredMapping {
    static let table = KeyTable<Self>("instance", "An EC2 instance.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("subnet", \.subnet, .name, "The subnet that it is in.", required: true)
        Key("private_ip", \.privateIP, .address, "Its private address.", required: true)
        Key("public_ip", \.publicIP, .address, "Its public address.")
        Key("ipv6_address", \.ipv6Address, .ipv6Address, "Its IPv6 address.")
        Key("id", \.id, .name, "Its id, such as `i-0123456789abcdef0`.")
        Key(
            "security_groups", \.securityGroups, .list(.name), "Its security groups.",
            default: "none: it is not filtered")
        Key("ports", \.ports, .list(.port), "The ports that accept connections.", default: "all")
        Key(
            "enable_resource_name_dns_a_record", \.enableResourceNameDNSARecord, .boolean,
            "Whether its resource name has an A record.")
    }
}
