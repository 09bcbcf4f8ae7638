import IPCore
import ScenarioLanguage
import TestSupport
import WorldModel

/// A device with one link, and what connecting a VPN does to its route table.
struct TestDevice {
    var os = OperatingSystem.macos
    var address: InterfaceAddress = "192.168.1.4/24"
    var gateway: IPAddress = "192.168.1.1"
    var ipv6Address: InterfaceAddress?
    var ipv6Gateway: IPAddress = "fe80::1"
    var publicIPv4: IPAddress? = "203.0.113.7"
    /// Prefixes that lead into the tunnel.
    var pushed: [IPPrefix] = []
    /// Further rows, as they stand.
    var extra: [DeviceRoute] = []
    /// Pushed and not in force.
    var withheld: [WithheldRoute] = []
    /// Prefixes of rows that something took away.
    var removed: Set<IPPrefix> = []

    func compiled(with tunnel: Tunnel?) -> ClientDevice {
        let interface = DeviceInterface(
            name: "en0", addresses: [address] + [ipv6Address].compactMap(\.self),
            gateways: [gateway] + (ipv6Address == nil ? [] : [ipv6Gateway]), linkNumber: 6, metric: nil)
        let resolver = ResolverState(
            servers: [], search: [], ndots: 1, timeout: .seconds(5), attempts: 2, rotates: false, usesTCP: false,
            ednsPayloadSize: nil, failover: [], steps: [])
        let before = DeviceRouteTable(ownRoutes)
        let routes = DeviceRouteTable(
            ownRoutes.filter { !removed.contains($0.destination) } + extra
                + (tunnel.map { rows(into: $0) } ?? []), withheld: withheld)
        return ClientDevice(
            os: os, interfaces: [interface], routesBefore: before, routes: tunnel == nil ? before : routes,
            resolverBefore: resolver, resolver: resolver, hosts: [], publicIPv4: publicIPv4, publicIPv6: nil)
    }

    private var ownRoutes: [DeviceRoute] {
        var routes = [
            DeviceRoute(.defaultIPv4, .gateway(gateway), interface: "en0", origin: .defaultGateway),
            DeviceRoute(address.network, .onLink, interface: "en0", origin: .connected),
            DeviceRoute(IPPrefix(host: gateway), .onLink, interface: "en0", origin: .linkHost),
            DeviceRoute("127.0.0.0/8", .ownAddress, interface: "lo0", origin: .loopback),
        ]
        if os == .macos {
            routes.append(DeviceRoute("169.254.0.0/16", .onLink, interface: "en0", origin: .linkLocal))
        }
        if let ipv6Address {
            routes.append(DeviceRoute(ipv6Address.network, .onLink, interface: "en0", origin: .connected))
            routes.append(
                DeviceRoute(.defaultIPv6, .gateway(ipv6Gateway), interface: "en0", origin: .defaultGateway))
        }
        return routes
    }

    private func rows(into tunnel: Tunnel) -> [DeviceRoute] {
        guard let next = tunnel.gateway else { return [] }
        func row(_ prefix: IPPrefix, _ origin: DeviceRouteOrigin, _ rule: RuleID) -> DeviceRoute {
            DeviceRoute(prefix, .gateway(next), interface: tunnel.interface, origin: origin, rule: rule)
        }
        var routes = pushed.map { row($0, .pushed, .cvpnRoute05) }
        guard tunnel.isFullTunnel else { return routes }
        routes.append(row("0.0.0.0/1", .redirectGateway, .cvpnRoute01))
        routes.append(row("128.0.0.0/1", .redirectGateway, .cvpnRoute01))
        if let endpoint = tunnel.endpointAddresses.first {
            routes.append(
                DeviceRoute(
                    IPPrefix(host: endpoint), .gateway(gateway), interface: "en0", origin: .endpointHost,
                    rule: .cvpnRoute03))
        }
        return routes
    }
}
