import Analysis
import ScenarioLanguage
import TestSupport
import Testing

/// Design problems in more shapes than a check's fixture has, each a change of the sound design.
@Suite struct DesignProblemsTests {
    /// A change, and what is to be found of it.
    struct Problem: CustomTestStringConvertible {
        var testDescription: String
        var id: String
        var severity: Finding.Severity
        var sets: [String]

        init(_ description: String, _ severity: Finding.Severity, _ id: String, _ sets: String...) {
            testDescription = description
            self.id = id
            self.severity = severity
            self.sets = sets
        }
    }

    private static let problems = [
        Problem("no endpoint route", .error, "dns-server-without-route", "vpn.routes=[]"),
        Problem(
            "no route of the subnet", .error, "dns-server-without-route", "vpcs[vpn-vpc].route_tables[vpn-rt].routes=[]"
        ),
        Problem(
            "no attachment", .error, "dns-server-without-route", "transit_gateways[tgw-1].attachments=[vpn-vpc]"),
        Problem(
            "other route tables at the second association", .error, "dns-server-without-route",
            "vpn.associations[+]={subnet: vpn-b}",
            "vpn.routes[+]={destination_cidr_block: 10.110.0.0/16, target_subnet: vpn-b}",
            "vpcs[vpn-vpc].route_tables[+]={name: other}", "vpcs[vpn-vpc].subnets[vpn-b].route_table=other"),
        Problem("one server", .warning, "single-dns-server", "vpn.dns_servers=[10.110.1.228]"),
        Problem("one server twice", .warning, "single-dns-server", "vpn.dns_servers=[10.110.1.228, 10.110.1.228]"),
        Problem(
            "authorization for one of the servers", .error, "dns-server-not-authorized",
            "vpn.authorization_rules[1].target_network_cidr=10.110.1.0/24"),
        Problem(
            "authorization for another group", .error, "dns-server-not-authorized",
            "vpn.authentication_options=[{type: federated-authentication}]",
            "vpn.authorization_rules[1]={target_network_cidr: 10.110.0.0/16, access_group_id: admins}"),
        Problem(
            "a group's longer rule, seen by one of the group", .warning, "shadowing-authorization-rule",
            "vpn.authentication_options=[{type: federated-authentication}]", "vpn.user_groups=[admins]",
            "vpn.authorization_rules[+]={target_network_cidr: 10.123.2.0/24, access_group_id: admins}"),
        Problem(
            "a route for one association alone", .warning, "unequal-associations",
            "vpn.associations[+]={subnet: vpn-b}",
            "vpn.routes[+]={destination_cidr_block: 10.110.0.0/16, target_subnet: vpn-b}",
            "vpn.routes[+]={destination_cidr_block: 10.9.0.0/16, target_subnet: vpn-b}"),
        Problem(
            "the LAN holds the VPCs", .warning, "lan-overlap", "client.interfaces[eth0].address=10.0.0.4/8",
            "client.interfaces[eth0].gateway=10.0.0.1"),
        Problem(
            "the LAN lies in the client CIDR block, beside the session", .warning, "lan-overlap",
            "client.interfaces[eth0].address=172.28.1.4/24", "client.interfaces[eth0].gateway=172.28.1.1"),
        Problem(
            "the LAN lies in the session's subnet", .warning, "lan-overlap",
            "client.interfaces[eth0].address=172.28.0.4/28", "client.interfaces[eth0].gateway=172.28.0.1"),
        Problem("too small a pool", .error, "client-pool-size", "vpn.client_cidr_block=172.28.0.0/28"),
        Problem("a pool in the VPC", .error, "client-pool-size", "vpn.client_cidr_block=10.123.4.0/22"),
        Problem("a pool in a route", .error, "client-pool-size", "vpn.client_cidr_block=10.110.4.0/22"),
        Problem(
            "two associations in one zone", .error, "target-subnet-size", "vpn.associations[+]={subnet: app-a}"),
        Problem(
            "DNS support off", .error, "dns-attributes-off", "vpcs[resolver-vpc].enable_dns_support=false"),
        Problem(
            "DNS hostnames off", .error, "dns-attributes-off", "vpcs[resolver-vpc].enable_dns_hostnames=false"),
        Problem(
            "no UDP 53", .error, "dns-server-blocked-by-security-group",
            "vpcs[resolver-vpc].security_groups[dns].ingress[0].to_port=54",
            "vpcs[resolver-vpc].security_groups[dns].ingress[0].from_port=54"),
        Problem(
            "no TCP 53", .warning, "dns-server-blocked-by-security-group",
            "vpcs[resolver-vpc].security_groups[dns].ingress[1].to_port=54",
            "vpcs[resolver-vpc].security_groups[dns].ingress[1].from_port=54"),
        Problem(
            "the answers' ports at the target subnet", .error, "network-acl-blocks-dns",
            "vpcs[vpn-vpc].network_acls=[{name: acl, ingress: [{rule_no: 1, action: allow, protocol: udp, cidr_block: 0.0.0.0/0, from_port: 53, to_port: 53}], egress: [{rule_no: 1, action: allow, protocol: \"-1\", cidr_block: 0.0.0.0/0}]}]",
            "vpcs[vpn-vpc].subnets[vpn-a].network_acl=acl"),
        Problem(
            "a return route to elsewhere", .error, "missing-return-route",
            "vpcs[resolver-vpc].route_tables[dns-rt].routes[0].destination_cidr_block=10.124.0.0/16"),
        Problem(
            "a public zone below the private one", .warning, "private-zone-hides-public-names",
            "internet.zones[+]={name: mail.corp.example, records: [\"@ 60 IN A 203.0.113.81\"]}"),
        Problem(
            "a private zone for a whole domain", .warning, "private-zone-hides-public-names",
            "hosted_zones[corp.example].name=example"),
        Problem(
            "a rule that leads back", .error, "resolver-rule-loop",
            "vpcs[resolver-vpc].resolver_endpoints[+]={name: out, direction: outbound, ip_addresses: [{subnet: dns-a, ip: 10.110.1.9}, {subnet: dns-b, ip: 10.110.2.9}]}",
            "resolver_rules=[{name: r, rule_type: FORWARD, domain_name: other.example, resolver_endpoint: out, target_ips: [{ip: 10.110.1.228}], vpcs: [resolver-vpc]}]"
        ),
        Problem(
            "no server pushed in a full tunnel", .warning, "no-dns-server-pushed", "vpn.dns_servers=[]",
            "vpn.split_tunnel=false"),
    ]

    @Test(arguments: problems)
    func `a problem is found in each of its shapes`(problem: Problem) throws {
        let file = "Tests/Fixtures/Checks/base.yaml"
        let checked = CheckedFile(
            Array(try PackageFiles.text(file).utf8), file: file, sets: problem.sets,
            loader: { _ in .failure(LoadFailure(reason: "no such file")) })
        let findings = checked.findings.map(\.finding)
        #expect(!checked.isInvalid, "\(findings)")
        #expect(findings.contains { $0.id == problem.id && $0.severity == problem.severity }, "\(findings)")
    }

    @Test(arguments: [
        ("vpn.client_cidr_block=172.28.0.0/28", "client-pool-size", "The client CIDR block"),
        ("vpcs[vpn-vpc].subnets[vpn-a].cidr_block=10.123.1.96/28", "target-subnet-size", "vpn-vpc/vpn-a is"),
    ])
    func `what loading reports becomes a sentence that leaves names as they are`(
        set: String, id: String, start: String
    ) throws {
        let file = "Tests/Fixtures/Checks/base.yaml"
        let checked = CheckedFile(
            Array(try PackageFiles.text(file).utf8), file: file, sets: [set],
            loader: { _ in .failure(LoadFailure(reason: "no such file")) })
        let cause = try #require(checked.findings.map(\.finding).first { $0.id == id }?.cause)
        #expect(cause.hasPrefix(start))
        #expect(cause.hasSuffix("."))
    }
}
