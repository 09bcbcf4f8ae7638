import IPCore
public import ScenarioLanguage
public import WorldModel

/// The route tables beyond the device: the endpoint's and a subnet's.
public enum CloudRouteTables {
    /// The endpoint's routes: first those that come with an association, then the others as the scenario lists them.
    ///
    /// Destination, target and origin, as the service's own listing orders and names them (CVPN-ROUTE-07).
    public static func endpoint(_ tunnel: Tunnel, declared: DeclaredVPN, style: OutputStyle) -> String {
        struct Row {
            var route: GatewayRoute
            var position: Int
            var association: Int
        }
        var rows: [Row] = []
        for (association, target) in tunnel.associations.enumerated() {
            for entry in target.routes.entries {
                let route = entry.value
                let isKnown = rows.contains {
                    $0.route.destination == route.destination && $0.route.target == route.target
                }
                if isKnown { continue }
                let position = declared.routes.firstIndex {
                    $0.destinationCIDRBlock == route.destination
                        && ($0.targetSubnet == nil || $0.targetSubnet == route.target
                            || route.target.hasSuffix("/\($0.targetSubnet ?? "")"))
                }
                rows.append(Row(route: route, position: position ?? -1, association: association))
            }
        }
        let ordered = rows.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.position != b.position { return a.position < b.position }
            if a.association != b.association { return a.association < b.association }
            return left.offset < right.offset
        }
        var table = TextTable([.init("destination"), .init("target"), .init("origin")])
        for row in ordered {
            let route = row.element.route
            table.append(texts: [route.destination.description, route.target, route.origin])
        }
        return table.rendered(style)
    }

    /// The routes of a subnet: destination, target and state, local routes first.
    public static func subnet(_ reference: Reference<Subnet>, in topology: Topology, style: OutputStyle) -> String {
        let routes = topology.routeTables[topology.subnets[reference].routeTable].routes.entries.map(\.value)
        var table = TextTable([.init("destination"), .init("target"), .init("state")])
        for route in routes.filter({ $0.target == .local }) + routes.filter({ $0.target != .local }) {
            let state = route.target == .blackhole ? "blackhole" : "active"
            table.append(texts: [route.destination.description, route.targetName, state])
        }
        return table.rendered(style)
    }
}
