public import IPCore

/// A row of the neighbour cache, for printed tables.
public struct DeclaredNeighbor: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The neighbour's address.
    public var address: IPAddress?
    /// Its link-layer address as it is printed.
    public var mac: String?
    /// The interface that it is on.
    public var interface: String?
    /// The flags as they are printed.
    public var flags: String?
    /// The text of the `Expire` column.
    public var expire: String?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredNeighbor: DeclaredMapping {
    static let table = KeyTable<Self>("neighbor", "A row of the neighbour cache, for printed tables.") {
        Key("address", \.address, .address, "The neighbour's address.")
        Key("mac", \.mac, .text, "Its link-layer address as it is printed.")
        Key("interface", \.interface, .name, "The interface that it is on.")
        Key("flags", \.flags, .text, "The flags as they are printed.")
        Key("expire", \.expire, .text, "The text of the `Expire` column.")
    }
}
