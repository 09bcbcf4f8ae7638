import IPCore
import WorldModel

/// The output of `ip route`, `netstat -rn` and `route -n` on Linux (rule OVPN-NETSTAT-07).
struct LinuxRouteTable {
    private let routes: PrintedRoutes

    init(_ routes: PrintedRoutes) { self.routes = routes }

    /// `ip route`; where there are IPv6 routes, those of `ip -6 route` after an empty line.
    var ipRoute: String {
        let ipv4 = printed(.ipv4).map { ipLine($0) + "\n" }.joined()
        let ipv6 = printed(.ipv6).map { ipLine($0) + "\n" }.joined()
        return ipv6.isEmpty ? ipv4 : "\(ipv4)\n\(ipv6)"
    }

    /// `netstat -rn`.
    var netstat: String {
        let head =
            "Kernel IP routing table\nDestination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n"
        return head
            + printed(.ipv4).map { route in
                "\(columns(route)) \(column("0", 5, right: true)) \(column("0", 5)) \(column("0", 6, right: true)) "
                    + "\(route.interface)\n"
            }.joined()
    }

    /// `route -n`.
    var route: String {
        let head =
            "Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n"
        return head
            + printed(.ipv4).map { route in
                let metric = String(route.metric ?? 0)
                return "\(columns(route)) \(column(metric, 6)) \(column("0", 2)) \(column("0", 7, right: true)) "
                    + "\(route.interface)\n"
            }.joined()
    }

    /// The routes of the main table: the kernel keeps those to the device itself and the broadcasts in another.
    private func printed(_ family: AddressFamily) -> [DeviceRoute] {
        routes.routes.filter { route in
            switch route.origin {
            case .loopback, .linkHost, .multicast, .tunnelHost: false
            case .linkLocal, .connected, .defaultGateway, .configured, .tunnelSubnet, .redirectGateway,
                .endpointHost, .pushed:
                route.destination.family == family
            }
        }
    }

    private func ipLine(_ route: DeviceRoute) -> String {
        let destination = route.destination
        var line = destination.isDefault ? "default" : destination.isHost ? "\(destination.address)" : "\(destination)"
        if case .gateway(let gateway) = effectiveTarget(route) { line += " via \(gateway)" }
        line += " dev \(route.interface)"
        switch route.origin {
        case .connected, .tunnelSubnet:
            line += " proto kernel"
            if destination.family == .ipv4 {
                line += " scope link"
                if let own = routes.ownAddress(on: route.interface, like: destination.address) { line += " src \(own)" }
            }
        case .loopback, .linkHost, .linkLocal, .multicast, .defaultGateway, .configured, .tunnelHost,
            .redirectGateway, .endpointHost, .pushed:
            if route.target == .onLink, destination.family == .ipv4 { line += " scope link" }
        }
        if let metric = route.metric { line += " metric \(metric)" }
        return line
    }

    /// The tunnel's own subnet is on its link, also where another system prints the own address as gateway.
    private func effectiveTarget(_ route: DeviceRoute) -> DeviceRouteTarget {
        route.origin == .tunnelSubnet ? .onLink : route.target
    }

    private func columns(_ route: DeviceRoute) -> String {
        var flags = "U"
        var gateway = "0.0.0.0"
        if case .gateway(let address) = effectiveTarget(route) {
            flags += "G"
            gateway = address.description
        }
        if route.destination.isHost { flags += "H" }
        return [
            column(route.destination.address.description, 15), column(gateway, 15),
            column(route.destination.netmask.description, 15), column(flags, 5),
        ].joined(separator: " ")
    }
}
