import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting

@Suite struct RouteTableTests {
    private let split = PrintedRoutes(
        routes: DeviceRouteTable([
            DeviceRoute(
                "0.0.0.0/0", .gateway("192.168.0.1"), interface: "eth0", metric: 100, origin: .defaultGateway),
            DeviceRoute("192.168.0.0/24", .onLink, interface: "eth0", metric: 100, origin: .connected),
            DeviceRoute("127.0.0.0/8", .ownAddress, interface: "lo", origin: .loopback),
            DeviceRoute("172.24.0.0/16", .gateway("192.168.1.9"), interface: "tun0", origin: .pushed),
            DeviceRoute("192.168.1.8/30", .onLink, interface: "tun0", origin: .tunnelSubnet),
            DeviceRoute("8.8.8.8/32", .gateway("192.168.1.9"), interface: "tun0", origin: .pushed),
        ]).routes,
        linkNumbers: ["eth0": 2], addresses: ["eth0": ["192.168.0.49"], "tun0": ["192.168.1.10"]])

    @Test func `ip route prints the main table as the kernel keeps it`() {
        #expect(
            split.text(.linuxIP) == """
                default via 192.168.0.1 dev eth0 metric 100
                8.8.8.8 via 192.168.1.9 dev tun0
                172.24.0.0/16 via 192.168.1.9 dev tun0
                192.168.0.0/24 dev eth0 proto kernel scope link src 192.168.0.49 metric 100
                192.168.1.8/30 dev tun0 proto kernel scope link src 192.168.1.10

                """)
    }

    @Test(.rules("OVPN-NETSTAT-07"))
    func `netstat on Linux prints genmasks and no loopback`() {
        #expect(
            split.text(.linuxNetstat) == """
                Kernel IP routing table
                Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface
                0.0.0.0         192.168.0.1     0.0.0.0         UG        0 0          0 eth0
                8.8.8.8         192.168.1.9     255.255.255.255 UGH       0 0          0 tun0
                172.24.0.0      192.168.1.9     255.255.0.0     UG        0 0          0 tun0
                192.168.0.0     0.0.0.0         255.255.255.0   U         0 0          0 eth0
                192.168.1.8     0.0.0.0         255.255.255.252 U         0 0          0 tun0

                """)
    }

    @Test(.rules("OVPN-NETSTAT-07"))
    func `route -n prints metrics`() {
        #expect(
            split.text(.linuxRoute).split(separator: "\n").prefix(4).joined(separator: "\n") == """
                Kernel IP routing table
                Destination     Gateway         Genmask         Flags Metric Ref    Use Iface
                0.0.0.0         192.168.0.1     0.0.0.0         UG    100    0        0 eth0
                8.8.8.8         192.168.1.9     255.255.255.255 UGH   0      0        0 tun0
                """)
    }

    @Test(.rules("OVPN-NETSTAT-08", "ALI-ROUTE-01", "ALI-ROUTE-02"))
    func `route print on Windows sorts by destination and netmask`() {
        let routes = PrintedRoutes(
            routes: DeviceRouteTable([
                DeviceRoute(
                    "0.0.0.0/0", .gateway("192.168.0.1"), interface: "Ethernet", metric: 25, origin: .defaultGateway),
                DeviceRoute(
                    "0.0.0.0/1", .gateway("192.168.1.9"), interface: "Tunnel", metric: 259, origin: .redirectGateway),
                DeviceRoute("192.168.0.0/24", .onLink, interface: "Ethernet", metric: 281, origin: .connected),
                DeviceRoute(
                    "172.24.0.0/16", .gateway("192.168.1.9"), interface: "Tunnel", metric: 259, origin: .pushed),
            ]).routes,
            linkNumbers: [:], addresses: ["Ethernet": ["192.168.0.49"], "Tunnel": ["192.168.1.10"]])
        let line = String(repeating: "=", count: 75)
        #expect(
            routes.text(.windows) == """
                IPv4 Route Table
                \(line)
                Active Routes:
                Network Destination        Netmask          Gateway       Interface  Metric
                          0.0.0.0          0.0.0.0      192.168.0.1     192.168.0.49     25
                          0.0.0.0        128.0.0.0      192.168.1.9     192.168.1.10    259
                       172.24.0.0      255.255.0.0      192.168.1.9     192.168.1.10    259
                      192.168.0.0    255.255.255.0          On-link     192.168.0.49    281
                \(line)
                Persistent Routes:
                  None

                """)
    }

    @Test func `each system has its usual style`() {
        #expect(DeclaredRouteTableStyle.usual(for: .macos) == .macos11)
        #expect(DeclaredRouteTableStyle.usual(for: .linux) == .linuxIP)
        #expect(DeclaredRouteTableStyle.usual(for: .windows) == .windows)
    }
}
