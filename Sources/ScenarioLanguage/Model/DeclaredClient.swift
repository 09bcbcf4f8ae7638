public import IPCore

/// The device that asks: its interfaces, routes, resolver and VPN software.
public struct DeclaredClient: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The operating system, which decides many defaults.
    public var os = DeclaredOperatingSystem.linux
    /// The system's version as it was written.
    public var osVersion: String?
    /// The physical interfaces; `nil` for one of 192.168.1.2/24 with the gateway 192.168.1.1.
    public var interfaces: [DeclaredClientInterface]?
    /// The ISP's IPv4 address as the internet sees it.
    public var publicIP: IPAddress?
    /// The ISP's IPv6 address as the internet sees it.
    public var publicIPv6: IPAddress?
    /// Static routes besides those of the interfaces.
    public var routes: [DeclaredStaticRoute] = []
    /// What is changed by hand after connecting, in order.
    public var routeChanges: [DeclaredRouteChange] = []
    /// Rows that only printed tables show.
    public var neighbors: [DeclaredNeighbor] = []
    /// How the device prints its route table; `nil` for what its system does.
    public var routeTableStyle: DeclaredRouteTableStyle?
    /// The stub resolver and its own servers.
    public var resolver: DeclaredResolverConfiguration
    /// The device's DNS cache.
    public var cache: DeclaredCache
    /// Lines of hosts(5), asked before DNS.
    public var hosts: [String] = []
    /// The VPN software.
    public var vpnClient: DeclaredVPNClient
    /// Resolvers in front of the host's.
    public var containers: [DeclaredContainer] = []

    init(marks: Marks) {
        self.marks = marks
        resolver = DeclaredResolverConfiguration(marks: marks.child("resolver"))
        cache = DeclaredCache(marks: marks.child("cache"))
        vpnClient = DeclaredVPNClient(marks: marks.child("vpn_client"))
    }
}

extension DeclaredClient: DeclaredMapping {
    static let table = KeyTable<Self>(
        "client", "The device that asks: its interfaces, routes, resolver and VPN software."
    ) {
        Key("os", \.os, .choice, "The operating system, which decides many defaults.")
        Key("os_version", \.osVersion, .text, "The system's version as it was written.")
        Key(
            "interfaces", \.interfaces, .list(of: DeclaredClientInterface.self, unique: .by("name", kind: "interface")),
            "The physical interfaces.", default: "one of 192.168.1.2/24 with the gateway 192.168.1.1")
        Key("public_ip", \.publicIP, .address, "The ISP's IPv4 address as the internet sees it.")
        Key("public_ipv6", \.publicIPv6, .ipv6Address, "The ISP's IPv6 address as the internet sees it.")
        Key("routes", \.routes, .list(of: DeclaredStaticRoute.self), "Static routes besides those of the interfaces.")
        Key(
            "route_changes", \.routeChanges, .list(of: DeclaredRouteChange.self),
            "What is changed by hand after connecting, in order.")
        Key("neighbors", \.neighbors, .list(of: DeclaredNeighbor.self), "Rows that only printed tables show.")
        Key(
            "route_table_style", \.routeTableStyle, .choice, "How the device prints its route table.",
            default: "what its system does")
        Key(
            "resolver", \.resolver, .mapping(DeclaredResolverConfiguration.self),
            "The stub resolver and its own servers.")
        Key("cache", \.cache, .mapping(DeclaredCache.self), "The device's DNS cache.")
        Key("hosts", \.hosts, .list(.text), "Lines of hosts(5), asked before DNS.")
        Key("vpn_client", \.vpnClient, .mapping(DeclaredVPNClient.self), "The VPN software.")
        Key(
            "containers", \.containers, .list(of: DeclaredContainer.self, unique: .by("name", kind: "container")),
            "Resolvers in front of the host's.")
    }
}
