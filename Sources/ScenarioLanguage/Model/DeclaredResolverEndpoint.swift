/// A Route 53 Resolver endpoint.
public struct DeclaredResolverEndpoint: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Whether queries come in or go out through it.
    public var direction = DeclaredEndpointDirection.inbound
    /// Its addresses.
    public var ipAddresses: [DeclaredEndpointAddress] = []
    /// Its security groups; `nil` if it is not filtered.
    public var securityGroups: [String]?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredResolverEndpoint: DeclaredMapping {
    static let table = KeyTable<Self>("resolver_endpoint", "A Route 53 Resolver endpoint.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("direction", \.direction, .choice, "Whether queries come in or go out through it.", required: true)
        Key("ip_addresses", \.ipAddresses, .list(of: DeclaredEndpointAddress.self), "Its addresses.")
        Key(
            "security_groups", \.securityGroups, .list(.name), "Its security groups.",
            default: "none: it is not filtered")
    }
}
