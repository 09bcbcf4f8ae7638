import IPCore
import ScenarioLanguage

/// Works out what OpenVPN does to a device's route table (openvpn(8), "redirect-gateway" and "route"; OpenVPN's route.c).
struct OpenVPNRoutePlan {
    /// The device before it connects.
    let device: ClientDevice
    /// The tunnel's interface.
    let interface: String
    /// The metric that the scenario gives the tunnel.
    let metric: Int?
    /// The tunnel's gateway.
    let gateway: IPAddress?
    /// The device's subnet in the tunnel.
    let session: IPPrefix?
    /// The address of the service in use.
    let endpoint: IPAddress?
    /// The rules of the service for what `redirect-gateway` does.
    let rules: Rules

    /// The rules of a service for what `redirect-gateway` does.
    struct Rules: Hashable, Sendable {
        /// For the routes that take everything into the tunnel.
        var redirect: RuleID
        /// For the host route of the service's own address.
        var endpoint: RuleID
        /// For the LAN that goes into the tunnel.
        var blockLocal = RuleID.ovpnGW03
        /// What that leans on.
        var blockLocalAssumption: AssumptionUse?
    }

    /// The changes in the order in which OpenVPN makes them.
    func changes(for options: OpenVPNOptions) -> [DeviceRouteChange] {
        var changes: [DeviceRouteChange] = []
        if let redirect = options.redirect { addRedirect(redirect, to: &changes) }
        for push in options.routes { addRoute(push, metric: options.routeMetric, to: &changes) }
        return changes
    }

    /// The routes that were pushed and that the profile keeps out.
    func withheld(for options: OpenVPNOptions) -> [WithheldRoute] {
        options.dropped.compactMap { dropped in
            guard case .route(let route) = dropped.push.directive else { return nil }
            return WithheldRoute(
                tunnelRoute(route.destination, metric: nil, origin: .pushed, rule: dropped.push.rule),
                text: "The profile has `\(dropped.line)`, so the pushed route \(route.destination) is not installed.",
                rule: .ovpnDNS03)
        }
    }

    // MARK: - redirect-gateway

    private func addRedirect(_ redirect: OpenVPNRedirect, to changes: inout [DeviceRouteChange]) {
        if !redirect.isLocal, let endpoint {
            addBypass(endpoint, origin: .endpointHost, rule: rules.endpoint, to: &changes)
        }
        if redirect.blocksLocal { addBlockLocal(to: &changes) }
        if redirect.bypassesDNS, device.os == .windows {
            for server in device.resolverBefore.servers where !isOnLink(server) {
                addBypass(server, origin: .configured, rule: .ovpnGW02, to: &changes)
            }
        }
        if redirect.replacesDefault, redirect.coversIPv4 {
            if redirect.usesHalves {
                for half in [IPPrefix.defaultIPv4.halves?.lower, IPPrefix.defaultIPv4.halves?.upper] {
                    guard let half else { continue }
                    let row = tunnelRoute(half, metric: nil, origin: .redirectGateway, rule: rules.redirect)
                    changes.append(.add(row, collision: .system(rules.redirect)))
                }
            } else {
                addNewDefault(isBlockLocal: redirect.blocksLocal, to: &changes)
            }
        }
        if redirect.coversIPv6 {
            for prefix in Self.globalIPv6 {
                let row = tunnelRoute(prefix, metric: nil, origin: .redirectGateway, rule: .ovpnGW04)
                changes.append(.add(row, collision: .system(.ovpnGW04)))
            }
        }
    }

    /// Takes the old default route away and puts one into the tunnel in its place (rule OVPN-GW-01).
    private func addNewDefault(isBlockLocal: Bool, to changes: inout [DeviceRouteChange]) {
        let rule = isBlockLocal ? rules.blockLocal : rules.redirect
        changes.append(
            .remove(
                .defaultIPv4,
                text: "OpenVPN replaces the default route: `redirect-gateway` was pushed without `def1`.",
                rule: .ovpnGW01))
        var row = tunnelRoute(.defaultIPv4, metric: nil, origin: .redirectGateway, rule: rule)
        if isBlockLocal { row.assumption = rules.blockLocalAssumption }
        changes.append(.add(row, collision: .replaces))
    }

    /// Covers the LAN by two halves into the tunnel, but for its gateway (rule OVPN-GW-03).
    private func addBlockLocal(to changes: inout [DeviceRouteChange]) {
        guard let way = device.defaultRoute(.ipv4), case .gateway(let lanGateway) = way.target else { return }
        addBypass(lanGateway, origin: .configured, rule: rules.blockLocal, to: &changes)
        for lan in device.links(of: way.interface, .ipv4) {
            guard let halves = lan.halves else { continue }
            for half in [halves.lower, halves.upper] {
                var row = tunnelRoute(half, metric: nil, origin: .redirectGateway, rule: rules.blockLocal)
                row.assumption = rules.blockLocalAssumption
                changes.append(.add(row, collision: .system(rules.blockLocal)))
            }
        }
    }

    /// A host route past the tunnel, by the device's own default gateway.
    private func addBypass(
        _ address: IPAddress, origin: DeviceRouteOrigin, rule: RuleID, to changes: inout [DeviceRouteChange]
    ) {
        guard let way = device.defaultRoute(address.family) else { return }
        let row = DeviceRoute(
            IPPrefix(host: address), way.target, interface: way.interface,
            metric: system.metric(route: nil, interface: linkMetric(way.interface)), origin: origin, rule: rule)
        changes.append(.add(row, collision: .system(rule)))
    }

    private func isOnLink(_ address: IPAddress) -> Bool {
        address.isLoopback
            || device.interfaces.contains { $0.addresses.contains { $0.network.contains(address) } }
    }

    /// What the flag `ipv6` redirects (rule OVPN-GW-04).
    private static let globalIPv6: [IPPrefix] = [0x2000, 0x3000].map {
        IPPrefix(masking: .v6(IPv6Address(bits: $0 << 112)), length: 4)
    }

    // MARK: - route

    private func addRoute(_ push: OpenVPNPush, metric: Int?, to changes: inout [DeviceRouteChange]) {
        guard case .route(let route) = push.directive else { return }
        var row: DeviceRoute
        switch route.gateway {
        case .tunnel:
            row = tunnelRoute(
                route.destination, metric: route.metric ?? metric, origin: .pushed, rule: push.rule)
        case .device:
            guard let way = device.defaultRoute(route.destination.family) else { return }
            row = DeviceRoute(
                route.destination, way.target, interface: way.interface,
                metric: system.metric(route: route.metric, interface: linkMetric(way.interface)), origin: .pushed,
                rule: push.rule)
        case .address(let address):
            row = tunnelRoute(
                route.destination, metric: route.metric ?? metric, origin: .pushed, rule: push.rule)
            row.target = .gateway(address)
            if session?.contains(address) != true, let link = device.link(to: address) {
                row.interface = link
                row.metric = system.metric(route: route.metric, interface: linkMetric(link))
            }
        }
        row.assumption = push.assumption
        changes.append(.add(row, collision: push.collision))
    }

    /// A row into the tunnel; IPv6 needs no next hop on a tunnel's interface.
    private func tunnelRoute(
        _ destination: IPPrefix, metric: Int?, origin: DeviceRouteOrigin, rule: RuleID?
    ) -> DeviceRoute {
        let target: DeviceRouteTarget =
            if let gateway, gateway.family == destination.family { .gateway(gateway) } else { .onLink }
        return DeviceRoute(
            destination, target, interface: interface,
            metric: system.metric(
                route: metric, interface: system.interfaceMetric(self.metric, isTunnel: true)),
            origin: origin, rule: rule)
    }

    private var system: SystemRouting { SystemRouting(os: device.os) }

    private func linkMetric(_ name: String) -> Int? {
        system.interfaceMetric(device.interfaces.first { $0.name == name }?.metric)
    }
}

extension ClientDevice {
    /// The default route in force before connecting, or `nil`.
    func defaultRoute(_ family: AddressFamily) -> DeviceRoute? {
        routesBefore.routes.filter { $0.destination.isDefault && $0.destination.family == family }
            .min { ($0.metric ?? 0) < ($1.metric ?? 0) }
    }

    /// The prefixes of an interface.
    func links(of interface: String, _ family: AddressFamily) -> [IPPrefix] {
        interfaces.filter { $0.name == interface }.flatMap(\.addresses).map(\.network).filter { $0.family == family }
    }

    /// The interface whose own prefix an address is in, or `nil`.
    func link(to address: IPAddress) -> String? {
        interfaces.first { $0.addresses.contains { $0.network.contains(address) } }?.name
    }
}
