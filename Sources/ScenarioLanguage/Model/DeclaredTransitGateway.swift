public import IPCore

/// A transit gateway.
public struct DeclaredTransitGateway: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Its region; `nil` for that of the networks attached.
    public var region: String?
    /// Its own prefixes.
    public var cidrBlocks: [IPPrefix] = []
    /// Whether public names of peers resolve to private addresses.
    public var dnsSupport = true
    /// The VPCs attached.
    public var attachments: [DeclaredTransitGatewayAttachment] = []
    /// Its route tables; empty for one that everything is propagated to.
    public var routeTables: [DeclaredTransitGatewayRouteTable] = []
    /// Peer gateways.
    public var peerings: [DeclaredTransitGatewayPeering] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredTransitGateway: DeclaredMapping {
    static let table = KeyTable<Self>("transit_gateway", "A transit gateway.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("region", \.region, .name, "Its region.", default: "that of the networks attached")
        Key("cidr_blocks", \.cidrBlocks, .list(.prefix), "Its own prefixes.")
        Key("dns_support", \.dnsSupport, .boolean, "Whether public names of peers resolve to private addresses.")
        Key(
            "attachments", \.attachments, .list(.attachment, unique: .by("vpc", kind: "attachment")),
            "The VPCs attached.")
        Key(
            "route_tables", \.routeTables,
            .list(of: DeclaredTransitGatewayRouteTable.self, unique: .by("name", kind: "route table")),
            "Its route tables; empty for one that everything is propagated to.")
        Key("peerings", \.peerings, .list(of: DeclaredTransitGatewayPeering.self), "Peer gateways.")
    }
}
