/// A peering between two transit gateways.
public struct DeclaredTransitGatewayPeering: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The other gateway.
    public var peerTransitGateway = ""

    init(marks: Marks) { self.marks = marks }
}
