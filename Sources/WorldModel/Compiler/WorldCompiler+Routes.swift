import DNSCore
import IPCore
import ScenarioLanguage

/// The route tables of subnets.
extension WorldCompiler {
    /// Fills the route tables; everything that a route may lead to is entered by now.
    mutating func addRoutes() {
        if scenario.vpn?.provider != nil, let vpn = scenario.vpn {
            routeTargets.add(
                RouteTargetElement(target: .tunnel, vpc: nil), named: vpn.name ?? vpn.provider.rawValue, as: "VPN")
        }
        for (vpc, declared) in zip(topology.vpcs.references, scenario.vpcs) {
            for table in declared.routeTables {
                guard let reference = topology.directory.routeTables.element(table.name, from: declared.name) else {
                    continue
                }
                topology.routeTables[reference].routes = routes(of: table, declared, vpc)
            }
        }
        for implicit in implicitTables {
            topology.routeTables[implicit.table].routes = localRoutes(of: implicit.vpc, over: PrefixTable())
        }
    }

    private mutating func routes(
        of table: DeclaredRouteTable, _ declared: DeclaredVPC, _ vpc: Reference<VPC>
    ) -> PrefixTable<Route> {
        var routes = PrefixTable<Route>()
        for route in table.routes {
            guard let target = target(of: route, declared, vpc) else { continue }
            let destination = route.destinationCIDRBlock
            if let first = routes[destination], first.target != target {
                report(
                    .contradiction(
                        "\(table.name) has a route for \(destination) already, to \(first.targetName)"),
                    at: ReportPlace(route.marks, "destination_cidr_block"))
                continue
            }
            routes.insert(Route(destination, to: target, named: route.target), for: destination)
        }
        return localRoutes(of: declared, over: routes)
    }

    /// The local routes of the VPC's blocks, which win over equal prefixes (rule CVPN-ROUTE-10).
    private func localRoutes(of declared: DeclaredVPC, over routes: PrefixTable<Route>) -> PrefixTable<Route> {
        var routes = routes
        for cidr in [declared.cidrBlock] + declared.secondaryCIDRBlocks + [declared.ipv6CIDRBlock].compactMap(\.self) {
            routes.insert(Route(cidr, to: .local, named: "local"), for: cidr)
        }
        return routes
    }

    private mutating func target(
        of route: DeclaredVPCRoute, _ declared: DeclaredVPC, _ vpc: Reference<VPC>
    ) -> RouteTarget? {
        switch route.target {
        case "local": return .local
        case "blackhole": return .blackhole
        default: break
        }
        let place = ReportPlace(route.marks, "target")
        guard
            let element = resolve(
                route.target, in: routeTargets, from: declared.name, kind: "target of a route", at: place)
        else { return nil }
        if let owner = element.vpc, owner != vpc {
            report(
                .contradiction(
                    "\(route.target) belongs to \(topology.vpcs[owner].name): a route of \(declared.name) cannot lead to it"
                ),
                at: place)
            return nil
        }
        return element.target
    }

    // MARK: - Gateway endpoints

    /// Enters routes to gateway endpoints in the tables that these name (rule VPCE-10).
    ///
    /// The prefix lists of a service are too many to hold; what counts in a scenario are the addresses that its public zones
    /// give to the service's names, and those in the endpoint's `ips`.
    mutating func addGatewayEndpointRoutes() {
        for endpoint in gatewayEndpoints {
            let declared = endpoint.declared
            guard !declared.routeTables.isEmpty else { continue }
            let vpc = topology.vpcs[endpoint.vpc].name
            let addresses = declared.ips + publicAddresses(of: PrivateLinkService(named: declared.serviceName))
            for (index, name) in declared.routeTables.enumerated() {
                guard
                    let table = resolve(
                        name, in: topology.directory.routeTables, within: vpc, kind: "route table",
                        at: ReportPlace(declared.marks, "route_tables", index: index))
                else { continue }
                var routes = topology.routeTables[table].routes
                for address in addresses {
                    let prefix = IPPrefix(host: address)
                    guard routes[prefix] == nil else { continue }
                    let target = RouteTarget.gatewayEndpoint(endpoint.element)
                    routes.insert(Route(prefix, to: target, named: endpoint.element), for: prefix)
                }
                topology.routeTables[table].routes = routes
            }
        }
    }

    /// The addresses that the public zones give to the names of a service and to what lies below them.
    private func publicAddresses(of service: PrivateLinkService) -> [IPAddress] {
        var addresses: Set<IPAddress> = []
        let domains = service.names.map { $0.isWildcard ? $0.parent ?? $0 : $0 }
        for (apex, reference) in names.publicZones {
            guard domains.contains(where: { $0.isSubdomain(of: apex) || apex.isSubdomain(of: $0) }) else { continue }
            for node in names.zones[reference].nodes where domains.contains(where: node.name.isSubdomain(of:)) {
                for set in node.rrsets { addresses.formUnion(set.records.compactMap(\.address)) }
            }
        }
        return addresses.sorted()
    }
}
