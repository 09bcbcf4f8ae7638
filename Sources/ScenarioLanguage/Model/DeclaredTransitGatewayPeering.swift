/// A peering between two transit gateways.
public struct DeclaredTransitGatewayPeering: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The other gateway.
    public var peerTransitGateway = ""

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredTransitGatewayPeering: DeclaredMapping {
    static let table = KeyTable<Self>("transit_gateway_peering", "A peering between two transit gateways.") {
        Key("peer_transit_gateway", \.peerTransitGateway, .name, "The other gateway.", required: true)
    }
}
