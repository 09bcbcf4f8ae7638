public import IPCore

/// A route of the endpoint's route table.
public struct DeclaredEndpointRoute: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The prefix that the route is for.
    public var destinationCIDRBlock = IPPrefix.defaultIPv4
    /// The association that the route leads to, or `local`; `nil` where the provider has no such choice.
    public var targetSubnet: String?
    /// How the route came into the table.
    public var origin = DeclaredRouteOrigin.addRoute
    /// What an IBM server does with a matching packet; `nil` for `deliver`.
    public var action: DeclaredRouteAction?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredEndpointRoute: DeclaredMapping {
    static let table = KeyTable<Self>("endpoint_route", "A route of the endpoint's route table.") {
        Key(
            "destination_cidr_block", \.destinationCIDRBlock, .prefix, "The prefix that the route is for.",
            required: true)
        Key(
            "target_subnet", \.targetSubnet, .name,
            "The association that the route leads to, or `local`; `nil` where the provider has no such choice.")
        Key("origin", \.origin, .choice, "How the route came into the table.")
        Key("action", \.action, .choice, "What an IBM server does with a matching packet.", default: "`deliver`")
    }
}
