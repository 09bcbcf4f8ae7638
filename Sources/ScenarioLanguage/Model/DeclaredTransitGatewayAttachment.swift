/// The attachment of a VPC to a transit gateway.
public struct DeclaredTransitGatewayAttachment: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The VPC.
    public var vpc = ""
    /// The subnets whose availability zones are attached; empty for all.
    public var subnets: [String] = []
    /// Whether public names of peers resolve to private addresses.
    public var dnsSupport = true
    /// Whether groups of other attached VPCs can be referred to.
    public var securityGroupReferencingSupport = true
    /// The gateway's route table for packets from here; `nil` for the default one.
    public var routeTable: String?
    /// The route tables that learn the VPC's prefixes; `nil` for the default one.
    public var propagateTo: [String]?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredTransitGatewayAttachment: DeclaredMapping {
    static let table = KeyTable<Self>("transit_gateway_attachment", "The attachment of a VPC to a transit gateway.") {
        Key("vpc", \.vpc, .name, "The VPC.", required: true)
        Key("subnets", \.subnets, .list(.name), "The subnets whose availability zones are attached; empty for all.")
        Key("dns_support", \.dnsSupport, .boolean, "Whether public names of peers resolve to private addresses.")
        Key(
            "security_group_referencing_support", \.securityGroupReferencingSupport, .boolean,
            "Whether groups of other attached VPCs can be referred to.")
        Key(
            "route_table", \.routeTable, .name, "The gateway's route table for packets from here.",
            default: "the default one")
        Key(
            "propagate_to", \.propagateTo, .list(.name), "The route tables that learn the VPC's prefixes.",
            default: "the default one")
    }
}
