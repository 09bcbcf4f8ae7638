import IPCore
import ScenarioLanguage

/// The route table of a Client VPN endpoint, with the routes that associating a subnet adds (rule CVPN-ROUTE-07).
struct AWSEndpointRoutes {
    /// A route and the associations that it leads to.
    struct Entry {
        /// The route.
        var route: GatewayRoute
        /// Positions in `TargetNetworks.networks`.
        var targets: [Int]
        /// The declaration; `nil` for a route that an association added.
        var declared: DeclaredEndpointRoute?
    }

    /// The table in the order in which it is shown: what the associations added, then what is declared.
    private(set) var entries: [Entry] = []

    /// Builds the table and enters the routes into the target networks.
    init(
        _ vpn: DeclaredVPN, networks: inout TargetNetworks, pool: IPPrefix?, in context: inout ProviderContext
    ) {
        let declared = vpn.routes.map { Self.entry($0, of: vpn, networks, pool, in: &context) }
        for index in networks.networks.indices {
            entries += Self.associated(index, of: vpn, networks, beside: declared, in: context.topology)
        }
        entries += declared
        for entry in entries {
            for index in entry.targets { networks.insert(entry.route, at: index) }
        }
    }

    /// The destinations, in order, each once.
    var destinations: [IPPrefix] {
        var seen: Set<IPPrefix> = []
        return entries.map(\.route.destination).filter { seen.insert($0).inserted }
    }

    // MARK: - Routes

    private static func entry(
        _ declared: DeclaredEndpointRoute, of vpn: DeclaredVPN, _ networks: TargetNetworks, _ pool: IPPrefix?,
        in context: inout ProviderContext
    ) -> Entry {
        let destination = declared.destinationCIDRBlock
        if !vpn.families.contains(destination.family) {
            context.refuse(
                .cvpnV604,
                "\(destination) is no route for an endpoint that carries \(vpn.trafficIPAddressType.rawValue)",
                at: declared.marks.position(of: "destination_cidr_block"))
        }
        guard declared.targetSubnet != "local" else {
            checkLocal(declared, pool, in: &context)
            return Entry(
                route: GatewayRoute(
                    destination, action: .clientToClient, origin: declared.origin.rawValue, target: "local",
                    rule: .cvpnRoute09),
                targets: Array(networks.networks.indices), declared: declared)
        }
        let targets = networks.targets(of: declared, rule: .cvpnAssoc02, in: &context)
        let isVPC = targets.contains { index in
            networks.networks[index].subnet.map { vpcCIDR(of: $0, destination.family, in: context.topology) }
                == destination
        }
        let origin: DeclaredRouteOrigin = isVPC && !declared.marks.isSet("origin") ? .associate : declared.origin
        return Entry(route: route(destination, origin: origin), targets: targets, declared: declared)
    }

    /// A route with source translation in IPv4 and without it in IPv6 (rules CVPN-SNAT-01, CVPN-SNAT-02).
    private static func route(
        _ destination: IPPrefix, origin: DeclaredRouteOrigin
    ) -> GatewayRoute {
        switch destination.family {
        case .ipv4: GatewayRoute(destination, action: .translate, origin: origin.rawValue, rule: .cvpnSNAT01)
        case .ipv6: GatewayRoute(destination, action: .deliver, origin: origin.rawValue, rule: .cvpnSNAT02)
        }
    }

    /// Target `local` is for the client CIDR block (rule CVPN-ROUTE-09).
    private static func checkLocal(
        _ declared: DeclaredEndpointRoute, _ pool: IPPrefix?, in context: inout ProviderContext
    ) {
        guard let pool, declared.destinationCIDRBlock != pool else { return }
        context.refuse(
            .cvpnRoute09,
            "\(declared.destinationCIDRBlock) cannot have the target local: that is for the client CIDR block \(pool)",
            at: declared.marks.position(of: "target_subnet"))
    }

    // MARK: - Associations

    /// The routes that associating a subnet adds and that are not declared: the VPC's primary CIDR block.
    private static func associated(
        _ index: Int, of vpn: DeclaredVPN, _ networks: TargetNetworks, beside declared: [Entry],
        in topology: Topology
    ) -> [Entry] {
        let network = networks.networks[index]
        guard let subnet = network.subnet else { return [] }
        return [AddressFamily.ipv4, .ipv6].compactMap { family in
            guard vpn.families.contains(family), let cidr = vpcCIDR(of: subnet, family, in: topology) else {
                return nil
            }
            if declared.contains(where: { $0.route.destination == cidr && $0.targets.contains(index) }) { return nil }
            return Entry(route: route(cidr, origin: .associate), targets: [index], declared: nil)
        }
    }

    private static func vpcCIDR(
        of subnet: Reference<Subnet>, _ family: AddressFamily, in topology: Topology
    ) -> IPPrefix? {
        let vpc = topology.vpcs[topology.subnets[subnet].vpc]
        switch family {
        case .ipv4: return vpc.primaryCIDR.family == .ipv4 ? vpc.primaryCIDR : nil
        case .ipv6: return vpc.cidrs.first { $0.family == .ipv6 }
        }
    }
}
