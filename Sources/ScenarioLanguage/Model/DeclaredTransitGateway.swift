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
