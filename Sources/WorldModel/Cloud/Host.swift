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
    public var vpcs = Table<VPC>()
    public var subnets = Table<Subnet>()
    public var routeTables = Table<RouteTable>()
    public var securityGroups = Table<SecurityGroup>()
    public var networkACLs = Table<NetworkACL>()
    public var natGateways = Table<NATGateway>()
    public var peerings = Table<PeeringConnection>()
    public var transitGateways = Table<TransitGateway>()
    public var onPremises = Table<OnPremisesNetwork>()
    public var hosts = Table<Host>()
    /// The hosts of each network by address.
    public var hostsByAddress: [NetworkLocation: [IPAddress: Reference<Host>]] = [:]
    /// Hosts in a VPC by their public address, as the internet sees them.
    public var hostsByPublicAddress: [IPAddress: Reference<Host>] = [:]

    /// An empty topology.
    public init() {}

    /// The host at an address of a network, or `nil` when nothing declares it.
    public func host(at address: IPAddress, in network: NetworkLocation) -> Reference<Host>? {
        hostsByAddress[network]?[address]
    }

    /// The VPC whose CIDR blocks hold the address, or `nil`.
    public func vpc(containing address: IPAddress) -> Reference<VPC>? {
        vpcs.references.first { vpcs[$0].contains(address) }
    }
}
