import IPCore
import ScenarioLanguage

/// A device's route table while it is changed: what is added, what the system does not take, what is taken away.
struct DeviceRouteEditor {
    private let system: SystemRouting
    /// The interface of the tunnel, if there is one.
    private let tunnelInterface: String?
    /// The host prefixes of the device's own addresses on its links.
    var ownAddresses: Set<IPPrefix> = []
    private(set) var rows: [DeviceRoute]
    private(set) var withheld: [WithheldRoute]

    init(
        _ rows: [DeviceRoute], withheld: [WithheldRoute] = [], system: SystemRouting, tunnelInterface: String? = nil
    ) {
        self.rows = rows
        self.withheld = withheld
        self.system = system
        self.tunnelInterface = tunnelInterface
    }

    /// The table as it stands.
    var table: DeviceRouteTable { DeviceRouteTable(rows, withheld: withheld) }

    /// Makes one of the changes that connecting brings.
    mutating func apply(_ change: DeviceRouteChange) {
        switch change {
        case .add(let route, let collision): add(route, collision)
        case .remove(let prefix, let text, let rule):
            let meant = rows.filter { $0.destination == prefix && $0.interface != tunnelInterface }
            remove(meant, text: text, rule: rule)
        case .enforce(let prefix, let text, let rule):
            remove(rows.filter { isEnforced($0, within: prefix) }, text: text, rule: rule)
        }
    }

    /// Adds a route unless the system refuses it for one that it has already.
    mutating func add(_ route: DeviceRoute, _ collision: DeviceRouteChange.Collision) {
        let existing = rows.filter { $0.destination == route.destination }
        if existing.contains(where: { $0.target == route.target && $0.interface == route.interface }) { return }
        let old: DeviceRoute?
        let rule: RuleID
        switch collision {
        case .system(let reason):
            old = existing.first { !system.keepsBoth($0, route) }
            rule = reason
        case .keepsOld(let reason):
            old = existing.first
            rule = reason
        case .replaces:
            rows.removeAll { $0.destination == route.destination && !system.keepsBoth($0, route) }
            old = nil
            rule = .cvpnRoute11
        }
        if let old {
            withhold(
                route,
                "The device already has \(old.destination) through \(old.interface), so \(route.destination) through "
                    + "\(route.interface) is not installed beside it.", rule)
        } else {
            rows.append(route)
        }
    }

    /// Notes a route that is not in force.
    mutating func withhold(_ route: DeviceRoute, _ text: String, _ rule: RuleID) {
        withheld.append(WithheldRoute(route, text: text, rule: rule))
    }

    /// Deletes what `route delete` would delete for a prefix: on Windows all routes, elsewhere the one in force.
    ///
    /// - Parameter prefix: The exact destination.
    /// - Returns: Whether there was one.
    mutating func delete(_ prefix: IPPrefix) -> Bool {
        let matching = rows.indices.filter { rows[$0].destination == prefix }
        guard let first = matching.min(by: { (rows[$0].metric ?? 0, $0) < (rows[$1].metric ?? 0, $1) }) else {
            return false
        }
        if system.os == .windows {
            rows.removeAll { $0.destination == prefix }
        } else {
            rows.remove(at: first)
        }
        return true
    }

    private mutating func remove(_ meant: [DeviceRoute], text: String, rule: RuleID) {
        for route in meant { withhold(route, text, rule) }
        rows.removeAll(where: meant.contains)
    }

    /// Whether client route enforcement takes a row away: a longer one of a link or a person within an enforced prefix.
    ///
    /// What keeps the device itself working stays: loopback, its own addresses, link-local, multicast and broadcast, the
    /// tunnel's rows and the host route of its transport (rules CVPN-CRE-02, CVPN-CRE-04).
    private func isEnforced(_ route: DeviceRoute, within prefix: IPPrefix) -> Bool {
        guard prefix.contains(route.destination), route.destination.length > prefix.length,
            route.interface != tunnelInterface
        else { return false }
        switch route.origin {
        case .connected, .configured, .defaultGateway: return true
        case .linkHost: return !ownAddresses.contains(route.destination)
        case .loopback, .linkLocal, .multicast, .tunnelSubnet, .tunnelHost, .redirectGateway, .endpointHost, .pushed:
            return false
        }
    }
}
