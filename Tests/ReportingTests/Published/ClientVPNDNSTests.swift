import Emulation
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting

/// The figures of "How does DNS work with my AWS Client VPN endpoint?" drawn and explained (DevelopersIO, Classmethod; in Japanese),
/// after the article of the same name in AWS re:Post Knowledge Center.
@Suite struct ClientVPNDNSTests {
    private static let fullTunnel = "scenario1-full-tunnel"
    private static let splitTunnel = "scenario2-split-tunnel"
    private static let primary: IPAddress = "10.10.1.228"
    private static let secondary: IPAddress = "10.10.0.43"

    // MARK: - What is said of custom servers

    @Test(.rules("CVPN-DNS-04", "CVPN-DNS-05"))
    func `the secondary is asked when the primary does not respond`() throws {
        let lookup = try PublishedCase(Self.splitTunnel, set: "faults=[{target: 10.10.1.228, kind: drop}]").lookup(
            "{ name: test.example.local }")
        #expect(lookup.summary == "answered - 10.10.0.43 utun1")
        #expect(lookup.serversAsked == [Self.primary, Self.secondary])
    }

    @Test(.rules("CVPN-DNS-04", "STUB-05"))
    func `a SERVFAIL of the primary is final`() throws {
        let lookup = try PublishedCase(Self.splitTunnel, set: "faults=[{target: 10.10.1.228, kind: servfail}]").lookup(
            "{ name: test.example.local }")
        #expect(lookup.outcome == .servfail)
        #expect(lookup.serversAsked == [Self.primary])
    }

    @Test(.rules("CVPN-DNS-05"))
    func `where neither server is reachable no name resolves`() throws {
        let lookup = try PublishedCase(
            Self.splitTunnel, set: "vpcs[vpn-vpc].route_tables[vpn-rt].routes=[]"
        ).lookup("{ name: test.example.local }")
        #expect(lookup.summary == "timeout SUBNET_NO_ROUTE - utun1")
        #expect(lookup.serversAsked == [Self.primary, Self.secondary, Self.primary, Self.secondary])
    }

    @Test(.rules("CVPN-DNS-01"))
    func `without custom servers the device keeps its own`() throws {
        let scenario = try PublishedCase(Self.splitTunnel, set: "vpn.dns_servers=[]")
        #expect(try scenario.resolvConf() == "nameserver 192.168.1.1\n")
        #expect(try scenario.lookup("{ name: amazon.com }").summary == "answered - 192.168.1.1 en0")
    }

    @Test(.rules("CVPN-DNS-03"), arguments: [true, false])
    func `custom servers are applied in a split and in a full tunnel`(isSplit: Bool) throws {
        let scenario = try PublishedCase(Self.splitTunnel, set: "vpn.split_tunnel=\(isSplit)")
        let published = try PublishedText("client-vpn-dns/inbound-endpoint-routes.txt")
        let servers = published.lines.filter { $0.hasPrefix("nameserver ") }
        #expect(try scenario.resolvConf().split(separator: "\n").map(String.init) == servers)
        // DNS enters the tunnel either way, and the endpoint's routes lead to the server (CVPN-DNS-06).
        #expect(try scenario.lookup("{ name: test.example.local }").summary == "answered - 10.10.1.228 utun1")
    }

    @Test(.rules("CVPN-DNS-06", "CVPN-FWD-01", "CVPN-SUBNET-01"))
    func `in a full tunnel both the endpoint's and the subnet's route must lead to the server`() throws {
        let withoutEndpointRoute = try PublishedCase(
            Self.splitTunnel, set: "vpn.split_tunnel=false", "vpn.routes[1]=null")
        #expect(
            try withoutEndpointRoute.lookup("{ name: test.example.local }").summary == "timeout VPN_NO_ROUTE - utun1")
        let withoutSubnetRoute = try PublishedCase(
            Self.splitTunnel, set: "vpn.split_tunnel=false", "vpcs[vpn-vpc].route_tables[vpn-rt].routes=[]")
        #expect(
            try withoutSubnetRoute.lookup("{ name: test.example.local }").summary == "timeout SUBNET_NO_ROUTE - utun1")
    }

    @Test(.rules("CVPN-DNS-07"))
    func `in a split tunnel a server beyond the VPC needs a route of the endpoint`() throws {
        let scenario = try PublishedCase(Self.splitTunnel, set: "vpn.routes[1]=null")
        #expect(try scenario.lookup("{ name: test.example.local }").summary == "timeout CLIENT_NO_ROUTE - en0")
    }

    // MARK: - Names that private addresses hide behind

    @Test(
        .rules("VPC-DNS-03", "VPCE-01", "EC2-NAME-06"), arguments: ["inbound endpoint", "AmazonProvidedDNS"],
        ["test.example.local", "db.corp.ap-southeast-2.rds.amazonaws.com", "ec2.ap-southeast-2.amazonaws.com"])
    func `private zones, databases and interface endpoints give private addresses`(asked: String, name: String) throws {
        for (attributes, isPrivate) in [([], true), (["enable_dns_hostnames"], false)] {
            let scenario = try Self.withDatabase(
                asking: asked, edits: attributes.map { "vpcs[\(Self.vpc(asked))].\($0)=false" })
            let lookup = try scenario.lookup("{ name: \(name) }")
            let isAnswered = lookup.outcome == .answered && lookup.common.scope == .private
            if name.hasPrefix("db.") && !isPrivate { continue }
            #expect(isAnswered == isPrivate, "\(attributes): \(lookup.summary) \(lookup.common.addresses)")
        }
    }

    @Test(.rules("VPC-DNS-02"), arguments: ["inbound endpoint", "AmazonProvidedDNS"])
    func `without DNS support nothing resolves`(asked: String) throws {
        let scenario = try Self.withDatabase(
            asking: asked,
            edits: ["vpcs[\(Self.vpc(asked))].enable_dns_support=false", "vpcs[resolver-vpc].vpc_endpoints=[]"])
        #expect(try scenario.lookup("{ name: test.example.local }").outcome != .answered)
    }

    private static func vpc(_ asked: String) -> String { asked == "AmazonProvidedDNS" ? "vpn-vpc" : "resolver-vpc" }

    /// The split tunnel's scenario with a public database name, all in the VPC of the resolver that is asked.
    private static func withDatabase(asking: String, edits: [String]) throws -> PublishedCase {
        let vpc = vpc(asking)
        let isOwn = vpc == "vpn-vpc"
        var all = [
            """
            vpcs[\(vpc)].db_instances[+]={address: db.corp.ap-southeast-2.rds.amazonaws.com, \
            private_ip: \(isOwn ? "10.123.2.20" : "10.10.1.20"), public_ip: 198.51.100.50, publicly_accessible: true}
            """
        ]
        if isOwn {
            all += [
                "vpn.dns_servers=[10.123.0.2]", "vpcs[vpn-vpc].enable_dns_hostnames=true",
                "hosted_zones[example.local].vpcs=[vpn-vpc]",
                """
                vpcs[vpn-vpc].vpc_endpoints[+]={service_name: com.amazonaws.ap-southeast-2.ec2, \
                private_dns_enabled: true, ips: [10.123.2.33]}
                """,
            ]
        }
        return try PublishedCase(splitTunnel, sets: all + edits)
    }

    @Test(.rules("CVPN-SNAT-01"))
    func `traffic into the VPC and beyond comes from the endpoint's network interface`() throws {
        let scenario = try PublishedCase(Self.splitTunnel)
        for destination in ["10.123.2.1", "10.10.1.11"] {
            let connection = try scenario.connection("{ to: \(destination) }")
            #expect(connection.summary == "connected - utun1")
            #expect(connection.common.sourceAddress == "10.123.1.97")
        }
    }

    // MARK: - Full tunnel, no custom servers

    @Test(.rules("CVPN-DNS-01", "CVPN-LAN-04", "CVPN-ROUTE-01", "OVPN-NETSTAT-05", "OVPN-NETSTAT-06"))
    func `a local resolver with a host route is asked outside the tunnel`() throws {
        let scenario = try PublishedCase(Self.fullTunnel, case: "example-1-local-resolver")
        try Self.expect("client-vpn-dns/local-resolver.txt", of: scenario, grep: ["utun1", "192.168.1.1"])
        #expect(try scenario.dig("amazon.com").contains("\namazon.com.\t\t32\tIN\tA\t176.32.98.166\n"))
        #expect(try scenario.interface(to: "192.168.1.1") == "en0")
        #expect(try scenario.connection("{ to: 176.32.98.166 }").summary == "connected - utun1")
    }

    @Test(.rules("CVPN-DNS-06", "CVPN-SUBNET-02", "STUB-03", "OVPN-NETSTAT-06"))
    func `a public resolver is asked through the tunnel, which has no way to the internet`() throws {
        let scenario = try PublishedCase(Self.fullTunnel, case: "example-2-public-resolver")
        let rows = try Self.expect("client-vpn-dns/public-resolver.txt", of: scenario, grep: ["utun1", "8.8.8.8"])
        #expect(!rows.contains { $0.hasPrefix("8.8.8.8") })
        let printed = try scenario.dig("amazon.com")
        #expect(printed.hasSuffix("\n;; connection timed out; no servers could be reached\n"))
        #expect(try scenario.interface(to: "8.8.8.8") == "utun1")
    }

    @Test(.rules("CVPN-SUBNET-02", "CVPN-DNS-13"))
    func `the same query succeeds once the target network has a way to the internet`() throws {
        let scenario = try PublishedCase(Self.fullTunnel, case: "example-2-with-internet-access")
        #expect(try scenario.dig("amazon.com").contains(";; SERVER: 8.8.8.8#53(8.8.8.8)\n"))
        #expect(try scenario.lookup("{ name: amazon.com }").summary == "answered - 8.8.8.8 utun1")
    }

    // MARK: - Split tunnel, inbound endpoint

    @Test(.rules("CVPN-DNS-03", "CVPN-ROUTE-05", "CVPN-ROUTE-07", "OVPN-NETSTAT-01"))
    func `the device has both VPCs' routes and both servers`() throws {
        try Self.expect(
            "client-vpn-dns/inbound-endpoint-routes.txt", of: PublishedCase(Self.splitTunnel), grep: ["utun1"])
    }

    @Test(
        .rules("R53-INBOUND-02", "R53-INBOUND-03", "VPCE-01", "EC2-NAME-06", "DNSMSG-07"),
        arguments: [
            ("amazon.com", ["176.32.103.205"]), ("test.example.local", ["10.123.2.1"]),
            ("ec2.ap-southeast-2.amazonaws.com", ["10.10.0.33"]),
            ("ec2-13-211-254-134.ap-southeast-2.compute.amazonaws.com", ["10.10.1.11"]),
        ])
    func `the inbound endpoint resolves names of its own VPC and public ones`(name: String, addresses: [String]) throws
    {
        let scenario = try PublishedCase(Self.splitTunnel)
        let published = try PublishedText("client-vpn-dns/inbound-endpoint-answers.txt").lines
        let start = try #require(published.firstIndex { $0.hasPrefix("\(name).") })
        let printed = try scenario.dig(name)
        let lines = printed.split(separator: "\n").map { PublishedText.collapsed(String($0)) }
        for line in [";; ANSWER SECTION:", published[start], published[start + 1]] {
            #expect(lines.contains(PublishedText.collapsed(line)), "\(line)\n\(printed)")
        }
        #expect(published[start + 1] == ";; SERVER: 10.10.1.228#53(10.10.1.228)")
        let lookup = try scenario.lookup("{ name: \(name) }")
        #expect(lookup.common.addresses.map(\.description) == addresses)
        #expect(lookup.summary == "answered - 10.10.1.228 utun1")
    }

    @Test(.rules("R53-INBOUND-02", "R53-PHZ-05"))
    func `a zone of the endpoint's VPC alone does not exist for the inbound endpoint`() throws {
        let scenario = try PublishedCase("zone-in-wrong-vpc", case: "zone-of-the-vpn-vpc")
        let lookup = try scenario.lookup("{ name: test.example.local }")
        #expect(lookup.summary == "nxdomain ZONE_NOT_VISIBLE 10.10.1.228 utun1")
        #expect(try !scenario.dig("test.example.local").contains("10.123.2.1"))
    }

    /// Expects the abridged session that a document printed: resolver configuration, some routes, an answer of dig.
    @discardableResult
    private static func expect(
        _ path: String, of scenario: PublishedCase, grep words: [String],
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> [String] {
        let published = try PublishedText(path)
        let isRoute = { (line: String) in line.contains(" UGSc ") || line.contains(" UCS ") }
        let servers = published.lines.filter { $0.hasPrefix("nameserver ") }
        #expect(
            try scenario.resolvConf().split(separator: "\n").map(String.init) == servers,
            sourceLocation: sourceLocation)
        let rows = try scenario.routes().split(separator: "\n").map(String.init).filter { row in
            words.contains { row.contains($0) }
        }
        // The counters under Refs and Use are no result.
        func withoutCounters(_ row: String) -> String {
            let fields = row.split(separator: " ")
            return fields.count > 5 ? (fields[..<3] + fields[5...]).joined(separator: " ") : row
        }
        let missing = published.with(published.lines.filter(isRoute).map(withoutCounters)).missing(
            from: rows.map(withoutCounters).joined(separator: "\n"))
        #expect(missing == [], sourceLocation: sourceLocation)
        let rest = published.lines.filter { !isRoute($0) && !$0.hasPrefix("nameserver ") && !$0.isEmpty }
        if !rest.isEmpty {
            let printed = try scenario.dig("amazon.com")
            #expect(published.with(rest).missing(from: printed) == [], sourceLocation: sourceLocation)
        }
        return rows
    }
}
