import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

/// Names of file systems and clusters, DNS64, delegation, and answers with several records.
@Suite struct ServiceNameTests {
    private static let attributes = "vpcs[vpn-vpc].enable_dns_hostnames=true"
    private static let vpcPlusTwo = "vpn.dns_servers=[10.123.0.2]"

    // MARK: - EFS

    private static let fileSystem =
        "vpcs[resolver-vpc].efs_file_systems=[{ id: fs-1, mount_targets: [{ subnet: dns-a, ip_address: 10.10.1.50 }, { subnet: dns-b, ip_address: 10.10.0.50 }] }]"

    @Test(.rules("EC2-NAME-11"))
    func `a file system's name gives the mount target in the asker's zone, in its VPC alone`() throws {
        let asked = "lookups[0].name=fs-1.efs.us-east-1.amazonaws.com"
        // Through an inbound endpoint the asker's zone is that of the address asked.
        let first = try TestWorld.lookup(TestWorld.split, Self.fileSystem, asked)
        #expect(first.common.addresses.map(\.description) == ["10.10.1.50"])
        let second = try TestWorld.lookup(
            TestWorld.split, Self.fileSystem, asked, "vpn.dns_servers=[10.10.0.43, 10.10.1.228]")
        #expect(second.common.addresses.map(\.description) == ["10.10.0.50"])
        let outside = try TestWorld.lookup(TestWorld.split, Self.fileSystem, asked, Self.vpcPlusTwo, Self.attributes)
        #expect(outside.outcome == .nxdomain)
        #expect(outside.common.explanation.first { $0.isDecisive }?.rule == .ec2Name11)
        let alone = try TestWorld.lookup(
            TestWorld.split, asked,
            "vpcs[resolver-vpc].efs_file_systems=[{ id: fs-1, mount_targets: [{ subnet: dns-b, ip_address: 10.10.0.50 }] }]"
        )
        #expect(alone.outcome == .nxdomain)
        let zonal = try TestWorld.lookup(
            TestWorld.split, Self.fileSystem, "lookups[0].name=us-east-1b.fs-1.efs.us-east-1.amazonaws.com")
        #expect(zonal.common.addresses.map(\.description) == ["10.10.0.50"])
    }

    // MARK: - EKS

    private static func cluster(_ more: String) -> String {
        "vpcs[resolver-vpc].eks_clusters=[{ endpoint: api.eks.example, private_ips: [10.10.1.60], public_ips: [203.0.113.60]\(more) }]"
    }

    @Test(.rules("EC2-NAME-12"))
    func `a cluster's endpoint is private in its VPC, and outside what its access and its age make it`() throws {
        let asked = "lookups[0].name=api.eks.example"
        let both = Self.cluster(", endpoint_private_access: true")
        let inside = try TestWorld.lookup(TestWorld.split, both, asked)
        #expect(inside.common.addresses.map(\.description) == ["10.10.1.60"])
        let outside = try TestWorld.lookup(TestWorld.split, both, asked, Self.vpcPlusTwo, Self.attributes)
        #expect(outside.common.addresses.map(\.description) == ["203.0.113.60"])
        #expect(
            try TestWorld.lookup(TestWorld.split, Self.cluster(""), asked).common.addresses.map(\.description)
                == ["203.0.113.60"])
        let closed = ", endpoint_private_access: true, endpoint_public_access: false"
        let published = try TestWorld.lookup(
            TestWorld.split, Self.cluster(closed), asked, Self.vpcPlusTwo, Self.attributes)
        #expect(published.common.addresses.map(\.description) == ["10.10.1.60"])
        #expect(published.common.assumptions.contains { $0.rule == .ec2Name12 })
        let hidden = try TestWorld.lookup(
            TestWorld.split, Self.cluster(closed + ", private_ips_in_public_dns: false"), asked, Self.vpcPlusTwo,
            Self.attributes)
        #expect(hidden.outcome == .nxdomain)
    }

    // MARK: - DNS64

    @Test(.rules("VPC-DNS-10"))
    func `DNS64 makes AAAA records for those who ask from the subnet`() throws {
        let asked = "lookups[0]={ name: www.site.example, type: AAAA }"
        let without = try TestWorld.lookup(TestWorld.split, asked, Self.vpcPlusTwo, Self.attributes)
        #expect(without.outcome == .nodata)
        let with = try TestWorld.lookup(
            TestWorld.split, asked, Self.vpcPlusTwo, Self.attributes, "vpcs[vpn-vpc].subnets[vpn-a].enable_dns64=true")
        #expect(with.common.addresses.map(\.description) == ["64:ff9b::cb00:7150"])
        #expect(with.common.explanation.first { $0.isDecisive }?.rule == .vpcDNS10)
        let elsewhere = try TestWorld.lookup(
            TestWorld.split, asked, Self.vpcPlusTwo, Self.attributes, "vpcs[vpn-vpc].subnets[app-a].enable_dns64=true")
        #expect(elsewhere.outcome == .nodata)
        let missing = try TestWorld.lookup(
            TestWorld.split, "lookups[0]={ name: nothing.site.example, type: AAAA }", Self.vpcPlusTwo, Self.attributes,
            "vpcs[vpn-vpc].subnets[vpn-a].enable_dns64=true")
        #expect(missing.outcome == .nxdomain)
    }

    // MARK: - Delegation

    private static let delegation = [
        "hosted_zones[corp.example].records[+]=lab 60 IN NS ns1.lab",
        "hosted_zones[corp.example].records[+]=ns1.lab 60 IN A 172.31.0.53",
        "on_premises=[{ name: office, cidr_blocks: [172.31.0.0/16], attachment: tgw-1, dns_servers: [{ name: ns1, address: 172.31.0.53, behavior: authoritative, zones: [{ name: lab.corp.example, records: [host 30 IN A 172.31.0.80] }] }] }]",
        "vpcs[resolver-vpc].route_tables[dns-rt].routes[+]={ destination_cidr_block: 172.31.0.0/16, target: tgw-1 }",
        "vpcs[resolver-vpc].resolver_endpoints[+]={ name: out, direction: outbound, ip_addresses: [{ subnet: dns-a, ip: 10.10.1.9 }, { subnet: dns-b, ip: 10.10.0.9 }] }",
        "lookups[0].name=host.lab.corp.example",
    ]
    private static let rule =
        "resolver_rules=[{ name: follow, domain_name: lab.corp.example, rule_type: DELEGATE, resolver_endpoint: out, vpcs: [resolver-vpc] }]"

    @Test(.rules("R53-FWRULE-10", "R53-PHZ-11"))
    func `a DELEGATE rule lets the resolver follow a delegation, iteratively and through the outbound endpoint`() throws
    {
        let world = try TestWorld.compile(TestWorld.split, Self.delegation)
        #expect(Emulator(world).predict(try #require(world.lookups.first)).outcome == .servfail)
        let following = try TestWorld.compile(TestWorld.split, Self.delegation + [Self.rule])
        let prediction = Emulator(following).predict(try #require(following.lookups.first))
        #expect(prediction.common.addresses.map(\.description) == ["172.31.0.80"])
        #expect(prediction.common.explanation.contains { $0.rule == .r53Fwrule10 })
        // The rule is for name servers in its domain.
        let other = try TestWorld.compile(
            TestWorld.split, Self.delegation + [Self.rule, "resolver_rules[follow].domain_name=other.example"])
        #expect(Emulator(other).predict(try #require(other.lookups.first)).outcome == .servfail)
        // A recursive query to a server that takes iterative ones alone would be refused; this one is iterative.
        #expect(throws: TestWorld.Rejected.self) {
            try TestWorld.compile(
                TestWorld.split,
                Self.delegation + [Self.rule, "resolver_rules[follow].target_ips=[{ ip: 172.31.0.53 }]"])
        }
    }

    // MARK: - Others

    @Test(.rules("R53-PHZ-10"))
    func `all records of a set are given, as simple and multivalue routing do`() throws {
        let several = try TestWorld.lookup(
            TestWorld.split, "hosted_zones[corp.example].records[+]=app 10 IN A 10.123.2.2")
        #expect(several.common.addresses.map(\.description) == ["10.123.2.1", "10.123.2.2"])
    }

    @Test(.rules("VPC-DNS-09"))
    func `the VPC's resolver sends no DNSSEC records and no AD bit, signed or not`() throws {
        let signed = "hosted_zones[corp.example].dnssec=signed"
        let world = try TestWorld.compile(TestWorld.split, [signed])
        let prediction = Emulator(world).predict(try #require(world.lookups.first))
        #expect(prediction.common.response?.answers.map(\.type) == [.a])
        #expect(prediction.common.response?.isAuthoritative == false)
        let dnskey = try TestWorld.lookup(
            TestWorld.split, signed, "lookups[0]={ name: corp.example, type: DNSKEY }")
        #expect(dnskey.outcome == .nodata)
    }

    @Test(.rules("CVPN-ASSOC-03"))
    func `what a session sends leaves by the association landed on, wherever the destination lies`() throws {
        let both = [
            "vpn.associations[+]={ subnet: vpn-b, eni_ip: 10.123.3.97 }", "connections=[{ to: 10.123.3.9 }]",
            "vpn.landed_on=vpn-a",
        ]
        let world = try TestWorld.compile(TestWorld.split, both)
        let prediction = Emulator(world).predict(try #require(world.connections.first))
        #expect(prediction.common.sourceAddress?.description == "10.123.1.97")
        let other = try TestWorld.compile(TestWorld.split, both + ["vpn.landed_on=vpn-b"])
        #expect(
            Emulator(other).predict(try #require(other.connections.first)).common.sourceAddress?.description
                == "10.123.3.97")
    }

    @Test(.rules("CVPN-AUTH-05"))
    func `a group with a specific rule and one for everything gets both`() throws {
        let rules =
            "vpn.authorization_rules=[{ target_network_cidr: 10.10.0.0/16, access_group_id: ops }, { target_network_cidr: 0.0.0.0/0, access_group_id: ops }]"
        let federated = "vpn.authentication_options=[{ type: federated }]"
        let groups = "vpn.user_groups=[ops]"
        let prediction = try TestWorld.lookup(TestWorld.split, rules, federated, groups)
        #expect(prediction.outcome == .answered)
        #expect(prediction.common.reachability.map(\.outcome) == [.connected])
    }
}
