public import DNSCore
public import IPCore

/// One interface of the device.
public struct DeviceInterface: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its IPv4 or IPv6 addresses with their lengths.
    public var addresses: [InterfaceAddress]
    /// The next hops for the default routes.
    public var gateways: [IPAddress]
    /// The n of `link#n` in BSD tables.
    public var linkNumber: Int
    /// Its metric.
    public var metric: Int?

    /// An interface.
    public init(name: String, addresses: [InterfaceAddress], gateways: [IPAddress], linkNumber: Int, metric: Int?) {
        self.name = name
        self.addresses = addresses
        self.gateways = gateways
        self.linkNumber = linkNumber
        self.metric = metric
    }
}

/// One line of the hosts file.
public struct HostsEntry: Hashable, Sendable {
    /// The address.
    public var address: IPAddress
    /// Canonical name and aliases.
    public var names: [DomainName]

    /// A line.
    public init(address: IPAddress, names: [DomainName]) {
        self.address = address
        self.names = names
    }
}

/// The emulated device.
public struct ClientDevice: Sendable {
    /// The operating system.
    public var os: OperatingSystem
    /// The interfaces besides the tunnel.
    public var interfaces: [DeviceInterface]
    /// The route table before the VPN connects.
    public var routesBefore: DeviceRouteTable
    /// The route table in force: with the VPN's routes if it is connected, else the same as before.
    public var routes: DeviceRouteTable
    /// The resolver configuration before the VPN connects.
    public var resolverBefore: ResolverState
    /// The resolver configuration in force.
    public var resolver: ResolverState
    /// The hosts file.
    public var hosts: [HostsEntry]
    /// The address that the internet sees when no tunnel is used.
    public var publicIPv4: IPAddress?
    /// The IPv6 address that the internet sees.
    public var publicIPv6: IPAddress?

    /// A device.
    public init(
        os: OperatingSystem, interfaces: [DeviceInterface], routesBefore: DeviceRouteTable, routes: DeviceRouteTable,
        resolverBefore: ResolverState, resolver: ResolverState, hosts: [HostsEntry], publicIPv4: IPAddress?,
        publicIPv6: IPAddress?
    ) {
        self.os = os
        self.interfaces = interfaces
        self.routesBefore = routesBefore
        self.routes = routes
        self.resolverBefore = resolverBefore
        self.resolver = resolver
        self.hosts = hosts
        self.publicIPv4 = publicIPv4
        self.publicIPv6 = publicIPv6
    }
}
