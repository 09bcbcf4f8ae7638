import Emulation
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting

/// The figures of "The components of AWS Client VPN drawn, network ACLs and security groups narrowed down" (DevelopersIO,
/// Classmethod; in Japanese).
@Suite struct TargetNetworkTests {
    private static let scenario = "aws-target-networks"

    // MARK: - What was printed

    @Test(.rules("CVPN-NAME-01", "CVPN-NAME-02"), arguments: ["chiba", "a1b2c3"])
    func `any label before the endpoint's name resolves to two public addresses for ten seconds`(label: String) throws {
        let name = "\(label).cvpn-endpoint-0bac60d.prod.clientvpn.ap-northeast-1.amazonaws.com"
        let printed = try PublishedCase(Self.scenario, case: "minimal-rules").dig("+noall", "+answer", name)
        // The command's own line comes first.
        let answers = printed.split(separator: "\n").filter { !$0.hasPrefix(";") }.map {
            PublishedText.collapsed(String($0)).replacing("\(label).", with: "chiba.")
        }
        let published = try PublishedText("target-network/endpoint-name.txt").lines.filter { !$0.isEmpty }
        try #require(answers.count == published.count)
        for (expected, answer) in zip(published, answers) {
            #expect(PublishedText.matches(expected, answer), "\(expected) is not \(answer)")
        }
    }

    @Test(.rules("CVPN-NAME-02", "CVPN-ENI-02"))
    func `the endpoint's addresses are none of its network interfaces`() throws {
        let tunnel = try #require(try PublishedCase(Self.scenario, case: "minimal-rules").world.tunnel)
        let interfaces = tunnel.associations.flatMap(\.interfaces).flatMap { [$0.address, $0.publicAddress] }
        #expect(tunnel.endpointAddresses.allSatisfy { !interfaces.contains($0) })
    }

    @Test(.rules("CVPN-ENI-02"))
    func `two network interfaces may stand in one target network, each with a public address`() throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "minimal-rules",
            set: """
                vpn.associations=[{subnet: vpn-c, enis: [{ip: 192.168.10.97, public_ip: 203.0.113.1}, \
                {ip: 192.168.10.98, public_ip: 203.0.113.2}]}]
                """)
        let interfaces = try #require(try scenario.world.tunnel).associations[0].interfaces
        #expect(interfaces.map(\.publicAddress) == ["203.0.113.1", "203.0.113.2"])
        let connection = try scenario.connection("{ to: 192.168.1.63, port: 22 }")
        #expect(connection.common.sourceAddress == "192.168.10.97")
    }

    @Test(
        .rules(
            "CVPN-ADDR-01", "CVPN-ADDR-02", "CVPN-ROUTE-05", "CVPN-ROUTE-07", "OVPN-NETSTAT-01", "OVPN-NETSTAT-03",
            "OVPN-NETSTAT-05"))
    func `netstat prints the connected device's table`() throws {
        let table = try PublishedCase(Self.scenario, case: "minimal-rules").routes()
        let published = try PublishedText("target-network/split-tunnel.txt")
        #expect(published.differences(fromTable: table, keepsColumns: true) == [])
    }

    @Test(.rules("CVPN-SNAT-01", "CVPN-SG-01"))
    func `SSH gets through, and the server sees the endpoint's network interface`() throws {
        let connection = try PublishedCase(Self.scenario, case: "minimal-rules").connection(
            "{ to: 192.168.1.63, port: 22 }")
        #expect(connection.summary == "connected - utun2")
        let source = try #require(connection.common.sourceAddress)
        let sockets = try PublishedText("target-network/server-sockets.txt").lines[0].split(separator: " ")
        #expect(sockets[3] == "192.168.1.63:22")
        #expect(sockets[4].hasPrefix("\(source):"))
        #expect(!("172.31.0.0/16" as IPPrefix).contains(source))
    }

    @Test(.rules("R53-RDNS-03"))
    func `the server finds the network interface's name, though it is no instance`() throws {
        let lookup = try PublishedCase(Self.scenario, case: "minimal-rules").lookup(
            "{ name: 97.10.168.192.in-addr.arpa, type: PTR, from: bastion }")
        #expect(lookup.outcome == .answered)
        let name = try #require(lookup.common.records.first?.rdataText.dropLast())
        let login = try PublishedText("target-network/login.txt").lines[0]
        #expect(login.hasSuffix(" from \(name)"))
    }

    // MARK: - Security groups, network ACLs, source translation

    @Test(.rules("CVPN-SG-01", "CVPN-SG-03", "NACL-04"))
    func `groups and ACLs are passed between the endpoint's network interface and the server alone`() throws {
        let connection = try PublishedCase(Self.scenario, case: "minimal-rules").connection(
            "{ to: 192.168.1.63, port: 22 }")
        let there = connection.common.hops.filter { $0.direction == .forward }
        let filters = there.indices.filter { there[$0].kind == .securityGroup || there[$0].kind == .networkACL }
        let translation = try #require(there.firstIndex { $0.kind == .eni })
        #expect(
            filters.map { there[$0].element } == ["vpc/endpoint", "vpc/vpn-acl", "vpc/private-acl", "vpc/instance"])
        #expect(filters.allSatisfy { $0 > translation })
    }

    @Test(.rules("CVPN-SNAT-01", "CVPN-SG-03"), arguments: [("172.31.0.0/16", false), ("192.168.10.97/32", true)])
    func `a rule for the client's address admits nobody, one for the network interface does`(
        source: String, isReachable: Bool
    ) throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "minimal-rules",
            set: """
                vpcs[vpc].security_groups[instance].ingress=\
                [{protocol: tcp, from_port: 22, to_port: 22, cidr_blocks: [\(source)]}]
                """)
        #expect(
            try scenario.connection("{ to: 192.168.1.63, port: 22 }").summary
                == (isReachable ? "connected - utun2" : "timeout SG_INGRESS utun2"))
    }

    @Test(.rules("NACL-01", "NACL-02"), arguments: ["vpn-acl", "private-acl"], ["ingress", "egress"])
    func `each of the four permits of the network ACLs is needed`(acl: String, way: String) throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "minimal-rules", set: "vpcs[vpc].network_acls[\(acl)].\(way)=[]")
        let reason =
            switch (acl, way) {
            case ("vpn-acl", "egress"): "NACL_OUT"
            case ("private-acl", "ingress"): "NACL_IN"
            default: "NACL_RETURN"
            }
        #expect(try scenario.connection("{ to: 192.168.1.63, port: 22 }").summary == "timeout \(reason) utun2")
    }

    // MARK: - Requirements

    @Test(
        .rules("CVPN-LIMIT-04"),
        arguments: [
            ("192.168.30.0/27", 20, []), ("192.168.30.0/27", 8, ["warning CVPN-LIMIT-04"]),
            ("192.168.30.0/27", 7, ["error CVPN-LIMIT-04"]),
            ("192.168.30.0/28", 11, ["error CVPN-LIMIT-04", "warning CVPN-LIMIT-04"]),
        ])
    func `a target network is a /27 at least with eight free addresses, of which twenty are wanted today`(
        cidr: String, free: Int, ruled: [String]
    ) throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "minimal-rules",
            set: """
                vpcs[vpc].subnets[+]={name: next, cidr_block: \(cidr), availability_zone: d, \
                available_ip_address_count: \(free)}
                """, "vpn.associations[+]={subnet: next}")
        #expect(scenario.ruled == ruled)
    }

    @Test(.rules("CVPN-ASSOC-05"))
    func `an availability zone holds one target network`() throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "minimal-rules",
            set: "vpcs[vpc].subnets[+]={name: next, cidr_block: 192.168.30.0/24, availability_zone: c}",
            "vpn.associations[+]={subnet: next}")
        #expect(scenario.ruled == ["error CVPN-ASSOC-05"])
    }

    @Test(
        .rules("CVPN-LIMIT-01"),
        arguments: [
            ("172.31.0.0/22", true), ("172.31.0.0/23", false), ("172.16.0.0/12", true), ("172.0.0.0/11", false),
        ])
    func `the client CIDR block has 22 to 12 bits`(cidr: String, isAccepted: Bool) throws {
        let scenario = try PublishedCase(
            Self.scenario, case: "minimal-rules", set: "vpn.client_cidr_block=\(cidr)", "vpn.client_ip=null")
        #expect(scenario.ruled.filter { $0.hasPrefix("error") } == (isAccepted ? [] : ["error CVPN-LIMIT-01"]))
    }

    // MARK: - Routes, landings, authorization

    @Test(.rules("CVPN-ROUTE-07"))
    func `associating a target network adds a route to the VPC and nothing else`() throws {
        #expect(
            try PublishedCase(Self.scenario, case: "minimal-rules").endpointRoutes() == [
                ["192.168.0.0/16", "vpn-c", "associate"]
            ])
    }

    @Test(.rules("CVPN-ASSOC-01", "CVPN-ASSOC-02"))
    func `a client that lands where there is no default route does not reach the internet`() throws {
        let connection = try PublishedCase(Self.scenario, case: "associations-with-unequal-routes").connection(
            "{ to: 198.51.100.80 }")
        #expect(connection.outcome == .depends)
        let fates = connection.possible.flatMap { possible in
            possible.choices.map { "\($0.value): \(possible.outcome.rawValue) \(possible.reason?.rawValue ?? "-")" }
        }
        #expect(fates.contains("vpn-d: timeout VPN_NO_ROUTE"))
        #expect(fates.filter { $0.contains("connected") }.joined().contains("vpn-a"))
        #expect(fates.filter { $0.contains("connected") }.joined().contains("vpn-c2"))
        #expect(!fates.filter { $0.contains("connected") }.joined().contains("vpn-d"))
    }

    @Test(.rules("CVPN-AUTH-01", "CVPN-SUBNET-02"), arguments: [true, false])
    func `the internet through the VPC wants a rule for 0.0.0.0/0`(isAuthorized: Bool) throws {
        let rule =
            isAuthorized
            ? "vpn.authorization_rules[1]={target_network_cidr: 0.0.0.0/0, authorize_all_groups: true}"
            : "vpn.authorization_rules[1]=null"
        let scenario = try PublishedCase(
            Self.scenario, case: "associations-with-unequal-routes", set: "vpn.landed_on=vpn-a", rule)
        #expect(
            try scenario.connection("{ to: 198.51.100.80 }").summary
                == (isAuthorized ? "connected - utun2" : "timeout VPN_NO_AUTH utun2"))
    }

    @Test(.rules("CVPN-AUTH-06"))
    func `with certificates a rule is for all users`() throws {
        #expect(try PublishedCase(Self.scenario, case: "group-rule-with-certificates").ruled == ["error CVPN-AUTH-06"])
    }

    @Test(.rules("CVPN-SUBNET-01"), arguments: [false, true])
    func `beyond the VPC the target network's route table is needed as well`(isRouted: Bool) throws {
        let destination = "{destination_cidr_block: 10.50.0.0/16, target_subnet: vpn-c}"
        var edits = [
            "vpn.routes[+]=\(destination)",
            "vpn.authorization_rules[+]={target_network_cidr: 10.50.0.0/16, authorize_all_groups: true}",
            "vpn.security_groups=null", "vpcs[vpc].subnets[vpn-c].network_acl=null",
            """
            vpcs[+]={name: far, cidr_block: 10.50.0.0/16, subnets: [{name: s, cidr_block: 10.50.0.0/24, route_table: b}], \
            route_tables: [{name: b, routes: [{destination_cidr_block: 192.168.0.0/16, target: peer}]}]}
            """,
            "vpc_peering_connections[+]={name: peer, vpc: vpc, peer_vpc: far}",
        ]
        if isRouted {
            edits.append("vpcs[vpc].route_tables[rt].routes[+]={destination_cidr_block: 10.50.0.0/16, target: peer}")
        }
        let scenario = try PublishedCase(Self.scenario, case: "minimal-rules", sets: edits)
        #expect(
            try scenario.connection("{ to: 10.50.0.9 }").summary
                == (isRouted ? "connected - utun2" : "timeout SUBNET_NO_ROUTE utun2"))
    }

    // MARK: - What follows

    @Test(.rules("CVPN-AUTH-02", "CVPN-AUTH-07"), arguments: ["192.168.10.5", "192.168.2.1"])
    func `what the route covers and the rule does not enters the tunnel and is dropped at the endpoint`(
        address: String
    ) throws {
        let scenario = try PublishedCase(Self.scenario, case: "minimal-rules")
        let connection = try scenario.connection("{ to: \(address), port: 22 }")
        #expect(connection.summary == "timeout VPN_NO_AUTH utun2")
        #expect(connection.common.droppedAt == "cvpn")
    }

    @Test(.rules("CVPN-LAN-02", "CVPN-DNS-09"))
    func `a pushed VPC+2 fails in the LAN, and elsewhere for want of a rule`() throws {
        let home = try PublishedCase(Self.scenario, case: "vpc-plus-two-pushed")
        #expect(try home.lookup("{ name: checkip.amazonaws.com }").summary == "timeout CLIENT_ONLINK_CAPTURE - en0")
        let elsewhere = try PublishedCase(
            Self.scenario, case: "vpc-plus-two-pushed",
            set: "client.interfaces=[{name: en0, address: 10.20.0.14/24, gateway: 10.20.0.1, link: 6}]",
            "local_network=null")
        #expect(try elsewhere.lookup("{ name: checkip.amazonaws.com }").summary == "timeout VPN_NO_AUTH - utun2")
    }
}
