/// The elements of the networks by name, for the references of a scenario and of a command line.
public struct ElementDirectory: Sendable {
    /// VPCs.
    public var vpcs = ReferenceIndex<Reference<VPC>>()
    /// Subnets; their parent is the VPC.
    public var subnets = ReferenceIndex<Reference<Subnet>>()
    /// Route tables of VPCs, implicit main tables among them as `VPC/main` if no other has that name.
    public var routeTables = ReferenceIndex<Reference<RouteTable>>()
    /// Security groups; their parent is the VPC.
    public var securityGroups = ReferenceIndex<Reference<SecurityGroup>>()
    /// Network ACLs; their parent is the VPC.
    public var networkACLs = ReferenceIndex<Reference<NetworkACL>>()
    /// Peering connections.
    public var peerings = ReferenceIndex<Reference<PeeringConnection>>()
    /// Transit gateways.
    public var transitGateways = ReferenceIndex<Reference<TransitGateway>>()
    /// Networks on premises.
    public var onPremises = ReferenceIndex<Reference<OnPremisesNetwork>>()
    /// What can ask and connect: instances, declared hosts, DNS servers; the parent is the VPC or network.
    public var hosts = ReferenceIndex<Reference<Host>>()

    /// A directory without elements.
    public init() {}
}
