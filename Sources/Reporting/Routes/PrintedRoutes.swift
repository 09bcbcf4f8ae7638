public import IPCore
public import ScenarioLanguage
public import WorldModel

/// A row of the neighbour cache as a device prints it among its routes.
public struct PrintedNeighbor: Hashable, Sendable {
    /// The neighbour.
    public var address: IPAddress
    /// Its link-layer address.
    public var mac: String
    /// The interface it is on.
    public var interface: String
    /// The flags.
    public var flags: String
    /// The text under `Expire`; empty for none.
    public var expire: String

    /// A row.
    public init(address: IPAddress, mac: String, interface: String, flags: String, expire: String) {
        self.address = address
        self.mac = mac
        self.interface = interface
        self.flags = flags
        self.expire = expire
    }
}

/// A device's route table with all that a command of the operating system prints beside the routes.
public struct PrintedRoutes: Sendable {
    /// The routes, in the table's order.
    public var routes: [DeviceRoute]
    /// The `n` of `link#n` by interface.
    public var linkNumbers: [String: Int]
    /// The device's own addresses by interface, the tunnel's among them.
    public var addresses: [String: [IPAddress]]
    /// The neighbours to print, in any order.
    public var neighbors: [PrintedNeighbor]

    /// Routes and what stands beside them.
    public init(
        routes: [DeviceRoute], linkNumbers: [String: Int], addresses: [String: [IPAddress]],
        neighbors: [PrintedNeighbor] = []
    ) {
        self.routes = routes
        self.linkNumbers = linkNumbers
        self.addresses = addresses
        self.neighbors = neighbors
    }

    /// The table of a world's device, before its VPN connected or in force.
    public init(_ world: World, beforeConnecting: Bool, neighbors: [DeclaredNeighbor]) {
        let client = world.client
        routes = (beforeConnecting ? client.routesBefore : client.routes).routes
        linkNumbers = [:]
        addresses = [:]
        for interface in client.interfaces {
            linkNumbers[interface.name] = interface.linkNumber
            addresses[interface.name] = interface.addresses.map(\.address)
        }
        if let tunnel = world.tunnel { addresses[tunnel.interface] = tunnel.clientAddresses }
        let firstInterface = client.interfaces.first?.name ?? ""
        self.neighbors = neighbors.compactMap { neighbor in
            neighbor.address.map { address in
                PrintedNeighbor(
                    address: address, mac: neighbor.mac ?? "", interface: neighbor.interface ?? firstInterface,
                    flags: neighbor.flags ?? "UHLWI", expire: neighbor.expire ?? "")
            }
        }
    }

    /// The table as the operating system's command prints it.
    public func text(_ style: DeclaredRouteTableStyle) -> String {
        switch style {
        case .macos10_15: BSDRouteTable(self, .catalina).text
        case .macos11, .macos: BSDRouteTable(self, .bigSur).text
        case .macosLegacy: BSDRouteTable(self, .legacy).text
        case .linuxIP, .linux: LinuxRouteTable(self).ipRoute
        case .linuxNetstat: LinuxRouteTable(self).netstat
        case .linuxRoute: LinuxRouteTable(self).route
        case .windows: WindowsRouteTable(self).text
        }
    }

    /// The device's own address on an interface, of the family of `address`.
    func ownAddress(on interface: String, like address: IPAddress) -> IPAddress? {
        addresses[interface]?.first { $0.family == address.family }
    }
}

extension DeclaredRouteTableStyle {
    /// How a device of the operating system prints its table unless the scenario says otherwise.
    public static func usual(for os: OperatingSystem) -> DeclaredRouteTableStyle {
        switch os {
        case .linux: .linuxIP
        case .macos: .macos11
        case .windows: .windows
        }
    }
}

/// Text in a column of a C format: `%-18.18s` and its like.
func column(_ text: String, _ width: Int, cut: Int? = nil, right: Bool = false) -> String {
    let shown = cut.map { String(text.prefix($0)) } ?? text
    return shown.padded(to: width, right ? .right : .left)
}
