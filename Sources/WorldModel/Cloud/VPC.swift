public import IPCore

/// A virtual private cloud.
public struct VPC: Sendable {
    /// Its name, also its element in paths.
    public var name: String
    /// The primary IPv4 CIDR block.
    public var primaryCIDR: IPPrefix
    /// All CIDR blocks, primary first, IPv6 last.
    public var cidrs: [IPPrefix]
    /// The region.
    public var region: String
    /// The key path of the region when it was assumed; `nil` when the scenario gives it.
    public var assumedRegionKey: String?
    /// `enableDnsSupport`.
    public var hasDNSSupport: Bool
    /// `enableDnsHostnames`.
    public var hasDNSHostnames: Bool
    /// Whether the autodefined reverse rules exist.
    public var hasAutodefinedReverse: Bool
    /// Whether queries pass while DNS Firewall does not answer (rule R53-FW-04).
    public var firewallFailsOpen = false
    /// Its subnets.
    public var subnets: [Reference<Subnet>]
    /// The internet gateway's element, `vpc/igw`.
    public var internetGateway: String?
    /// The addresses of the provider's resolver that answer from within: VPC+2, 169.254.169.253, fd00:ec2::253.
    public var resolverAddresses: [IPAddress]
    /// The provider's resolver as a name server.
    public var resolver: Reference<NameServer>?
    /// The provider's resolvers by the addresses at which they answer from within.
    public var resolversByAddress: [IPAddress: Reference<NameServer>] = [:]
    /// The rule that puts the resolvers there.
    public var resolverRule = RuleID.vpcDNS01
    /// Its key path, `vpcs[resolver-vpc]`.
    public var keyPath: String
    /// Keys of address `subnet prefix` for finding the subnet of an address.
    public var subnetTable: PrefixTable<Reference<Subnet>>

    /// A VPC.
    public init(
        name: String, primaryCIDR: IPPrefix, cidrs: [IPPrefix], region: String, assumedRegionKey: String?,
        hasDNSSupport: Bool, hasDNSHostnames: Bool, hasAutodefinedReverse: Bool, subnets: [Reference<Subnet>],
        internetGateway: String?, resolverAddresses: [IPAddress], resolver: Reference<NameServer>?, keyPath: String,
        subnetTable: PrefixTable<Reference<Subnet>>
    ) {
        self.name = name
        self.primaryCIDR = primaryCIDR
        self.cidrs = cidrs
        self.region = region
        self.assumedRegionKey = assumedRegionKey
        self.hasDNSSupport = hasDNSSupport
        self.hasDNSHostnames = hasDNSHostnames
        self.hasAutodefinedReverse = hasAutodefinedReverse
        self.subnets = subnets
        self.internetGateway = internetGateway
        self.resolverAddresses = resolverAddresses
        self.resolver = resolver
        self.keyPath = keyPath
        self.subnetTable = subnetTable
    }

    /// Whether one of the CIDR blocks holds the address.
    public func contains(_ address: IPAddress) -> Bool { cidrs.contains { $0.contains(address) } }

    /// The provider's resolver that answers at an address from within, or `nil`.
    public func resolver(at address: IPAddress) -> Reference<NameServer>? {
        resolversByAddress[address] ?? (resolverAddresses.contains(address) ? resolver : nil)
    }
}

/// A subnet of a VPC.
public struct Subnet: Sendable {
    /// Its element in paths, `vpn-vpc/vpn-a`.
    public var element: String
    /// Its own name.
    public var name: String
    /// Its VPC.
    public var vpc: Reference<VPC>
    /// Its IPv4 CIDR block, and the IPv6 one if any.
    public var cidrs: [IPPrefix]
    /// The availability zone in full, `ap-southeast-2a`.
    public var availabilityZone: String
    /// The element of the zone, `resolver-vpc/a`, as faults name it.
    public var zoneElement: String
    /// Its route table.
    public var routeTable: Reference<RouteTable>
    /// Whether the resolver makes AAAA records of A records for those who ask from here (rule VPC-DNS-10).
    public var hasDNS64 = false
    /// Its network ACL; `nil` allows all.
    public var networkACL: Reference<NetworkACL>?
    /// Its key path.
    public var keyPath: String

    /// A subnet.
    public init(
        element: String, name: String, vpc: Reference<VPC>, cidrs: [IPPrefix], availabilityZone: String,
        zoneElement: String, routeTable: Reference<RouteTable>, networkACL: Reference<NetworkACL>?, keyPath: String
    ) {
        self.element = element
        self.name = name
        self.vpc = vpc
        self.cidrs = cidrs
        self.availabilityZone = availabilityZone
        self.zoneElement = zoneElement
        self.routeTable = routeTable
        self.networkACL = networkACL
        self.keyPath = keyPath
    }
}

/// Where a route of a subnet's table leads.
public enum RouteTarget: Hashable, Sendable {
    /// Within the VPC.
    case local
    /// Nowhere.
    case blackhole
    /// The VPC's internet gateway.
    case internetGateway
    /// A NAT gateway.
    case natGateway(Reference<NATGateway>)
    /// The VPC's virtual private gateway, to the networks on premises attached to the VPC.
    case vpnGateway
    /// A peering connection.
    case peering(Reference<PeeringConnection>)
    /// A transit gateway.
    case transitGateway(Reference<TransitGateway>)
    /// A gateway endpoint for a service.
    case gatewayEndpoint(String)
    /// An instance that forwards.
    case instance(Reference<Host>)
    /// The VPN's gateway (Alibaba).
    case tunnel
}

/// A route of a subnet's table.
public struct Route: Hashable, Sendable {
    /// The destination.
    public var destination: IPPrefix
    /// Where it leads.
    public var target: RouteTarget
    /// The target as the scenario writes it.
    public var targetName: String

    /// A route.
    public init(_ destination: IPPrefix, to target: RouteTarget, named targetName: String) {
        self.destination = destination
        self.target = target
        self.targetName = targetName
    }
}

/// A route table of a VPC.
public struct RouteTable: Sendable {
    /// Its element, `vpn-vpc/vpn-rt`; for an implicit main table `VPC/main`.
    public var element: String
    /// The routes by longest prefix; the local routes of the VPC's CIDR blocks are among them.
    public var routes: PrefixTable<Route>
    /// IBM: whether routes of the VPN server are accepted, so that delivered packets' answers find back.
    public var acceptsVPNRoutes: Bool
    /// IBM: whether routes are advertised to a transit gateway.
    public var advertisesRoutes: Bool
    /// Its key path, or that of the VPC for an implicit one.
    public var keyPath: String

    /// A route table.
    public init(
        element: String, routes: PrefixTable<Route>, acceptsVPNRoutes: Bool, advertisesRoutes: Bool, keyPath: String
    ) {
        self.element = element
        self.routes = routes
        self.acceptsVPNRoutes = acceptsVPNRoutes
        self.advertisesRoutes = advertisesRoutes
        self.keyPath = keyPath
    }
}

/// A NAT gateway.
public struct NATGateway: Hashable, Sendable {
    /// Its element, `vpc/nat`.
    public var element: String
    /// The subnet it stands in, whose route table leads on.
    public var subnet: Reference<Subnet>
    /// Its public address.
    public var publicAddress: IPAddress?

    /// A NAT gateway.
    public init(element: String, subnet: Reference<Subnet>, publicAddress: IPAddress?) {
        self.element = element
        self.subnet = subnet
        self.publicAddress = publicAddress
    }
}
