public import IPCore

/// A change of the client's route table after connecting; exactly one of its keys is set.
public struct DeclaredRouteChange: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The route to add.
    public var add: DeclaredStaticRoute?
    /// The prefix whose route is deleted.
    public var delete: IPPrefix?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredRouteChange: DeclaredMapping {
    static let table = KeyTable<Self>(
        "route_change", "A change of the client's route table after connecting; exactly one of its keys is set.",
        rules: [.oneOf(["add", "delete"])]
    ) {
        Key("add", \.add, .mapping(DeclaredStaticRoute.self), "The route to add.")
        Key("delete", \.delete, .prefix, "The prefix whose route is deleted.")
    }
}
