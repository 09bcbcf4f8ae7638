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
    /// Rules that stand for access to peered VPCs by default (rule CVPN-FWD-02).
    private(set) var impliedRules: [AuthorizationRule] = []
    /// The CIDR blocks of peered VPCs, if it is in dispute whether a full tunnel reaches them (rule CVPN-FWD-02).
    private(set) var disputedDrops = PrefixTable<AssumptionUse>()

    /// Builds the table and enters the routes into the target networks.
    init(
        _ vpn: DeclaredVPN, networks: inout TargetNetworks, pool: IPPrefix?, in context: inout ProviderContext
    ) {
        let declared = vpn.routes.map { Self.entry($0, of: vpn, networks, pool, in: &context) }
        for index in networks.networks.indices {
            entries += Self.associated(index, of: vpn, networks, beside: declared, in: context.topology)
        }
        entries += declared
        if !vpn.splitTunnel { addPeers(vpn, networks, in: context) }
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
        let names = targets.map { networks.networks[$0].association.name }
        return Entry(
            route: route(destination, origin: origin, target: names.joined(separator: ", ")), targets: targets,
            declared: declared)
    }

    /// A route with source translation in IPv4 and without it in IPv6 (rules CVPN-SNAT-01, CVPN-SNAT-02).
    private static func route(
        _ destination: IPPrefix, origin: DeclaredRouteOrigin, target: String
    ) -> GatewayRoute {
        switch destination.family {
        case .ipv4:
            GatewayRoute(
                destination, action: .translate, origin: origin.rawValue, target: target, rule: .cvpnSNAT01)
        case .ipv6:
            GatewayRoute(destination, action: .deliver, origin: origin.rawValue, target: target, rule: .cvpnSNAT02)
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
            return Entry(
                route: route(cidr, origin: .associate, target: network.association.name), targets: [index],
                declared: nil)
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

    // MARK: - Peered VPCs

    /// Whether a full tunnel reaches peered VPCs without a route of its own is a matter of dispute (rule CVPN-FWD-02).
    private mutating func addPeers(_ vpn: DeclaredVPN, _ networks: TargetNetworks, in context: ProviderContext) {
        let isImplicit = context.scenario.assumptions.fullTunnelImplicitPeer
        let assumption = AssumptionUse(
            key: "assumptions.full_tunnel_implicit_peer", value: String(isImplicit), rule: .cvpnFWD02)
        for (index, network) in networks.networks.enumerated() {
            guard let subnet = network.subnet else { continue }
            for cidr in Self.peerCIDRs(of: context.topology.subnets[subnet].vpc, in: context.topology)
            where vpn.families.contains(cidr.family) {
                guard isImplicit else {
                    disputedDrops.insert(assumption, for: cidr)
                    continue
                }
                if entries.contains(where: { $0.route.destination == cidr && $0.targets.contains(index) }) { continue }
                var route = Self.route(cidr, origin: .addRoute, target: network.association.name)
                route.assumption = assumption
                entries.append(Entry(route: route, targets: [index], declared: nil))
                let rule = AuthorizationRule(network: cidr, group: nil)
                if !impliedRules.contains(rule) { impliedRules.append(rule) }
            }
        }
    }

    private static func peerCIDRs(of vpc: Reference<VPC>, in topology: Topology) -> [IPPrefix] {
        (topology.peeringsByVPC[vpc] ?? []).flatMap { reference -> [IPPrefix] in
            let peering = topology.peerings[reference]
            guard peering.isActive else { return [] }
            return topology.vpcs[peering.requester == vpc ? peering.accepter : peering.requester].cidrs
        }
    }
}
