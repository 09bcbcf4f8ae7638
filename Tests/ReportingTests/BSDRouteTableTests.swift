import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting

/// Rows as macOS prints them; whole tables of real devices are compared where they were published, `Published/`.
@Suite struct BSDRouteTableTests {
    @Test(
        .rules("OVPN-NETSTAT-01"),
        arguments: [
            ("172.31.0.0/27", "172.31/27"), ("192.168.0.0/24", "192.168.0"), ("192.168.0.0/16", "192.168.0/16"),
            ("10.1.0.0/24", "10.1/24"), ("128.0.0.0/1", "128.0/1"), ("224.0.0.0/4", "224.0.0/4"),
            ("0.0.0.0/1", "0/1"), ("0.0.0.0/0", "default"), ("10.0.0.0/24", "10/24"), ("10.10.0.0/16", "10.10/16"),
            ("127.0.0.0/8", "127"), ("169.254.0.0/16", "169.254"), ("8.8.8.8/32", "8.8.8.8/32"),
            ("172.31.0.32/27", "172.31.0.32/27"), ("192.168.252.0/22", "192.168.252/22"), ("10.0.0.0/8", "10"),
        ])
    func `destinations are abbreviated by the class of the address`(prefix: String, text: String) throws {
        #expect(try #require(IPPrefix(prefix)).bsdText == text)
    }

    @Test(.rules("CVPN-ROUTE-05", "OVPN-NETSTAT-03"))
    func `a split tunnel shows the pushed routes, the longer of one address first`() {
        let tunnel: [DeviceRoute] = [
            DeviceRoute("172.31.0.0/27", .onLink, interface: "utun2", origin: .tunnelSubnet),
            DeviceRoute("172.31.0.2/32", .ownAddress, interface: "utun2", origin: .tunnelHost),
            DeviceRoute("192.168.0.0/16", .gateway("172.31.0.1"), interface: "utun2", origin: .pushed),
            DeviceRoute("8.8.8.8/32", .gateway("172.31.0.1"), interface: "utun2", origin: .pushed),
        ]
        let lines = Self.catalina(tunnel, own: "172.31.0.2", expire: "").text(.macos10_15).split(separator: "\n")
        #expect(
            lines[4...10] == [
                "8.8.8.8/32         172.31.0.1         UGSc         utun2",
                "127                127.0.0.1          UCS            lo0",
                "127.0.0.1          127.0.0.1          UH             lo0",
                "169.254            link#6             UCS            en0      !",
                "172.31/27          172.31.0.2         UGSc         utun2",
                "172.31.0.2         172.31.0.2         UH           utun2",
                "192.168.0          link#6             UCS            en0      !",
            ])
        #expect(lines[11] == "192.168.0/16       172.31.0.1         UGSc         utun2")
    }

    @Test(.rules("OVPN-NETSTAT-04", "OVPN-NETSTAT-05"))
    func `newer systems mark the default route and the lower half with g, and have a wide interface column`() {
        let routes = [
            DeviceRoute("0.0.0.0/1", .gateway("192.168.252.1"), interface: "utun5", origin: .redirectGateway),
            DeviceRoute("0.0.0.0/0", .gateway("192.168.1.1"), interface: "en0", origin: .defaultGateway),
            DeviceRoute("128.0.0.0/1", .gateway("192.168.252.1"), interface: "utun5", origin: .redirectGateway),
        ]
        let text = PrintedRoutes(routes: routes, linkNumbers: ["en0": 10], addresses: [:]).text(.macos11)
        #expect(
            text == """
                Routing tables

                Internet:
                Destination        Gateway            Flags               Netif Expire
                0/1                192.168.252.1      UGScg               utun5
                default            192.168.1.1        UGScg                 en0
                128.0/1            192.168.252.1      UGSc                utun5

                """)
    }

    @Test(.rules("OVPN-NETSTAT-05", "OVPN-NETSTAT-06"))
    func `the legacy form has Refs and Use and no mark under Expire`() {
        let routes = [
            DeviceRoute("0.0.0.0/1", .gateway("192.168.0.1"), interface: "utun1", origin: .redirectGateway),
            DeviceRoute("192.168.1.1/32", .onLink, interface: "en0", origin: .configured),
        ]
        let text = PrintedRoutes(routes: routes, linkNumbers: ["en0": 4], addresses: [:]).text(.macosLegacy)
        #expect(
            text == """
                Routing tables

                Internet:
                Destination        Gateway            Flags        Refs      Use   Netif Expire
                0/1                192.168.0.1        UGSc            0        0   utun1
                192.168.1.1/32     link#4             UCS             0        0     en0

                """)
    }

    /// The device of the tables of macOS 10.15, on en0 (`link#6`), with more routes.
    private static func catalina(_ more: [DeviceRoute], own: IPAddress? = nil, expire: String) -> PrintedRoutes {
        let routes = ownRoutes(lan: "192.168.0.0/24", own: "192.168.0.14/32", gateway: "192.168.0.1") + more
        return PrintedRoutes(
            routes: DeviceRouteTable(routes).routes, linkNumbers: ["en0": 6],
            addresses: ["utun2": own.map { [$0] } ?? []],
            neighbors: [
                PrintedNeighbor(
                    address: "192.168.0.1", mac: "90:f3:5:ee:a2:bb", interface: "en0", flags: "UHLWIir",
                    expire: expire)
            ] + multicastNeighbors)
    }

    private static let multicastNeighbors = [
        PrintedNeighbor(
            address: "224.0.0.251", mac: "1:0:5e:0:0:fb", interface: "en0", flags: "UHmLWI", expire: ""),
        PrintedNeighbor(
            address: "239.255.255.250", mac: "1:0:5e:7f:ff:fa", interface: "en0", flags: "UHmLWI", expire: ""),
    ]

    /// What macOS itself keeps in its table.
    private static func ownRoutes(lan: IPPrefix, own: IPPrefix, gateway: IPAddress) -> [DeviceRoute] {
        [
            DeviceRoute("0.0.0.0/0", .gateway(gateway), interface: "en0", origin: .defaultGateway),
            DeviceRoute("127.0.0.0/8", .ownAddress, interface: "lo0", origin: .loopback),
            DeviceRoute("127.0.0.1/32", .ownAddress, interface: "lo0", origin: .loopback),
            DeviceRoute("169.254.0.0/16", .onLink, interface: "en0", origin: .linkLocal),
            DeviceRoute(lan, .onLink, interface: "en0", origin: .connected),
            DeviceRoute(IPPrefix(host: gateway), .onLink, interface: "en0", origin: .linkHost),
            DeviceRoute(own, .onLink, interface: "en0", origin: .linkHost),
            DeviceRoute("224.0.0.0/4", .onLink, interface: "en0", origin: .multicast),
            DeviceRoute("255.255.255.255/32", .onLink, interface: "en0", origin: .multicast),
        ]
    }
}
