import IPCore
public import ScenarioLanguage

/// The client side of a world: the device and, while the VPN is connected, its tunnel.
public struct ClientSide: Sendable {
    /// The device.
    public var device: ClientDevice
    /// The tunnel; `nil` while the VPN is not connected, and without a VPN.
    public var tunnel: Tunnel?
}

/// Compiles `client` and `vpn` of a scenario.
public enum ClientCompiler {
    /// The client side of the world, its complaints appended to `diagnostics`.
    ///
    /// The VPN is checked whether it is connected or not. `topology` has all networks; the hosts are not needed.
    public static func compile(
        _ scenario: Scenario, topology: Topology, isConnected: Bool, into diagnostics: inout [Diagnostic]
    ) -> ClientSide {
        let device = device(of: scenario, into: &diagnostics)
        guard let vpn = scenario.vpn else { return ClientSide(device: device, tunnel: nil) }
        var context = ProviderContext(scenario: scenario, topology: topology, device: device)
        let compiled = VPNProviders.provider(of: scenario).compile(vpn, in: &context)
        diagnostics += context.diagnostics
        guard let compiled else { return ClientSide(device: device, tunnel: nil) }
        let connected = connect(device, to: compiled, declaredAs: vpn, in: scenario, into: &diagnostics)
        return isConnected ? connected : ClientSide(device: device, tunnel: nil)
    }

    // MARK: - The device

    /// The device before it connects.
    private static func device(of scenario: Scenario, into diagnostics: inout [Diagnostic]) -> ClientDevice {
        let client = scenario.client
        let system = SystemRouting(os: client.os)
        let interfaces = interfaces(of: client, on: system)
        var editor = DeviceRouteEditor(SystemRoutes.rows(of: interfaces, on: system), system: system)
        let staticRoutes = StaticRoutes(interfaces: interfaces, system: system)
        for declared in client.routes {
            guard let route = staticRoutes.route(declared, into: &diagnostics) else { continue }
            editor.add(route, .system(.ovpnNetstat09))
        }
        let resolver = ResolverStates(scenario).before
        var device = ClientDevice(
            os: client.os, interfaces: interfaces, routesBefore: editor.table, routes: editor.table,
            resolverBefore: resolver, resolver: resolver,
            hosts: HostsFile.entries(client.hosts, at: client.marks, key: "hosts", into: &diagnostics),
            publicIPv4: client.publicIP, publicIPv6: client.publicIPv6)
        device.containers = ResolverStates(scenario).containers(before: resolver, now: resolver)
        return device
    }

    /// The interfaces; without any, one of 192.168.1.2/24 behind 192.168.1.1.
    private static func interfaces(of client: DeclaredClient, on system: SystemRouting) -> [DeviceInterface] {
        guard let declared = client.interfaces else {
            return [
                DeviceInterface(
                    name: system.defaultInterfaceName, addresses: [defaultAddress].compactMap { $0 },
                    gateways: [.v4(IPv4Address(bits: 0xc0a8_0101))], linkNumber: firstLinkNumber, metric: nil)
            ]
        }
        return declared.enumerated().map { index, interface in
            DeviceInterface(
                name: interface.name, addresses: [interface.address] + [interface.ipv6Address].compactMap { $0 },
                gateways: [interface.gateway, interface.ipv6Gateway].compactMap { $0 },
                linkNumber: interface.link ?? firstLinkNumber + index, metric: interface.metric)
        }
    }

    private static let defaultAddress = InterfaceAddress(address: .v4(IPv4Address(bits: 0xc0a8_0102)), length: 24)

    /// The n of `link#n` that a Mac's first physical interface usually has.
    private static let firstLinkNumber = 4

    // MARK: - Connecting

    /// The device with the tunnel up.
    private static func connect(
        _ device: ClientDevice, to compiled: CompiledVPN, declaredAs vpn: DeclaredVPN, in scenario: Scenario,
        into diagnostics: inout [Diagnostic]
    ) -> ClientSide {
        let system = SystemRouting(os: device.os)
        let tunnel = compiled.tunnel
        var editor = DeviceRouteEditor(
            device.routesBefore.routes, withheld: device.routesBefore.withheld + compiled.withheld, system: system,
            tunnelInterface: tunnel.interface)
        editor.ownAddresses = Set(device.interfaces.flatMap { $0.addresses.map { IPPrefix(host: $0.address) } })
        let tunnelRows = SystemRoutes.rows(
            ofTunnel: tunnel, topology: compiled.topology, on: system, metric: vpn.metric)
        for row in tunnelRows { editor.add(row, .system(.cvpnAddr03)) }
        for change in compiled.routeChanges { editor.apply(change) }
        let staticRoutes = StaticRoutes(
            interfaces: device.interfaces, tunnel: tunnel, tunnelMetric: vpn.metric, system: system)
        for change in scenario.client.routeChanges {
            apply(change, to: &editor, staticRoutes, enforced: compiled.enforcedPrefixes, into: &diagnostics)
        }
        var connected = device
        connected.routes = editor.table
        connected.resolver = ResolverStates(scenario).after(
            device.resolverBefore, with: compiled, into: &diagnostics)
        connected.containers = ResolverStates(scenario).containers(
            before: device.resolverBefore, now: connected.resolver)
        return ClientSide(device: connected, tunnel: tunnel)
    }

    /// Makes a change of `client.route_changes`; what client route enforcement reverts comes to nothing (CVPN-CRE-02).
    private static func apply(
        _ change: DeclaredRouteChange, to editor: inout DeviceRouteEditor, _ staticRoutes: StaticRoutes,
        enforced: [IPPrefix], into diagnostics: inout [Diagnostic]
    ) {
        if let declared = change.add, let route = staticRoutes.route(declared, into: &diagnostics) {
            let prefix = enforced.first {
                $0.contains(route.destination) && route.destination.length > $0.length
            }
            if let prefix {
                editor.withhold(
                    route,
                    "Client route enforcement reverts \(route.destination) through \(route.interface), which is longer than "
                        + "\(prefix) of the endpoint.", .cvpnCRE02)
            } else {
                editor.add(route, .system(.ovpnNetstat09))
            }
        }
        guard let prefix = change.delete else { return }
        let isOfTunnel = editor.rows.contains { $0.destination == prefix && $0.isOfTunnel }
        if isOfTunnel, !enforced.isEmpty { return }
        if !editor.delete(prefix) {
            diagnostics.append(
                Diagnostic(
                    .noSuchElement("a route for \(prefix)", nearest: []), at: change.marks.location(of: "delete"),
                    keyPath: change.marks.keyPath(of: "delete")))
        }
    }
}

extension DeviceRoute {
    /// Whether the VPN brought the route.
    var isOfTunnel: Bool {
        switch origin {
        case .tunnelSubnet, .tunnelHost, .redirectGateway, .endpointHost, .pushed: true
        case .loopback, .connected, .linkHost, .linkLocal, .multicast, .defaultGateway, .configured: false
        }
    }
}
