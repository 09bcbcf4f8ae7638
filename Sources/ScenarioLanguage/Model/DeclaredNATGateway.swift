public import IPCore

/// A NAT gateway.
public struct DeclaredNATGateway: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// The subnet that it stands in.
    public var subnet = ""
    /// The address that the internet sees.
    public var publicIP: IPAddress?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredNATGateway: DeclaredMapping {
    static let table = KeyTable<Self>("nat_gateway", "A NAT gateway.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("subnet", \.subnet, .name, "The subnet that it stands in.", required: true)
        Key("public_ip", \.publicIP, .address, "The address that the internet sees.")
    }
}
