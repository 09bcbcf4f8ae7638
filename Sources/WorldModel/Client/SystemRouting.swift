import IPCore
import ScenarioLanguage

/// How an operating system names, weighs and keeps its routes.
struct SystemRouting: Hashable, Sendable {
    /// The system.
    let os: OperatingSystem

    /// The metric that Windows gives a gigabit interface by itself.
    static let windowsLinkMetric = 25
    /// The metric of a tunnel's interface on Windows: low, so that pushed routes win over equal ones of the LAN.
    static let windowsTunnelMetric = 2
    /// The metric of the loopback interface on Windows.
    static let windowsLoopbackMetric = 75
    /// What Windows adds to the interface's metric for the routes that it makes by itself.
    static let windowsOwnRouteMetric = 256

    /// The name of the loopback interface.
    var loopbackName: String {
        switch os {
        case .linux: "lo"
        case .macos: "lo0"
        case .windows: "Loopback Pseudo-Interface 1"
        }
    }

    /// The name of the only interface of a device that declares none.
    var defaultInterfaceName: String {
        switch os {
        case .linux: "eth0"
        case .macos: "en0"
        case .windows: "Ethernet"
        }
    }

    /// The name of the tunnel's interface unless the scenario gives one.
    var defaultTunnelName: String { os == .macos ? "utun2" : "tun0" }

    /// The metric of an interface that carries no number of its own.
    func interfaceMetric(_ declared: Int?, isTunnel: Bool = false) -> Int? {
        os == .windows ? declared ?? (isTunnel ? Self.windowsTunnelMetric : Self.windowsLinkMetric) : declared
    }

    /// The metric of a route that a program or a person adds.
    ///
    /// macOS has none. On Linux it is the route's own, else the interface's; a route without one counts as 0, a DHCP client's
    /// default route too unless the scenario gives the interface a metric. Windows prints and compares the sum.
    func metric(route: Int?, interface: Int?) -> Int? {
        switch os {
        case .macos: nil
        case .linux: route ?? interface
        case .windows: (route ?? 0) + (interface ?? 0)
        }
    }

    /// The metric of a route that the system makes by itself out of an interface's address.
    func ownRouteMetric(interface: Int?) -> Int? {
        os == .windows
            ? metric(route: Self.windowsOwnRouteMetric, interface: interface)
            : metric(
                route: nil, interface: interface)
    }

    /// Whether two routes for one prefix can stand side by side (rules CVPN-ROUTE-11, OVPN-NETSTAT-09).
    func keepsBoth(_ left: DeviceRoute, _ right: DeviceRoute) -> Bool {
        switch os {
        case .macos: false
        case .linux: (left.metric ?? 0) != (right.metric ?? 0)
        case .windows: (left.metric ?? 0) != (right.metric ?? 0) || left.interface != right.interface
        }
    }
}

/// The prefixes that every system treats in its own way.
enum WellKnownPrefix {
    static let loopback = prefix(.v4(IPv4Address(bits: 0x7f00_0000)), 8)
    static let loopbackHost = prefix(.v4(IPv4Address(bits: 0x7f00_0001)), 32)
    static let loopbackBroadcast = prefix(.v4(IPv4Address(bits: 0x7fff_ffff)), 32)
    static let linkLocal = prefix(.v4(IPv4Address(bits: 0xa9fe_0000)), 16)
    static let multicast = prefix(.v4(IPv4Address(bits: 0xe000_0000)), 4)
    static let reserved = prefix(.v4(IPv4Address(bits: 0xff00_0000)), 8)
    static let broadcast = prefix(.v4(IPv4Address(bits: 0xffff_ffff)), 32)
    static let loopbackIPv6 = prefix(.v6(IPv6Address(bits: 1)), 128)
    static let linkLocalIPv6 = prefix(.v6(IPv6Address(bits: 0xfe80 << 112)), 64)
    static let multicastIPv6 = prefix(.v6(IPv6Address(bits: 0xff00 << 112)), 8)

    private static func prefix(_ address: IPAddress, _ length: Int) -> IPPrefix {
        IPPrefix(masking: address, length: length)
    }
}
