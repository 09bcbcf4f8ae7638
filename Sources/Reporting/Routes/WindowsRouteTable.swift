import IPCore
import WorldModel

/// The output of `route print` on Windows (rule OVPN-NETSTAT-08), without the list of interfaces.
struct WindowsRouteTable {
    private let routes: PrintedRoutes

    init(_ routes: PrintedRoutes) { self.routes = routes }

    private static let line = String(repeating: "=", count: 75) + "\n"

    /// The IPv4 table, and the IPv6 table where there are such routes.
    var text: String {
        var text = "IPv4 Route Table\n\(Self.line)Active Routes:\n"
        text += "Network Destination        Netmask          Gateway       Interface  Metric\n"
        text += printed(.ipv4).map(ipv4Line).joined()
        text += "\(Self.line)Persistent Routes:\n  None\n"
        let ipv6 = printed(.ipv6)
        if ipv6.isEmpty { return text }
        text += "\nIPv6 Route Table\n\(Self.line)Active Routes:\n"
        text += " If Metric Network Destination      Gateway\n"
        text += ipv6.map(ipv6Line).joined()
        return text + "\(Self.line)Persistent Routes:\n  None\n"
    }

    /// Ascending destination and netmask, as the system sorts.
    private func printed(_ family: AddressFamily) -> [DeviceRoute] {
        routes.routes.enumerated().filter { $0.element.destination.family == family }.sorted { left, right in
            let (a, b) = (left.element.destination, right.element.destination)
            if a.address != b.address { return a.address < b.address }
            if a.length != b.length { return a.length < b.length }
            return left.offset < right.offset
        }.map(\.element)
    }

    private func ipv4Line(_ route: DeviceRoute) -> String {
        let own = routes.ownAddress(on: route.interface, like: route.destination.address)
        let interface = own?.description ?? (route.origin == .loopback ? "127.0.0.1" : route.interface)
        return [
            column(route.destination.address.description, 17, right: true),
            column(route.destination.netmask.description, 17, right: true),
            column(gateway(of: route), 17, right: true), column(interface, 17, right: true),
            column(String(route.metric ?? 0), 7, right: true),
        ].joined() + "\n"
    }

    private func ipv6Line(_ route: DeviceRoute) -> String {
        let number = routes.linkNumbers[route.interface] ?? 1
        let destination = route.destination.description
        return
            "\(column(String(number), 3, right: true)) \(column(String(route.metric ?? 0), 6, right: true)) "
            + "\(column(destination, 24)) \(gateway(of: route))\n"
    }

    private func gateway(of route: DeviceRoute) -> String {
        if case .gateway(let gateway) = route.target { return gateway.description }
        return "On-link"
    }
}
