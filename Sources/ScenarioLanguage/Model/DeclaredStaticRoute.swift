public import IPCore

/// A static route of the client.
public struct DeclaredStaticRoute: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The prefix that the route is for.
    public var destination = IPPrefix.defaultIPv4
    /// The next router; `nil` if the route is on-link.
    public var gateway: IPAddress?
    /// The interface of an on-link route.
    public var interface: String?
    /// The metric; `nil` for the system's.
    public var metric: Int?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredStaticRoute: DeclaredMapping {
    static let table = KeyTable<Self>(
        "static_route", "A static route of the client.", rules: [.anyOf(["gateway", "interface"])]
    ) {
        Key("destination", \.destination, .prefix, "The prefix that the route is for.", required: true)
        Key("gateway", \.gateway, .address, "The next router.", default: "none: the route is on-link")
        Key("interface", \.interface, .name, "The interface of an on-link route.")
        Key("metric", \.metric, .count, "The metric.", default: "the system's")
    }
}
