public import IPCore

/// An address of a Route 53 Resolver endpoint.
public struct DeclaredEndpointAddress: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The subnet that it is in.
    public var subnet = ""
    /// The address.
    public var ip = Placeholder.address

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredEndpointAddress: DeclaredMapping {
    static let table = KeyTable<Self>("endpoint_address", "An address of a Route 53 Resolver endpoint.") {
        Key("subnet", \.subnet, .name, "The subnet that it is in.", required: true)
        Key("ip", \.ip, .address, "The address.", required: true)
    }
}
