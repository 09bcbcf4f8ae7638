public import IPCore

/// A static route of a transit gateway.
public struct DeclaredTransitGatewayRoute: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The prefix that the route is for.
    public var destinationCIDRBlock = IPPrefix.defaultIPv4
    /// The VPC, on-premises network or peer gateway that it leads to.
    public var attachment: String?
    /// Whether matching packets are dropped.
    public var blackhole = false

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredTransitGatewayRoute: DeclaredMapping {
    static let table = KeyTable<Self>(
        "transit_gateway_route", "A static route of a transit gateway.", rules: [.oneOf(["attachment", "blackhole"])]
    ) {
        Key(
            "destination_cidr_block", \.destinationCIDRBlock, .prefix, "The prefix that the route is for.",
            required: true)
        Key("attachment", \.attachment, .name, "The VPC, on-premises network or peer gateway that it leads to.")
        Key("blackhole", \.blackhole, .boolean, "Whether matching packets are dropped.")
    }
}
