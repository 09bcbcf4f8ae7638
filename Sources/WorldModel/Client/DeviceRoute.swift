public import IPCore

/// Where a route of the device leads.
public enum DeviceRouteTarget: Hashable, Sendable {
    /// Straight onto the link: ARP or neighbour discovery finds the destination.
    case onLink
    /// By way of this next hop.
    case gateway(IPAddress)
    /// To the device itself; tables print 127.0.0.1 for the loopback network, else the destination's own address.
    case ownAddress
}

/// Why a route stands in the device's table; also decides how the table is printed.
public enum DeviceRouteOrigin: Hashable, Sendable {
    /// The loopback network and the loopback host row.
    case loopback
    /// The link's own prefix, out of an interface's address.
    case connected
    /// A host row that an operating system keeps by itself on a link (macOS: gateway and own address).
    case linkHost
    /// 169.254.0.0/16 on a link.
    case linkLocal
    /// Multicast and broadcast rows.
    case multicast
    /// The default route out of an interface's gateway.
    case defaultGateway
    /// A static route of `client.routes`, or one of `client.route_changes`.
    case configured
    /// The session's own subnet, by the client's own tunnel address.
    case tunnelSubnet
    /// The host row of the tunnel's own address, or (topology net30) that of its peer by way of the own address.
    case tunnelHost
    /// A half of the address space that a full tunnel pushes.
    case redirectGateway
    /// The host route that keeps the tunnel's own packets outside it.
    case endpointHost
    /// A route that the VPN pushed.
    case pushed
}

/// One row of the device's route table.
public struct DeviceRoute: Hashable, Sendable {
    /// The destination.
    public var destination: IPPrefix
    /// Where it leads.
    public var target: DeviceRouteTarget
    /// The interface by name.
    public var interface: String
    /// The metric as the system prints it, on Windows the sum of the route's and the interface's; `nil` where there is none.
    public var metric: Int?
    /// Why it is there.
    public var origin: DeviceRouteOrigin
    /// The rule that put it there.
    public var rule: RuleID?
    /// What it being there, or withheld, leans on; listed when the route decides.
    public var assumption: AssumptionUse?

    /// A row.
    public init(
        _ destination: IPPrefix, _ target: DeviceRouteTarget, interface: String, metric: Int? = nil,
        origin: DeviceRouteOrigin, rule: RuleID? = nil, assumption: AssumptionUse? = nil
    ) {
        self.destination = destination
        self.target = target
        self.interface = interface
        self.metric = metric
        self.origin = origin
        self.rule = rule
        self.assumption = assumption
    }
}

/// A route that a VPN pushed or a scenario added, or that the device had before, and that is not in force, with the reason.
public struct WithheldRoute: Hashable, Sendable {
    /// The route as it would stand.
    public var route: DeviceRoute
    /// Why it is not in the table, a whole sentence.
    public var text: String
    /// The rule.
    public var rule: RuleID

    /// A withheld route.
    public init(_ route: DeviceRoute, text: String, rule: RuleID) {
        self.route = route
        self.text = text
        self.rule = rule
    }
}

/// The device's route table in one state.
public struct DeviceRouteTable: Sendable {
    /// The rows in the order of OVPN-NETSTAT-03: ascending destination, for the same address the longer prefix first.
    public let routes: [DeviceRoute]
    /// What was pushed, added or there before and is not in force.
    public let withheld: [WithheldRoute]
    private let table: PrefixTable<[DeviceRoute]>

    /// A table of the given rows.
    public init(_ routes: [DeviceRoute], withheld: [WithheldRoute] = []) {
        var table = PrefixTable<[DeviceRoute]>()
        for route in routes { table.insert((table[route.destination] ?? []) + [route], for: route.destination) }
        self.table = table
        self.withheld = withheld
        self.routes = routes.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.destination.address != b.destination.address { return a.destination.address < b.destination.address }
            if a.destination.length != b.destination.length { return a.destination.length > b.destination.length }
            if a.metric != b.metric { return (a.metric ?? 0) < (b.metric ?? 0) }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// All routes that match, the one in force first, then those that lose to it (shorter prefix or higher metric).
    ///
    /// Longest prefix first, then the lowest metric, then the order of installation (rule OVPN-NETSTAT-09).
    public func candidates(for destination: IPAddress) -> [DeviceRoute] {
        table.matches(for: destination).reversed().flatMap { match in
            match.value.enumerated().sorted { left, right in
                let (a, b) = (left.element.metric ?? 0, right.element.metric ?? 0)
                return a == b ? left.offset < right.offset : a < b
            }.map(\.element)
        }
    }
}
