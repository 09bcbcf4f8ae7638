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
