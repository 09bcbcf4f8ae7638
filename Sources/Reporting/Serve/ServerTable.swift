/// Where the name servers of a scenario listen while it is served, as a table.
public struct ServerTable: Sendable {
    private var table = TextTable([
        TextTable.Column("server"), TextTable.Column("address"), TextTable.Column("listening on"),
    ])

    /// An empty table.
    public init() {}

    /// Adds one address of a server and where it listens.
    public mutating func append(server: String, address: String, listening: String) {
        table.append(texts: [server, address, listening])
    }

    /// The lines of the table.
    public func text(_ style: OutputStyle) -> String { table.rendered(style) }
}
