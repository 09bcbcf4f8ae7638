/// The options of one side of a peering connection.
public struct DeclaredPeeringOptions: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Whether the other VPC's public names resolve to private addresses.
    public var allowRemoteVPCDNSResolution = false

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredPeeringOptions: DeclaredMapping {
    static let table = KeyTable<Self>("peering_options", "The options of one side of a peering connection.") {
        Key(
            "allow_remote_vpc_dns_resolution", \.allowRemoteVPCDNSResolution, .boolean,
            "Whether the other VPC's public names resolve to private addresses.")
    }
}
