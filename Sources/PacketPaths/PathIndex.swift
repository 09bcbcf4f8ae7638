import IPCore
import WorldModel

/// What is looked up on every path, made once for a world.
struct PathIndex: Sendable {
    /// The device's own addresses, those in the tunnel among them.
    let ownAddresses: Set<IPAddress>
    /// The next hops on the device's links.
    let linkGateways: Set<IPAddress>
    /// The networks on the device's links.
    let linkNetworks: PrefixTable<String>
    /// The first of them that overlaps the tunnel's pool.
    let overlappingLink: IPPrefix?
    /// The routes that were pushed or added and are not in force.
    let withheld: PrefixTable<[WithheldRoute]>
    /// The authorization rules; `nil` where the provider has none.
    let authorization: AuthorizationTable?
    /// The route that leads the tunnel's own packets into the tunnel; `nil` where they stay outside.
    let transportRoute: DeviceRoute?
    /// The interface that the tunnel's own packets leave by; `nil` where no route tells.
    let carrier: String?
    /// The networks on premises by prefix.
    let sites: PrefixTable<Reference<OnPremisesNetwork>>
    /// The NAT gateways by public address.
    let natGateways: [IPAddress: Reference<NATGateway>]
    /// The VPCs in which the tunnel ends.
    let tunnelVPCs: Set<Reference<VPC>>
    /// Those of them that advertise the tunnel's pool to their transit gateways (rule IBM-ROUTE-06).
    let advertisingVPCs: Set<Reference<VPC>>

    /// The index of a world.
    init(client: ClientDevice, tunnel: Tunnel?, topology: Topology) {
        ownAddresses = Set(client.interfaces.flatMap { $0.addresses.map(\.address) } + (tunnel?.clientAddresses ?? []))
        linkGateways = Set(client.interfaces.flatMap(\.gateways))
        var networks = PrefixTable<String>()
        for interface in client.interfaces {
            for address in interface.addresses { networks.insert(interface.name, for: address.network) }
        }
        linkNetworks = networks
        overlappingLink = tunnel?.pool.flatMap { pool in
            client.interfaces.flatMap(\.addresses).map(\.network).first { $0.overlaps(pool) }
        }
        var withheld = PrefixTable<[WithheldRoute]>()
        for route in client.routes.withheld {
            let prefix = route.route.destination
            withheld.insert((withheld[prefix] ?? []) + [route], for: prefix)
        }
        self.withheld = withheld
        authorization = tunnel.flatMap { tunnel in
            tunnel.authorizationRules.map { AuthorizationTable($0, userGroups: tunnel.userGroups) }
        }
        transportRoute = tunnel.flatMap { Self.transportRoute(of: $0, in: client.routes) }
        carrier = tunnel.flatMap { Self.carrier(of: $0, in: client.routes) }
        var sites = PrefixTable<Reference<OnPremisesNetwork>>()
        for site in topology.onPremises.references {
            for cidr in topology.onPremises[site].cidrs { sites.insert(site, for: cidr) }
        }
        self.sites = sites
        natGateways = Dictionary(
            topology.natGateways.references.compactMap { gateway in
                topology.natGateways[gateway].publicAddress.map { ($0, gateway) }
            }
        ) { first, _ in first }
        let vpcs = (tunnel?.associations ?? []).compactMap { association -> Reference<VPC>? in
            if case .subnet(let subnet) = association.entry { topology.subnets[subnet].vpc } else { nil }
        }
        tunnelVPCs = Set(vpcs)
        advertisingVPCs = tunnelVPCs.filter { vpc in
            topology.vpcs[vpc].subnets.contains {
                topology.routeTables[topology.subnets[$0].routeTable].advertisesRoutes
            }
        }
    }

    /// The route that catches the tunnel's own packets, if it leads into the tunnel.
    ///
    /// Without a known address of the service only a default route that leads into the tunnel can tell.
    private static func transportRoute(of tunnel: Tunnel, in table: DeviceRouteTable) -> DeviceRoute? {
        let route: DeviceRoute?
        if let endpoint = tunnel.endpointAddresses.first {
            route = table.candidates(for: endpoint).first
        } else {
            let defaults = table.routes.filter { $0.destination == .defaultIPv4 && $0.origin == .pushed }
            route = defaults.first { table.candidates(for: $0.destination.address).first == $0 }
        }
        return route?.interface == tunnel.interface ? route : nil
    }

    /// The interface outside the tunnel with the best route to the service, or with the best default route where the service's
    /// address is not known.
    private static func carrier(of tunnel: Tunnel, in table: DeviceRouteTable) -> String? {
        let endpoint = tunnel.endpointAddresses.first ?? IPPrefix.defaultIPv4.address
        return table.candidates(for: endpoint).first { $0.interface != tunnel.interface }?.interface
    }
}
