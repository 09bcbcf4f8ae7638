import IPCore
import WorldModel

/// The output of `netstat -rn` on macOS (rules OVPN-NETSTAT-01 to OVPN-NETSTAT-05).
struct BSDRouteTable {
    /// How a release of the system prints.
    enum Release {
        /// 10.15.
        case catalina
        /// 11 and later: the flag `g`, and a wider interface column.
        case bigSur
        /// Before 10.15: with Refs and Use.
        case legacy
    }

    private let routes: PrintedRoutes
    private let release: Release

    init(_ routes: PrintedRoutes, _ release: Release) {
        self.routes = routes
        self.release = release
    }

    /// The table, IPv4 first; IPv6 only where there are such routes.
    var text: String {
        var text = "Routing tables\n\nInternet:\n" + section(.ipv4)
        let hasIPv6 =
            routes.routes.contains { $0.destination.family == .ipv6 }
            || routes.neighbors.contains { $0.address.family == .ipv6 }
        if hasIPv6 { text += "\nInternet6:\n" + section(.ipv6) }
        return text
    }

    private struct Row {
        var prefix: IPPrefix
        var isNeighbor: Bool
        var destination: String
        var gateway: String
        var flags: String
        var interface: String
        var expire: String
    }

    private func section(_ family: AddressFamily) -> String {
        var rows = routes.routes.filter { $0.destination.family == family }.map(row)
        rows += routes.neighbors.filter { $0.address.family == family }.map(row)
        // OVPN-NETSTAT-03: a network row comes before the host row of the same address.
        let order = rows.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.prefix.address != b.prefix.address { return a.prefix.address < b.prefix.address }
            if a.prefix.length != b.prefix.length { return a.prefix.length > b.prefix.length }
            if a.isNeighbor != b.isNeighbor { return b.isNeighbor }
            return left.offset < right.offset
        }
        return ([header(family)] + order.map { line($0.element, family) }).map { $0 + "\n" }.joined()
    }

    private func header(_ family: AddressFamily) -> String {
        line("Destination", "Gateway", "Flags", "Refs", "Use", "Netif", "Expire", family)
    }

    private func line(_ row: Row, _ family: AddressFamily) -> String {
        line(row.destination, row.gateway, row.flags, "0", "0", row.interface, row.expire, family)
    }

    /// One line in the columns of the release (OVPN-NETSTAT-05), without blanks at its end.
    private func line(
        _ destination: String, _ gateway: String, _ flags: String, _ references: String, _ use: String,
        _ interface: String, _ expire: String, _ family: AddressFamily
    ) -> String {
        let width = family == .ipv4 ? 18 : 39
        var parts = [
            column(destination, width, cut: width), column(gateway, width, cut: width), column(flags, 10, cut: 10),
        ]
        if release == .legacy { parts += [column(references, 6, right: true), column(use, 8, right: true)] }
        let interfaceWidth = release == .bigSur ? 14 : 7
        parts.append(column(interface, interfaceWidth, cut: interfaceWidth, right: true))
        parts.append(column(expire, 6, right: true))
        var line = parts.joined(separator: " ")
        while line.last == " " { line.removeLast() }
        return line
    }

    private func row(_ neighbor: PrintedNeighbor) -> Row {
        Row(
            prefix: IPPrefix(host: neighbor.address), isNeighbor: true, destination: neighbor.address.description,
            gateway: neighbor.mac, flags: neighbor.flags, interface: neighbor.interface, expire: neighbor.expire)
    }

    private func row(_ route: DeviceRoute) -> Row {
        let isHostRow = flags(of: route).contains("H")
        let linkRow = isLinkRow(route)
        return Row(
            prefix: route.destination, isNeighbor: false,
            destination: isHostRow ? route.destination.address.description : route.destination.bsdText,
            gateway: gateway(of: route), flags: flags(of: route), interface: route.interface,
            expire: linkRow && release != .legacy ? "!" : "")
    }

    /// Whether the gateway column names a link of the device, `link#6`.
    private func isLinkRow(_ route: DeviceRoute) -> Bool {
        switch route.origin {
        case .loopback, .tunnelSubnet, .tunnelHost: false
        case .connected, .linkHost, .linkLocal, .multicast, .defaultGateway, .configured, .redirectGateway,
            .endpointHost, .pushed:
            route.target == .onLink && routes.linkNumbers[route.interface] != nil
        }
    }

    private func gateway(of route: DeviceRoute) -> String {
        if case .gateway(let address) = route.target { return address.description }
        switch route.origin {
        case .loopback: return route.destination.family == .ipv4 ? "127.0.0.1" : "::1"
        case .tunnelHost: return route.destination.address.description
        case .tunnelSubnet:
            let own = routes.ownAddress(on: route.interface, like: route.destination.address)
            return own?.description ?? route.interface
        case .connected, .linkHost, .linkLocal, .multicast, .defaultGateway, .configured, .redirectGateway,
            .endpointHost, .pushed:
            return routes.linkNumbers[route.interface].map { "link#\($0)" } ?? route.interface
        }
    }

    /// The letters in the order of OVPN-NETSTAT-02.
    private func flags(of route: DeviceRoute) -> String {
        switch route.origin {
        case .loopback: return route.destination.isHost ? "UH" : "UCS"
        case .tunnelHost: return "UH"
        case .multicast: return route.destination.isHost ? "UCS" : "UmCS"
        case .tunnelSubnet: return "UGSc"
        case .connected, .linkHost, .linkLocal, .defaultGateway, .configured, .redirectGateway, .endpointHost,
            .pushed:
            guard case .gateway = route.target else { return "UCS" }
            // OVPN-NETSTAT-04: newer systems mark the default route and the lower half, not the upper one.
            let isGlobal = route.destination.address.isUnspecified && route.destination.length <= 1
            return release == .bigSur && isGlobal ? "UGScg" : "UGSc"
        }
    }
}

extension IPPrefix {
    /// The destination as BSD's netstat abbreviates it (OVPN-NETSTAT-01).
    var bsdText: String {
        if isDefault { return "default" }
        guard case .v4(let address) = self.address else { return description }
        let octets = IPAddress.v4(address).octets
        let classLength = octets[0] < 128 ? 8 : octets[0] < 192 ? 16 : 24
        let shown: Int =
            if classLength == 8, octets[1...].allSatisfy({ $0 == 0 }) {
                1
            } else if classLength <= 16, octets[2...].allSatisfy({ $0 == 0 }) {
                2
            } else if octets[3] == 0 {
                3
            } else {
                4
            }
        let text = octets.prefix(shown).map(String.init).joined(separator: ".")
        return length == classLength ? text : "\(text)/\(length)"
    }
}
