import IPCore
import ScenarioLanguage

/// The rows that an operating system keeps by itself, out of its interfaces' addresses and gateways.
struct SystemRoutes {
    private let system: SystemRouting
    private var rows: [DeviceRoute] = []

    private init(_ system: SystemRouting) { self.system = system }

    /// The rows of a device without a tunnel.
    ///
    /// The first interface with a gateway is the primary one. macOS keeps one unscoped route for each prefix, so that of what
    /// every link would have (169.254.0.0/16, multicast, the default route) only the primary's is there.
    static func rows(of interfaces: [DeviceInterface], on system: SystemRouting) -> [DeviceRoute] {
        var routes = SystemRoutes(system)
        let primary = interfaces.first { !$0.gateways.isEmpty } ?? interfaces.first
        routes.addLoopback(hasIPv6: interfaces.contains { $0.addresses.contains { $0.address.family == .ipv6 } })
        for interface in interfaces { routes.add(interface, isPrimary: interface.name == primary?.name) }
        return routes.rows
    }

    /// The rows that the tunnel's own addresses bring.
    static func rows(ofTunnel tunnel: Tunnel, topology: TunnelTopology, on system: SystemRouting, metric: Int?)
        -> [DeviceRoute]
    {
        var routes = SystemRoutes(system)
        for address in tunnel.clientAddresses {
            routes.addTunnel(
                address, session: tunnel.session.flatMap { $0.contains(address) ? $0 : nil }, gateway: tunnel.gateway,
                topology: topology, interface: tunnel.interface,
                metric: system.interfaceMetric(metric, isTunnel: true))
        }
        return routes.rows
    }

    // MARK: - Links

    private mutating func addLoopback(hasIPv6: Bool) {
        let metric = system.ownRouteMetric(interface: SystemRouting.windowsLoopbackMetric)
        let name = system.loopbackName
        switch system.os {
        case .linux: break
        case .macos:
            append(WellKnownPrefix.loopback, .ownAddress, name, nil, .loopback)
            append(WellKnownPrefix.loopbackHost, .ownAddress, name, nil, .loopback)
        case .windows:
            append(WellKnownPrefix.loopback, .ownAddress, name, metric, .loopback)
            append(WellKnownPrefix.loopbackHost, .ownAddress, name, metric, .loopback)
            for prefix in [
                WellKnownPrefix.loopbackBroadcast, WellKnownPrefix.multicast, WellKnownPrefix.broadcast,
            ] {
                append(prefix, .onLink, name, metric, .loopback)
            }
        }
        if hasIPv6 {
            append(WellKnownPrefix.loopbackIPv6, .ownAddress, name, system.os == .windows ? metric : nil, .loopback)
        }
    }

    private mutating func add(_ interface: DeviceInterface, isPrimary: Bool) {
        let metric = system.interfaceMetric(interface.metric)
        let own = system.ownRouteMetric(interface: metric)
        for gateway in interface.gateways where system.os != .macos || isPrimary {
            append(
                gateway.family == .ipv4 ? .defaultIPv4 : .defaultIPv6, .gateway(gateway), interface.name,
                system.metric(route: nil, interface: metric), .defaultGateway)
        }
        for address in interface.addresses {
            append(address.network, .onLink, interface.name, own, .connected)
            switch (system.os, address.address.family) {
            case (.linux, .ipv4): break
            case (.macos, .ipv4): addMacOSLink(address, of: interface, isPrimary: isPrimary)
            case (.windows, .ipv4): addWindowsLink(address, interface.name, own)
            case (.linux, .ipv6), (.macos, .ipv6):
                append(WellKnownPrefix.linkLocalIPv6, .onLink, interface.name, own, .linkLocal)
                if system.os == .macos, isPrimary {
                    append(WellKnownPrefix.multicastIPv6, .onLink, interface.name, nil, .multicast)
                }
            case (.windows, .ipv6):
                append(IPPrefix(host: address.address), .ownAddress, interface.name, own, .linkHost)
                append(WellKnownPrefix.linkLocalIPv6, .onLink, interface.name, own, .linkLocal)
                append(WellKnownPrefix.multicastIPv6, .onLink, interface.name, own, .multicast)
            }
        }
    }

    private mutating func addMacOSLink(
        _ address: InterfaceAddress, of interface: DeviceInterface, isPrimary: Bool
    ) {
        for host in interface.gateways.filter({ address.network.contains($0) }) + [address.address] {
            append(IPPrefix(host: host), .onLink, interface.name, nil, .linkHost)
        }
        guard isPrimary else { return }
        append(WellKnownPrefix.linkLocal, .onLink, interface.name, nil, .linkLocal)
        append(WellKnownPrefix.multicast, .onLink, interface.name, nil, .multicast)
        append(WellKnownPrefix.broadcast, .onLink, interface.name, nil, .multicast)
    }

    private mutating func addWindowsLink(_ address: InterfaceAddress, _ interface: String, _ metric: Int?) {
        append(IPPrefix(host: address.address), .ownAddress, interface, metric, .linkHost)
        addWindowsBroadcast(of: address.network, interface, metric)
    }

    private mutating func addWindowsBroadcast(of network: IPPrefix, _ interface: String, _ metric: Int?) {
        if !network.isHost { append(IPPrefix(host: network.last), .onLink, interface, metric, .multicast) }
        append(WellKnownPrefix.multicast, .onLink, interface, metric, .multicast)
        append(WellKnownPrefix.broadcast, .onLink, interface, metric, .multicast)
    }

    // MARK: - The tunnel

    /// The rows of one of the device's addresses in the tunnel (rules CVPN-ADDR-02, OVPN-TOPO-01).
    ///
    /// With `subnet` macOS reaches the session's subnet by way of the own address. With `net30` macOS and Linux have a
    /// point-to-point interface and a host row for the peer; Windows emulates the /30.
    private mutating func addTunnel(
        _ address: IPAddress, session: IPPrefix?, gateway: IPAddress?, topology: TunnelTopology, interface: String,
        metric: Int?
    ) {
        let rule: RuleID = topology == .net30 ? .ovpnTOPO01 : .cvpnAddr02
        let own = system.ownRouteMetric(interface: metric)
        switch (system.os, topology) {
        case (.windows, _):
            if let session {
                append(session, .onLink, interface, own, .tunnelSubnet, rule)
                if session.family == .ipv4 { addWindowsBroadcast(of: session, interface, own) }
            }
            append(IPPrefix(host: address), .ownAddress, interface, own, .tunnelHost, rule)
        case (.macos, .subnet):
            if let session {
                let target: DeviceRouteTarget = session.family == .ipv4 ? .gateway(address) : .onLink
                append(session, target, interface, nil, .tunnelSubnet, rule)
            }
            append(IPPrefix(host: address), .ownAddress, interface, nil, .tunnelHost, rule)
        case (.linux, .subnet):
            if let session { append(session, .onLink, interface, nil, .tunnelSubnet, rule) }
        case (.macos, .net30):
            if let gateway { append(IPPrefix(host: gateway), .gateway(address), interface, nil, .tunnelHost, rule) }
        case (.linux, .net30):
            if let gateway { append(IPPrefix(host: gateway), .onLink, interface, nil, .tunnelSubnet, rule) }
        }
    }

    private mutating func append(
        _ destination: IPPrefix, _ target: DeviceRouteTarget, _ interface: String, _ metric: Int?,
        _ origin: DeviceRouteOrigin, _ rule: RuleID? = nil
    ) {
        let row = DeviceRoute(destination, target, interface: interface, metric: metric, origin: origin, rule: rule)
        let isTaken = rows.contains { $0.destination == destination && !system.keepsBoth($0, row) }
        if !isTaken { rows.append(row) }
    }
}
