import Emulation
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting

/// The figures of "Split tunnel on an AWS Client VPN endpoint that has a 0.0.0.0/0 route" (DevelopersIO, Classmethod; in Japanese).
@Suite struct DefaultRouteInSplitTunnelTests {
    private static let scenario = "aws-default-route-in-split-tunnel"

    // MARK: - Route tables

    @Test(.rules("CVPN-ROUTE-07"))
    func `the endpoint lists the VPC's route of the association, then the two that were added`() throws {
        let published = try PublishedText("default-route/endpoint-routes.yaml")
        func values(_ key: String) -> [String] {
            published.lines.filter { $0.contains("\(key): ") }.map { line in
                String(line.split(separator: " ").last ?? "")
            }
        }
        let routes = try PublishedCase(Self.scenario, case: "split-tunnel").endpointRoutes()
        #expect(routes.map { $0[0] } == values("DestinationCidr"))
        #expect(routes.map { $0[2] } == values("Origin"))
        #expect(Set(values("TargetSubnet")).count == 1)
        #expect(Set(routes.map { $0[1] }) == ["public-a"])
        // The description belongs to the one route that nobody added.
        #expect(values("Description").count == routes.count { $0[2] == "associate" })
    }

    @Test(
        .rules(
            "CVPN-ADDR-02", "CVPN-ROUTE-01", "CVPN-ROUTE-02", "CVPN-ROUTE-03", "CVPN-ROUTE-05", "CVPN-ROUTE-06",
            "CVPN-ROUTE-08", "OVPN-NETSTAT-01", "OVPN-NETSTAT-02", "OVPN-NETSTAT-03", "OVPN-NETSTAT-05"),
        arguments: ["not-connected", "full-tunnel", "split-tunnel"])
    func `netstat prints the device's table`(name: String) throws {
        let table = try PublishedCase(Self.scenario, case: name).routes()
        let published = try PublishedText("default-route/\(name).txt")
        #expect(published.differences(fromTable: table, keepsColumns: true) == [])
    }

    @Test(.rules("CVPN-ROUTE-01", "CVPN-ROUTE-02", "CVPN-ROUTE-03"))
    func `a full tunnel adds the halves, the endpoint and its own subnet, and no route of the endpoint`() throws {
        let before = try Set(PublishedCase(Self.scenario, case: "not-connected").routes().split(separator: "\n"))
        let after = try PublishedCase(Self.scenario, case: "full-tunnel").routes().split(separator: "\n")
        #expect(
            after.filter { !before.contains($0) }.map { PublishedText.collapsed(String($0)) } == [
                "0/1 172.31.0.33 UGSc utun2", "54.178.6.141/32 192.168.0.1 UGSc en0", "128.0/1 172.31.0.33 UGSc utun2",
                "172.31.0.32/27 172.31.0.34 UGSc utun2", "172.31.0.34 172.31.0.34 UH utun2",
            ])
        #expect(before.subtracting(after).isEmpty)
    }

    @Test(.rules("CVPN-ROUTE-02", "CVPN-ROUTE-06"), arguments: ["not-connected", "full-tunnel", "split-tunnel"])
    func `before connecting the table is the same in every case`(name: String) throws {
        let table = try PublishedCase(Self.scenario, case: name).routes(beforeConnecting: true)
        let published = try PublishedText("default-route/not-connected.txt")
        #expect(published.differences(fromTable: table, keepsColumns: true) == [])
    }

    // MARK: - The address that the internet sees

    @Test(
        .rules("CVPN-ENI-03", "CVPN-ROUTE-06"),
        arguments: [
            ("not-connected", "202.xx.xx.xx", "en0"), ("full-tunnel", "18.xxx.xx.xx", "utun2"),
            ("split-tunnel", "202.xx.xx.xx", "en0"),
        ])
    func `a web server that tells the caller's address tells this one`(
        name: String, published: String, interface: String
    ) throws {
        let connection = try PublishedCase(Self.scenario, case: name).connection(
            "{ to: checkip.amazonaws.com, port: 80 }")
        #expect(connection.outcome == .connected)
        #expect(connection.common.via == interface)
        let address = try #require(connection.common.publicAddress)
        #expect(PublishedText.matches(published, address.description), "\(address)")
    }

    @Test(.rules("CVPN-ENI-02", "CVPN-ENI-03"))
    func `two network interfaces have public addresses, and the session keeps to one`() throws {
        let tunnel = try #require(try PublishedCase(Self.scenario, case: "full-tunnel").world.tunnel)
        let addresses = tunnel.associations.flatMap(\.interfaces).compactMap { $0.publicAddress?.description }
        try #require(addresses.count == 2)
        #expect(zip(["18.xx.xx.xx", "3.xx.xx.xx"], addresses).allSatisfy { PublishedText.matches($0, $1) })
    }

    // MARK: - Paths

    @Test(.rules("CVPN-ROUTE-05"))
    func `1.1.1.1 was not pushed: the LAN's gateway is the first hop`() throws {
        let published = try PublishedText("default-route/traceroute-1.1.1.1.txt")
        let firstHop = try #require(published.lines.first { $0.hasPrefix(" 1 ") }?.split(separator: " ")[1])
        let connection = try PublishedCase(Self.scenario, case: "split-tunnel").connection(
            "{ to: 1.1.1.1, protocol: icmp }")
        #expect(connection.summary == "connected - en0")
        let gateways = connection.common.hops.filter { $0.kind == .gateway }
        #expect(gateways.first?.element == String(firstHop))
        #expect(published.lines.last { !$0.isEmpty }?.contains("(1.1.1.1)") == true)
        #expect(connection.wayThere.last == "cloudflare")
    }

    @Test(.rules("CVPN-ROUTE-08", "CVPN-SUBNET-02"))
    func `8.8.8.8 was pushed: a silent first hop, then the endpoint's side of the internet`() throws {
        let published = try PublishedText("default-route/traceroute-8.8.8.8.txt")
        #expect(published.lines.contains(" 1  * * *"))
        #expect(published.lines.contains { $0.hasPrefix(" 2  ec2-54-150-128-23.ap-northeast-1.") })
        let scenario = try PublishedCase(Self.scenario, case: "split-tunnel")
        let connection = try scenario.connection("{ to: 8.8.8.8, protocol: icmp }")
        #expect(connection.summary == "connected - utun2")
        // The tunnel's end tells no address of its own; the next one is in the cloud.
        #expect(!connection.common.hops.contains { $0.kind == .gateway })
        #expect(connection.wayThere.starts(with: ["client", "utun2", "cvpn", "vpc/public-a"]))
        #expect(connection.wayThere.last == "google")
        #expect(try scenario.world.topology.vpcs.elements.first?.region == "ap-northeast-1")
    }

    // MARK: - What follows

    @Test(.rules("CVPN-LAN-01", "CVPN-LAN-02"), arguments: ["full-tunnel", "split-tunnel"])
    func `the LAN captures the VPC's addresses that lie in it, the resolver among them`(name: String) throws {
        let scenario = try PublishedCase(Self.scenario, case: name, set: "vpn.dns_servers=[192.168.0.2]")
        for address: IPAddress in ["192.168.0.2", "192.168.0.200"] {
            #expect(try scenario.interface(to: address) == "en0")
        }
        #expect(try scenario.connection("{ to: 192.168.0.200 }").summary == "timeout CLIENT_ONLINK_CAPTURE en0")
        #expect(
            try scenario.lookup("{ name: checkip.amazonaws.com }").summary == "timeout CLIENT_ONLINK_CAPTURE - en0")
    }

    @Test(
        .rules("CVPN-DNS-01", "CVPN-ROUTE-08"), arguments: [("8.8.8.8", "utun2"), ("1.1.1.1", "en0")])
    func `DNS takes the tunnel with the pushed resolver and passes it by with another`(
        server: String, interface: String
    ) throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "split-tunnel", set: "client.resolver.nameservers=[\(server)]")
        #expect(
            try scenario.lookup("{ name: checkip.amazonaws.com }").summary == "answered - \(server) \(interface)")
        for other: IPAddress in ["1.0.0.1", "9.9.9.9", "198.51.100.80", "223.255.255.1"] {
            #expect(try scenario.interface(to: other) == "en0")
        }
    }

    @Test(.rules("CVPN-ROUTE-06"))
    func `the default route of a split tunnel is warned about`() throws {
        #expect(try PublishedCase(Self.scenario, case: "split-tunnel").ruled == ["warning CVPN-ROUTE-06"])
        #expect(try PublishedCase(Self.scenario, case: "full-tunnel").ruled == [])
    }
}
