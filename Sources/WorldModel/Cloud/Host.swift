public import IPCore

/// The network that an address stands in.
public enum NetworkLocation: Hashable, Sendable {
    /// A VPC.
    case vpc(Reference<VPC>)
    /// The client's own LAN.
    case local
    /// The internet.
    case internet
    /// A network on premises.
    case onPremises(Reference<OnPremisesNetwork>)
}

/// Something with an address: an instance, an endpoint's address, a name server, a declared host.
public struct Host: Hashable, Sendable {
    /// The element in paths, as the example of the language writes it: the bare name.
    public var element: String
    /// Where it stands.
    public var network: NetworkLocation
    /// Its subnet, for one in a VPC.
    public var subnet: Reference<Subnet>?
    /// Its addresses there.
    public var addresses: [IPAddress]
    /// Its public address, reachable through the internet gateway.
    public var publicAddress: IPAddress?
    /// Its security groups; `nil`: not filtered (a † default when the key was left out).
    public var securityGroups: [Reference<SecurityGroup>]?
    /// The ports that accept; `nil` for all.
    public var ports: Set<Int>?
    /// The name server behind port 53.
    public var nameServer: Reference<NameServer>?
    /// Its key path.
    public var keyPath: String

    /// A host.
    public init(
        element: String, network: NetworkLocation, subnet: Reference<Subnet>?, addresses: [IPAddress],
        publicAddress: IPAddress?, securityGroups: [Reference<SecurityGroup>]?, ports: Set<Int>?,
        nameServer: Reference<NameServer>?, keyPath: String
    ) {
        self.element = element
        self.network = network
        self.subnet = subnet
        self.addresses = addresses
        self.publicAddress = publicAddress
        self.securityGroups = securityGroups
        self.ports = ports
        self.nameServer = nameServer
        self.keyPath = keyPath
    }
}

/// Everything that a packet can pass or reach.
public struct Topology: Sendable {
    /// The VPCs.
    public var vpcs = Table<VPC>()
    /// Their subnets.
    public var subnets = Table<Subnet>()
    /// Their route tables.
    public var routeTables = Table<RouteTable>()
    /// Their security groups.
    public var securityGroups = Table<SecurityGroup>()
    /// Their network ACLs.
    public var networkACLs = Table<NetworkACL>()
    /// Their NAT gateways.
    public var natGateways = Table<NATGateway>()
    /// The peering connections.
    public var peerings = Table<PeeringConnection>()
    /// The transit gateways.
    public var transitGateways = Table<TransitGateway>()
    /// The networks on premises.
    public var onPremises = Table<OnPremisesNetwork>()
    /// Everything that has an address.
    public var hosts = Table<Host>()
    /// The hosts of each network by address.
    public var hostsByAddress: [NetworkLocation: [IPAddress: Reference<Host>]] = [:]
    /// Hosts in a VPC by their public address, as the internet sees them.
    public var hostsByPublicAddress: [IPAddress: Reference<Host>] = [:]
    /// The VPCs by their CIDR blocks; several may have the same.
    public var vpcsByPrefix = PrefixTable<[Reference<VPC>]>()
    /// The peering connections of each VPC.
    public var peeringsByVPC: [Reference<VPC>: [Reference<PeeringConnection>]] = [:]
    /// The transit gateways that each VPC is attached to.
    public var transitGatewaysByVPC: [Reference<VPC>: [Reference<TransitGateway>]] = [:]
    /// The networks on premises behind each VPC's virtual private gateway, by their CIDR blocks.
    public var onPremisesByVPC: [Reference<VPC>: PrefixTable<Reference<OnPremisesNetwork>>] = [:]
    /// The elements by name.
    public var directory = ElementDirectory()

    /// An empty topology.
    public init() {}

    /// The host at an address of a network, or `nil` when nothing declares it.
    public func host(at address: IPAddress, in network: NetworkLocation) -> Reference<Host>? {
        hostsByAddress[network]?[address]
    }

    /// The VPC whose CIDR blocks hold the address, the first if several do, or `nil`.
    ///
    /// The longest CIDR block wins where one VPC's block lies in another's. O(prefix length).
    public func vpc(containing address: IPAddress) -> Reference<VPC>? {
        vpcsByPrefix.longestMatch(for: address)?.value.first
    }

    /// All VPCs whose CIDR blocks hold the address, those with the longest block first.
    ///
    /// O(prefix length).
    public func vpcs(containing address: IPAddress) -> [Reference<VPC>] {
        vpcsByPrefix.matches(for: address).reversed().flatMap(\.value)
    }
}
