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
