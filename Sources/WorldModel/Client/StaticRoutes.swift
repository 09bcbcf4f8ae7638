import IPCore
import ScenarioLanguage

/// Turns the routes that a scenario writes down into rows of the device's table.
struct StaticRoutes {
    private let system: SystemRouting
    private let interfaces: [DeviceInterface]
    /// The tunnel and its metric, once it is connected.
    private let tunnel: Tunnel?
    private let tunnelMetric: Int?

    init(interfaces: [DeviceInterface], tunnel: Tunnel? = nil, tunnelMetric: Int? = nil, system: SystemRouting) {
        self.interfaces = interfaces
        self.tunnel = tunnel
        self.tunnelMetric = tunnelMetric
        self.system = system
    }

    /// The row of a declared route, or `nil`, with a complaint, if no interface of the device leads there.
    func route(_ declared: DeclaredStaticRoute, into diagnostics: inout [Diagnostic]) -> DeviceRoute? {
        guard let interface = interface(of: declared, into: &diagnostics) else { return nil }
        let target: DeviceRouteTarget = declared.gateway.map { .gateway($0) } ?? .onLink
        let metric = system.metric(route: declared.metric, interface: self.metric(of: interface))
        return DeviceRoute(declared.destination, target, interface: interface, metric: metric, origin: .configured)
    }

    private func interface(of declared: DeclaredStaticRoute, into diagnostics: inout [Diagnostic]) -> String? {
        let names = interfaces.map(\.name) + (tunnel.map { [$0.interface] } ?? [])
        if let name = declared.interface {
            if names.contains(name) { return name }
            diagnostics.append(
                Diagnostic(
                    .danglingReference(
                        kind: "interface", name: name, nearest: Similarity.nearest(to: name, among: names)),
                    at: declared.marks.location(of: "interface"), keyPath: declared.marks.keyPath(of: "interface")))
            return nil
        }
        guard let gateway = declared.gateway else {
            diagnostics.append(
                Diagnostic(
                    .missingOneOf(["gateway", "interface"]), at: declared.marks.location,
                    keyPath: declared.marks.keyPath))
            return nil
        }
        if let interface = interfaces.first(where: { $0.addresses.contains { $0.network.contains(gateway) } }) {
            return interface.name
        }
        if let interface = interfaces.first(where: { $0.gateways.contains(gateway) }) { return interface.name }
        if let tunnel, tunnel.session?.contains(gateway) == true || tunnel.gateway == gateway {
            return tunnel.interface
        }
        diagnostics.append(
            Diagnostic(
                .outsideNetwork(
                    gateway.description, network: "the client's links",
                    prefixes: interfaces.flatMap { $0.addresses.map(\.network) }),
                at: declared.marks.location(of: "gateway"), keyPath: declared.marks.keyPath(of: "gateway")))
        return nil
    }

    private func metric(of interface: String) -> Int? {
        if let tunnel, tunnel.interface == interface {
            return system.interfaceMetric(tunnelMetric, isTunnel: true)
        }
        return system.interfaceMetric(interfaces.first { $0.name == interface }?.metric)
    }
}
