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
