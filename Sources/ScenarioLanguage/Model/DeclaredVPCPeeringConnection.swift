/// A peering connection between two VPCs.
public struct DeclaredVPCPeeringConnection: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What routes call it.
    public var name = ""
    /// The VPC that asked for the connection.
    public var vpc = ""
    /// The VPC that accepted it.
    public var peerVPC = ""
    /// Whether it is in use.
    public var active = true
    /// The options of the first VPC's side.
    public var requester: DeclaredPeeringOptions
    /// The options of the other side.
    public var accepter: DeclaredPeeringOptions

    init(marks: Marks) {
        self.marks = marks
        requester = DeclaredPeeringOptions(marks: marks.child("requester"))
        accepter = DeclaredPeeringOptions(marks: marks.child("accepter"))
    }
}

extension DeclaredVPCPeeringConnection: DeclaredMapping {
    static let table = KeyTable<Self>("vpc_peering_connection", "A peering connection between two VPCs.") {
        Key("name", \.name, .name, "What routes call it.", required: true)
        Key("vpc", \.vpc, .name, "The VPC that asked for the connection.", required: true)
        Key("peer_vpc", \.peerVPC, .name, "The VPC that accepted it.", required: true)
        Key("active", \.active, .boolean, "Whether it is in use.")
        Key("requester", \.requester, .mapping(DeclaredPeeringOptions.self), "The options of the first VPC's side.")
        Key("accepter", \.accepter, .mapping(DeclaredPeeringOptions.self), "The options of the other side.")
    }
}
