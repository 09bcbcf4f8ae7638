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

extension DeclaredSecurityGroupRule: DeclaredMapping {
    static let table = KeyTable<Self>("security_group_rule", "A rule of a security group, which allows something.") {
        Key("protocol", \.protocol, .choice, "The protocol.", required: true)
        Key("from_port", \.fromPort, .integer(-1...65535), "The first port; for ICMP the type.")
        Key("to_port", \.toPort, .integer(-1...65535), "The last port; for ICMP the code.")
        Key("cidr_blocks", \.cidrBlocks, .list(.prefix), "The peers' IPv4 prefixes.")
        Key("ipv6_cidr_blocks", \.ipv6CIDRBlocks, .list(.ipv6Prefix), "The peers' IPv6 prefixes.")
        Key("security_groups", \.securityGroups, .list(.name), "The peers' security groups.")
        Key("self", \.isSelf, .boolean, "Whether members of the same group are peers.")
    }

    func check(_ decoder: inout ScenarioDecoder) {
        guard `protocol` != .icmp, let fromPort, let toPort, toPort < fromPort else { return }
        decoder.report(
            Diagnostic(
                .outOfRange(String(toPort), expected: "a port from `from_port` \(fromPort) on"),
                at: marks.location(of: "to_port"), keyPath: marks.keyPath(of: "to_port")))
    }
}
