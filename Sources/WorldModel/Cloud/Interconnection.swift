public import IPCore

/// A peering connection between two VPCs.
public struct PeeringConnection: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The requester.
    public var requester: Reference<VPC>
    /// The accepter.
    public var accepter: Reference<VPC>
    /// Whether it is active.
    public var isActive: Bool
    /// The requester's side lets the accepter resolve its public names to private addresses.
    public var requesterAllowsDNS: Bool
    /// The accepter's side lets the requester do so.
    public var accepterAllowsDNS: Bool

    /// A peering connection.
    public init(
        name: String, requester: Reference<VPC>, accepter: Reference<VPC>, isActive: Bool, requesterAllowsDNS: Bool,
        accepterAllowsDNS: Bool
    ) {
        self.name = name
        self.requester = requester
        self.accepter = accepter
        self.isActive = isActive
        self.requesterAllowsDNS = requesterAllowsDNS
        self.accepterAllowsDNS = accepterAllowsDNS
    }
}

/// Where a route of a transit gateway leads.
public enum TransitGatewayTarget: Hashable, Sendable {
    /// The attachment of a VPC.
    case vpc(Reference<VPC>)
    /// The attachment of a network on premises.
    case onPremises(Reference<OnPremisesNetwork>)
    /// A peered transit gateway.
    case peer(Reference<TransitGateway>)
    /// Nowhere.
    case blackhole
}

/// The attachment of a VPC to a transit gateway.
public struct TransitGatewayAttachment: Sendable {
    /// The VPC.
    public var vpc: Reference<VPC>
    /// The availability zones in which the attachment has a subnet; `nil` for all zones of the VPC.
    public var availabilityZones: Set<String>?
    /// Whether DNS support is on.
    public var hasDNSSupport: Bool
    /// Whether security groups may be referenced across.
    public var hasSecurityGroupReferencing: Bool
    /// The index of the route table that the attachment is associated with.
    public var routeTable: Int

    /// An attachment.
    public init(
        vpc: Reference<VPC>, availabilityZones: Set<String>?, hasDNSSupport: Bool, hasSecurityGroupReferencing: Bool,
        routeTable: Int
    ) {
        self.vpc = vpc
        self.availabilityZones = availabilityZones
        self.hasDNSSupport = hasDNSSupport
        self.hasSecurityGroupReferencing = hasSecurityGroupReferencing
        self.routeTable = routeTable
    }
}

/// A transit gateway.
public struct TransitGateway: Sendable {
    /// Its name.
    public var name: String
    /// Whether DNS support is on.
    public var hasDNSSupport: Bool
    /// The attachments of VPCs.
    public let attachments: [TransitGatewayAttachment]
    /// The networks on premises attached, with the index of their route table.
    public var onPremises: [Reference<OnPremisesNetwork>: Int]
    /// The peered gateways.
    public var peers: [Reference<TransitGateway>]
    /// The route tables with propagated and static routes; the first is the default one.
    public var routeTables: [PrefixTable<TransitGatewayTarget>]
    /// The names of the route tables.
    public var routeTableNames: [String]
    /// The position in `attachments` of each VPC attached.
    public let attachmentIndexes: [Reference<VPC>: Int]

    /// A transit gateway.
    public init(
        name: String, hasDNSSupport: Bool, attachments: [TransitGatewayAttachment],
        onPremises: [Reference<OnPremisesNetwork>: Int], peers: [Reference<TransitGateway>],
        routeTables: [PrefixTable<TransitGatewayTarget>], routeTableNames: [String]
    ) {
        self.name = name
        self.hasDNSSupport = hasDNSSupport
        self.attachments = attachments
        self.onPremises = onPremises
        self.peers = peers
        self.routeTables = routeTables
        self.routeTableNames = routeTableNames
        attachmentIndexes = Dictionary(attachments.enumerated().map { ($1.vpc, $0) }) { first, _ in first }
    }

    /// The attachment of a VPC, or `nil` if it is not attached.
    public func attachment(of vpc: Reference<VPC>) -> TransitGatewayAttachment? {
        attachmentIndexes[vpc].map { attachments[$0] }
    }
}

/// A network on premises, behind a VPN or Direct Connect.
public struct OnPremisesNetwork: Sendable {
    /// Its name.
    public var name: String
    /// Its CIDR blocks.
    public var cidrs: [IPPrefix]
    /// Where its connection ends.
    public var attachment: Attachment
    /// What it routes back to the cloud.
    public var returnRoutes: PrefixSet
    /// The key path of the return routes when they were assumed; `nil` when the scenario gives them.
    public var assumedReturnKey: String?

    /// The cloud's end of the connection.
    public enum Attachment: Hashable, Sendable {
        /// The virtual private gateway of a VPC.
        case vpc(Reference<VPC>)
        /// A transit gateway.
        case transitGateway(Reference<TransitGateway>)
    }

    /// A network on premises.
    public init(
        name: String, cidrs: [IPPrefix], attachment: Attachment, returnRoutes: PrefixSet, assumedReturnKey: String?
    ) {
        self.name = name
        self.cidrs = cidrs
        self.attachment = attachment
        self.returnRoutes = returnRoutes
        self.assumedReturnKey = assumedReturnKey
    }
}
