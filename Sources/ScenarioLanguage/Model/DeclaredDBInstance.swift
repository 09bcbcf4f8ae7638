public import DNSCore
public import IPCore

/// An RDS instance.
public struct DeclaredDBInstance: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its name.
    public var address = DomainName.root
    /// Its private address.
    public var privateIP = Placeholder.address
    /// Its public address.
    public var publicIP: IPAddress?
    /// Whether its name leads to the public address from outside.
    public var publiclyAccessible = false
    /// The subnet that it is in.
    public var subnet: String?
    /// Its security groups; `nil` if it is not filtered.
    public var securityGroups: [String]?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredDBInstance: DeclaredMapping {
    static let table = KeyTable<Self>("db_instance", "An RDS instance.") {
        Key("address", \.address, .domainName, "Its name.", required: true)
        Key("private_ip", \.privateIP, .address, "Its private address.", required: true)
        Key("public_ip", \.publicIP, .address, "Its public address.")
        Key(
            "publicly_accessible", \.publiclyAccessible, .boolean,
            "Whether its name leads to the public address from outside.")
        Key("subnet", \.subnet, .name, "The subnet that it is in.")
        Key(
            "security_groups", \.securityGroups, .list(.name), "Its security groups.",
            default: "none: it is not filtered")
    }
}
