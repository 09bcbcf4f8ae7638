import IPCore
import ScenarioLanguage

/// The target networks of a VPN, resolved, with the gateway's addresses there.
struct TargetNetworks {
    /// One association.
    struct Network {
        /// What the scenario declares.
        var declared: DeclaredAssociation
        /// What packets enter the cloud by, without routes.
        var association: TargetNetworkAssociation
        /// The subnet; `nil` for a network on premises.
        var subnet: Reference<Subnet>?
    }

    /// The associations that could be resolved, in order.
    private(set) var networks: [Network] = []

    /// Resolves the associations, complaining of what leads nowhere or lies outside its subnet.
    ///
    /// - Parameters:
    ///   - vpn: The VPN.
    ///   - allowsOnPremises: Whether an association may name a network on premises.
    ///   - context: The networks, and where the complaints go.
    init(_ vpn: DeclaredVPN, allowsOnPremises: Bool = false, in context: inout ProviderContext) {
        for declared in vpn.associations {
            let directory = context.topology.directory
            if allowsOnPremises, directory.subnets.element(declared.subnet) == nil,
                let network = directory.onPremises.element(declared.subnet)
            {
                networks.append(Self.onPremises(network, declared, in: context))
                continue
            }
            let kind = allowsOnPremises ? "subnet or on-premises network" : "subnet"
            guard
                let subnet = context.resolve(
                    declared.subnet, in: directory.subnets, kind: kind, at: declared.marks.position(of: "subnet"))
            else { continue }
            networks.append(Self.inSubnet(subnet, declared, in: &context))
        }
    }

    private static func inSubnet(
        _ reference: Reference<Subnet>, _ declared: DeclaredAssociation, in context: inout ProviderContext
    ) -> Network {
        let subnet = context.topology.subnets[reference]
        for (address, position) in Self.declaredAddresses(declared)
        where !subnet.cidrs.contains(where: { $0.contains(address) }) {
            let prefix = subnet.cidrs.first { $0.family == address.family } ?? subnet.cidrs.first
            if let prefix {
                context.report(
                    .addressOutsideSubnet(address, subnet: subnet.element, prefix: prefix), at: position)
            }
        }
        return Network(
            declared: declared,
            association: TargetNetworkAssociation(
                name: subnet.name, element: subnet.element, entry: .subnet(reference),
                interfaces: interfaces(declared, in: subnet.cidrs), routes: PrefixTable()),
            subnet: reference)
    }

    private static func onPremises(
        _ reference: Reference<OnPremisesNetwork>, _ declared: DeclaredAssociation, in context: ProviderContext
    ) -> Network {
        let network = context.topology.onPremises[reference]
        return Network(
            declared: declared,
            association: TargetNetworkAssociation(
                name: network.name, element: network.name, entry: .onPremises(reference),
                interfaces: interfaces(declared, in: network.cidrs), routes: PrefixTable()),
            subnet: nil)
    }

    private static func declaredAddresses(_ declared: DeclaredAssociation) -> [(IPAddress, KeyPosition)] {
        var addresses = declared.enis.map { ($0.ip, $0.marks.position(of: "ip")) }
        if let address = declared.eniIP { addresses.append((address, declared.marks.position(of: "eni_ip"))) }
        return addresses
    }

    /// The gateway's addresses in a target network; base+4 of its first IPv4 prefix if the scenario gives none.
    private static func interfaces(_ declared: DeclaredAssociation, in prefixes: [IPPrefix]) -> [GatewayInterface] {
        if !declared.enis.isEmpty {
            return declared.enis.map {
                GatewayInterface(address: $0.ip, publicAddress: $0.publicIP, assumedKey: nil)
            }
        }
        if let address = declared.eniIP {
            return [GatewayInterface(address: address, publicAddress: declared.publicIP, assumedKey: nil)]
        }
        guard
            let address = prefixes.first(where: { $0.family == .ipv4 })?.address.advanced(by: 4)
                ?? prefixes.first?
                .address.advanced(by: 4)
        else { return [] }
        return [
            GatewayInterface(
                address: address, publicAddress: declared.publicIP,
                assumedKey: declared.marks.keyPath(of: "eni_ip"))
        ]
    }

    /// The positions in `networks` of those that a route's target names; all of them if it names none.
    ///
    /// A route to a network that is not associated is refused under `rule`.
    func targets(of route: DeclaredEndpointRoute, rule: RuleID, in context: inout ProviderContext) -> [Int] {
        guard let name = route.targetSubnet else { return Array(networks.indices) }
        let position = route.marks.position(of: "target_subnet")
        if let network = networks.firstIndex(where: {
            $0.subnet == nil && ($0.declared.subnet == name || $0.association.name == name)
        }) {
            return [network]
        }
        guard
            let subnet = context.resolve(
                name, in: context.topology.directory.subnets, kind: "subnet", at: position)
        else { return [] }
        let targets = networks.indices.filter { networks[$0].subnet == subnet }
        if targets.isEmpty { context.refuse(rule, "\(name) is not associated with the VPN", at: position) }
        return targets
    }

    /// Enters a route for one association, whose name becomes the route's target unless it leads to other clients.
    mutating func insert(_ route: GatewayRoute, at index: Int) {
        var route = route
        if route.action != .clientToClient { route.target = networks[index].association.name }
        networks[index].association.routes.insert(route, for: route.destination)
    }

    /// The associations that a client may land on: all, or the one that `landed_on` pins.
    func landings(_ vpn: DeclaredVPN, in context: inout ProviderContext) -> [TargetNetworkAssociation] {
        let all = networks.map(\.association)
        guard let name = vpn.landedOn else { return all }
        let position = vpn.marks.position(of: "landed_on")
        if let network = networks.first(where: { $0.declared.subnet == name || $0.association.element == name }) {
            return [network.association]
        }
        guard
            let subnet = context.resolve(
                name, in: context.topology.directory.subnets, kind: "subnet", at: position)
        else { return all }
        guard let network = networks.first(where: { $0.subnet == subnet }) else {
            context.report(
                .danglingReference(kind: "association", name: name, nearest: networks.map(\.association.name)),
                at: position)
            return all
        }
        return [network.association]
    }

    /// The VPCs of the target networks, in order, each once.
    func vpcs(in topology: Topology) -> [Reference<VPC>] {
        var seen: Set<Reference<VPC>> = []
        return networks.compactMap { $0.subnet.map { topology.subnets[$0].vpc } }.filter { seen.insert($0).inserted }
    }
}
