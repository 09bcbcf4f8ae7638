import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

/// Route 53 Profiles: what they share has the effect of direct association.
@Suite struct ProfileTests {
    private static let unshared = "hosted_zones[corp.example].vpcs=[]"

    @Test(.rules("R53-PROF-01"))
    func `a Profile's zone, rule, firewall group and endpoint have the effect of the VPC's own`() throws {
        #expect(try TestWorld.lookup(TestWorld.split, Self.unshared).outcome == .nxdomain)
        let profile = "route53_profiles=[{ name: shared, vpcs: [resolver-vpc], hosted_zones: [corp.example] }]"
        let zone = try TestWorld.lookup(TestWorld.split, Self.unshared, profile)
        #expect(zone.common.addresses.map(\.description) == ["10.123.2.1"])
        #expect(zone.common.explanation.contains { $0.rule == .r53Prof01 })

        let group =
            "firewall_rule_groups=[{ name: g, priority: 1, rules: [{ priority: 1, action: BLOCK, domains: [app.corp.example], block_response: NODATA }] }]"
        #expect(try TestWorld.lookup(TestWorld.split, group).outcome == .answered)
        let blocked = try TestWorld.lookup(
            TestWorld.split, group,
            "route53_profiles=[{ name: shared, vpcs: [resolver-vpc], firewall_rule_groups: [g] }]")
        #expect(blocked.outcome == .nodata)

        let endpoint =
            "vpcs[vpn-vpc].vpc_endpoints=[{ name: ec2, service_name: com.amazonaws.us-east-1.ec2, ips: [10.123.2.9] }]"
        let asked = "lookups[0].name=ec2.us-east-1.amazonaws.com"
        let attributes = "vpcs[vpn-vpc].enable_dns_hostnames=true"
        let shared = "route53_profiles=[{ name: shared, vpcs: [resolver-vpc], vpc_endpoints: [ec2] }]"
        #expect(try TestWorld.lookup(TestWorld.split, endpoint, asked, attributes).outcome != .answered)
        let answered = try TestWorld.lookup(TestWorld.split, endpoint, asked, attributes, shared)
        #expect(answered.common.addresses.map(\.description) == ["10.123.2.9"])
    }

    @Test(.rules("R53-PROF-02"))
    func `of two Profiles the lower priority goes first`() throws {
        let zones =
            "hosted_zones=[{ id: one, name: corp.example, private: true, records: [app 10 IN A 10.123.2.1] }, { id: two, name: corp.example, private: true, records: [app 10 IN A 10.123.2.2] }]"
        func profiles(_ first: Int, _ second: Int) -> String {
            "route53_profiles=[{ name: p1, vpcs: [resolver-vpc], priority: \(first), hosted_zones: [one] }, { name: p2, vpcs: [resolver-vpc], priority: \(second), hosted_zones: [two] }]"
        }
        let first = try TestWorld.lookup(TestWorld.split, zones, profiles(100, 200))
        #expect(first.common.addresses.map(\.description) == ["10.123.2.1"])
        #expect(first.common.explanation.contains { $0.rule == .r53Prof02 })
        let second = try TestWorld.lookup(TestWorld.split, zones, profiles(300, 200))
        #expect(second.common.addresses.map(\.description) == ["10.123.2.2"])
        #expect(throws: TestWorld.Rejected.self) {
            try TestWorld.lookup(TestWorld.split, zones, profiles(200, 200))
        }
        #expect(throws: TestWorld.Rejected.self) { try TestWorld.lookup(TestWorld.split, zones, profiles(99, 200)) }
    }

    @Test(.rules("R53-PROF-03"))
    func `the VPC's own association wins over a Profile for the same name`() throws {
        let zone =
            "hosted_zones[+]={ id: shared, name: corp.example, private: true, records: [app 10 IN A 10.123.2.9] }"
        let profile = "route53_profiles=[{ name: p, vpcs: [resolver-vpc], hosted_zones: [shared] }]"
        let prediction = try TestWorld.lookup(TestWorld.split, zone, profile)
        #expect(prediction.common.addresses.map(\.description) == ["10.123.2.1"])
        #expect(prediction.common.explanation.contains { $0.rule == .r53Prof03 })
        // Of different names the most specific one decides, whoever shares it.
        let narrow =
            "hosted_zones[+]={ id: shared, name: app.corp.example, private: true, records: [\"@ 10 IN A 10.123.2.9\"] }"
        let specific = try TestWorld.lookup(TestWorld.split, narrow, profile)
        #expect(specific.common.addresses.map(\.description) == ["10.123.2.9"])
    }
}
