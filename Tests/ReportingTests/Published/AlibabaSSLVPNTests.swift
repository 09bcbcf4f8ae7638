import Emulation
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting

/// The figures of "SSL-VPN with Alibaba Cloud VPN Gateway #3, the network" (article in Japanese).
@Suite struct AlibabaSSLVPNTests {
    private static let scenario = "alibaba-ssl-vpn"
    private static let resolver = "{destination_cidr_block: 8.8.8.8/32, target_subnet: vpn-a}"

    // MARK: - From the cloud to the client

    @Test(.rules("ALI-PATH-01", "ALI-PATH-02"))
    func `the instance reaches the assigned address, and the client sees the instance's own`() throws {
        let connection = try PublishedCase(Self.scenario, case: "from-the-instance").connection(
            "{ from: ubuntu, to: 192.168.1.10, protocol: icmp }")
        #expect(connection.outcome == .connected)
        #expect(connection.common.sourceAddress == "172.24.203.118")
    }

    @Test(.rules("ALI-PATH-02"))
    func `the instance sees the assigned address of the client`() throws {
        let connection = try PublishedCase(Self.scenario, case: "connected").connection("{ to: 172.24.203.118 }")
        #expect(connection.summary == "connected - Ethernet 2")
        #expect(connection.common.sourceAddress == "192.168.1.10")
    }

    @Test(.rules("ALI-PATH-03"))
    func `the client's real address gives the instance no answer`() throws {
        let connection = try PublishedCase(Self.scenario, case: "from-the-instance").connection(
            "{ from: ubuntu, to: 192.168.0.49, protocol: icmp }")
        #expect(connection.outcome == .timeout)
    }

    @Test(.rules("ALI-PATH-03"))
    func `forced to the gateway the packet goes round until its time to live ends, and never reaches the client`()
        throws
    {
        let connection = try PublishedCase(Self.scenario, case: "from-the-instance-with-a-forced-route").connection(
            "{ from: ubuntu, to: 192.168.0.49, protocol: icmp }")
        #expect(connection.reachable == false)
        #expect(connection.common.reason == .loop)
        #expect(connection.common.rule == .aliPath03)
        #expect(!connection.common.hops.contains { $0.element == "client" })
        let told = connection.common.explanation.first { $0.isDecisive }
        #expect(told?.text.contains("time to live") == true, "\(told?.text ?? "")")
    }

    // MARK: - The device's routes

    @Test(.rules("ALI-ROUTE-01", "ALI-ROUTE-02", "ALI-ADDR-01"))
    func `the device's table has Local Network, the client CIDR block and its old default route`() throws {
        let published = try PublishedText("alibaba-ssl-vpn/route-print.txt").lines.filter { !$0.isEmpty }
        let rows = try Self.rows(PublishedCase(Self.scenario, case: "connected"))
        #expect(published.allSatisfy(rows.contains), "\(rows)")
        #expect(rows.count { $0.hasPrefix("0.0.0.0/0 ") } == 1)
    }

    @Test(.rules("ALI-ROUTE-01", "ALI-ROUTE-02"), arguments: ["1.1.1.1", "8.8.8.8", "10.1.2.3", "172.25.0.1"])
    func `what is in no Local Network takes the old default route`(address: String) throws {
        let scenario = try PublishedCase(Self.scenario, case: "connected")
        #expect(try scenario.interface(to: #require(IPAddress(address))) == "Ethernet")
    }

    @Test(.rules("ALI-ROUTE-02"))
    func `the internet sees the address of the provider`() throws {
        let connection = try PublishedCase(Self.scenario, case: "connected").connection("{ to: www.example.com }")
        #expect(connection.summary == "connected - Ethernet")
        let address = try #require(connection.common.publicAddress)
        #expect(address.description.hasPrefix("118.83."))
    }

    @Test(.rules("ALI-OPS-01", "ALI-ROUTE-01"))
    func `a session that begins after 10.0.0.0/8 was added has its route`() throws {
        let scenario = try PublishedCase(Self.scenario, case: "second-vpc")
        #expect(try Self.rows(scenario).contains("10.0.0.0/8 192.168.1.9"))
        let connection = try scenario.connection("{ to: 10.1.0.10 }")
        #expect(connection.summary == "connected - Ethernet 2")
        #expect(connection.common.sourceAddress == "192.168.1.10")
    }

    @Test(.rules("ALI-PATH-05"))
    func `a connected VPC that does not route the client CIDR block back is not reachable`() throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "second-vpc", set: "vpcs[second].route_tables[back].routes[0]=null")
        let connection = try scenario.connection("{ to: 10.1.0.10 }")
        #expect(connection.summary == "timeout NO_RETURN_ROUTE Ethernet 2")
        #expect(connection.common.rule == .aliPath05)
    }

    // MARK: - Default and public prefixes

    @Test(
        .rules("ALI-ROUTE-03"),
        arguments: [
            ("0.0.0.0/0", ["error ALI-ROUTE-03"]), ("0.0.0.0/1", ["error ALI-ROUTE-03"]), ("8.8.8.8/32", []),
            ("10.0.0.0/8", []),
        ])
    func `Local Network takes hosts, and no default route`(prefix: String, ruled: [String]) throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "connected",
            set: "vpn.routes[+]={destination_cidr_block: \(prefix), target_subnet: vpn-a}")
        #expect(scenario.ruled == ruled)
    }

    @Test(.rules("ALI-ROUTE-01"))
    func `there is no full tunnel to choose`() throws {
        let scenario = try PublishedCase(Self.scenario, case: "connected", set: "vpn.split_tunnel=false")
        #expect(scenario.ruled == ["error ALI-ROUTE-01"])
    }

    @Test(.rules("ALI-ADDR-01", "OVPN-TOPO-01"))
    func `8.8.8.8/32 goes to the gateway of the session's own /30`() throws {
        let scenario = try PublishedCase(Self.scenario, case: "public-resolver-in-local-network")
        #expect(try Self.rows(scenario).contains("8.8.8.8/32 192.168.1.5"))
        let tunnel = try #require(try scenario.world.tunnel)
        #expect(tunnel.session == "192.168.1.4/30")
        #expect(tunnel.clientAddresses == ["192.168.1.6"])
    }

    @Test(.rules("ALI-PATH-04"))
    func `the pushed public host gives no reply, and with it as resolver no name does`() throws {
        let scenario = try PublishedCase(Self.scenario, case: "public-resolver-in-local-network")
        let ping = try scenario.connection("{ to: 8.8.8.8, protocol: icmp }")
        #expect(ping.summary == "timeout INTERNET_NO_PATH Ethernet 2")
        #expect(ping.common.rule == .aliPath04)
        #expect(
            try scenario.lookup("{ name: www.example.com }").summary == "timeout INTERNET_NO_PATH - Ethernet 2")
    }

    // MARK: - MTU and overlaps

    @Test(.rules("ALI-MTU-01"), arguments: [1472, 1473])
    func `1472 octets pass unfragmented, 1473 do not`(size: Int) throws {
        let connection = try PublishedCase(Self.scenario, case: "mtu").connection(
            "{ to: 172.24.203.118, protocol: icmp, size: \(size), dont_fragment: true, at: 0s }")
        #expect(connection.reachable == (size == 1472))
        #expect(connection.common.reason == (size == 1472 ? nil : .mtuExceeded))
    }

    @Test(.rules("ALI-ADDR-02"))
    func `with one segment for the LAN and the client CIDR block traffic fails`() throws {
        let scenario = try PublishedCase(Self.scenario, case: "lan-equals-client-cidr")
        #expect(scenario.ruled == ["warning ALI-ADDR-02"])
        let there = try scenario.connection("{ to: 172.24.203.118 }")
        #expect(there.summary == "timeout CLIENT_ONLINK_CAPTURE Ethernet 2")
        #expect(there.common.rule == .aliAddr02)
        #expect(try scenario.connection("{ from: ubuntu, to: 192.168.0.10, protocol: icmp }").outcome == .timeout)
    }

    /// Destination and gateway of the rows that `route print` shows.
    private static func rows(_ scenario: PublishedCase) throws -> [String] {
        try scenario.routes().split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count == 5, let address = IPAddress(String(fields[0])),
                let mask = IPAddress(String(fields[1]))
            else { return nil }
            let length = mask.octets.reduce(0) { $0 + $1.nonzeroBitCount }
            return "\(address)/\(length) \(fields[2])"
        }
    }
}
