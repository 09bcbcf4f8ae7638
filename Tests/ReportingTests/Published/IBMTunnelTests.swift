import Emulation
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting

/// The figures of "Split tunnel and full tunnel of IBM Cloud Client VPN for VPC" (article in Japanese).
@Suite struct IBMTunnelTests {
    private static let scenario = "ibm-split-and-full-tunnel"

    @Test(
        .rules(
            "IBM-ADDR-01", "IBM-ROUTE-01", "IBM-ROUTE-02", "IBM-ROUTE-04", "OVPN-NETSTAT-01", "OVPN-NETSTAT-03",
            "OVPN-NETSTAT-04"),
        arguments: ["not-connected", "split-tunnel", "full-tunnel"])
    func `netstat prints the device's table`(name: String) throws {
        let table = try PublishedCase(Self.scenario, case: name).routes()
        let published = try PublishedText("ibm-tunnel/\(name).txt")
        #expect(published.differences(fromTable: table, keepsColumns: false) == [])
    }

    @Test(.rules("OVPN-NETSTAT-04"), arguments: ["not-connected", "split-tunnel", "full-tunnel"])
    func `the default route and the lower half alone are marked with g`(name: String) throws {
        let rows = try PublishedCase(Self.scenario, case: name).routes().split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        let marked = rows.filter { $0.count > 3 && $0[2].hasSuffix("g") && $0[2] != "Flags" }.map { $0[0] }
        #expect(marked == (name == "full-tunnel" ? ["0/1", "default"] : ["default"]))
    }

    @Test(.rules("IBM-ROUTE-03"), arguments: [false, true])
    func `without a route of the server nothing is forwarded, in a full tunnel neither`(isRouted: Bool) throws {
        let route = "{destination_cidr_block: 10.3.0.0/24, target_subnet: vpn-subnet}"
        let scenario =
            isRouted
            ? try PublishedCase(Self.scenario, case: "full-tunnel", set: "vpn.routes[+]=\(route)")
            : try PublishedCase(Self.scenario, case: "full-tunnel")
        let connection = try scenario.connection("{ to: 10.3.0.10, port: 22 }")
        #expect(connection.summary == (isRouted ? "connected - utun5" : "timeout VPN_NO_ROUTE utun5"))
        #expect(connection.common.rule == (isRouted ? nil : .ibmRoute03))
        // The device's table tells no difference.
        let published = try PublishedText("ibm-tunnel/full-tunnel.txt")
        #expect(published.differences(fromTable: try scenario.routes(), keepsColumns: false) == [])
    }

    @Test(.rules("IBM-ROUTE-04"))
    func `a subnet without a route of the server is no row of the device, and its traffic takes no tunnel`() throws {
        let scenario = try PublishedCase(Self.scenario, case: "split-tunnel")
        #expect(try !scenario.routes().contains("10.3/24"))
        #expect(try scenario.connection("{ to: 10.3.0.10, port: 22 }").common.via == "en0")
    }

    @Test(.rules("IBM-OPS-01", "IBM-ROUTE-01"))
    func `a session that begins after a route was added has its row`() throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "split-tunnel",
            set: "vpn.routes[+]={destination_cidr_block: 10.3.0.0/24, target_subnet: vpn-subnet}")
        let rows = try scenario.routes().split(separator: "\n").map { PublishedText.collapsed(String($0)) }
        #expect(rows.contains("10.3/24 192.168.252.1 UGSc utun5"))
        #expect(try scenario.connection("{ to: 10.3.0.10, port: 22 }").summary == "connected - utun5")
    }

    @Test(
        .rules("IBM-ROUTE-02"),
        arguments: ["1.1.1.1", "8.8.8.8", "100.64.0.1", "127.255.255.255", "128.0.0.1", "203.0.113.9", "10.9.9.9"]
            as [IPAddress])
    func `in a full tunnel whatever has no longer match takes the tunnel, never the default route`(
        address: IPAddress
    ) throws {
        let scenario = try PublishedCase(Self.scenario, case: "full-tunnel")
        let isLoopback = ("127.0.0.0/8" as IPPrefix).contains(address)
        #expect(try scenario.interface(to: address) == (isLoopback ? "lo0" : "utun5"))
    }
}
