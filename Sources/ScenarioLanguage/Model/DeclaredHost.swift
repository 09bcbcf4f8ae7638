public import IPCore

/// A host that takes part as the end of connections.
public struct DeclaredHost: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Its address.
    public var address = Placeholder.address
    /// The ports that accept connections; `nil` for all.
    public var ports: [UInt16]?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredHost: DeclaredMapping {
    static let table = KeyTable<Self>("host", "A host that takes part as the end of connections.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("address", \.address, .address, "Its address.", required: true)
        Key("ports", \.ports, .list(.port), "The ports that accept connections.", default: "all")
    }
}
