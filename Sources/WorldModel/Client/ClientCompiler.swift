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
        let resolver = ResolverState(
            servers: scenario.client.resolver.nameservers, search: scenario.client.resolver.search, ndots: 1,
            timeout: .seconds(5), attempts: 2, rotates: false, usesTCP: false, ednsPayloadSize: nil,
            failover: [.timeout, .unreachable], steps: [])
        let device = ClientDevice(
            os: scenario.client.os, interfaces: [], routesBefore: DeviceRouteTable([]), routes: DeviceRouteTable([]),
            resolverBefore: resolver, resolver: resolver, hosts: [], publicIPv4: scenario.client.publicIP,
            publicIPv6: scenario.client.publicIPv6)
        return ClientSide(device: device, tunnel: nil)
    }
}
