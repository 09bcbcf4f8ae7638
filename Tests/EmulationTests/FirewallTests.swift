import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

/// DNS Firewall in front of a VPC's resolver.
@Suite struct FirewallTests {
    private static func groups(_ groups: String...) -> String {
        "firewall_rule_groups=[\(groups.joined(separator: ", "))]"
    }

    private static func group(_ name: String, _ priority: Int, _ rules: String, vpcs: String = "resolver-vpc") -> String
    {
        "{ name: \(name), vpcs: [\(vpcs)], priority: \(priority), rules: [\(rules)] }"
    }

    private static func rule(_ priority: Int, _ action: String, _ domain: String, _ response: String = "") -> String {
        let tail = response.isEmpty ? "" : ", block_response: \(response)"
        return "{ priority: \(priority), action: \(action), domains: [\"\(domain)\"]\(tail) }"
    }

    @Test(.rules("R53-FW-01"))
    func `groups and rules go by ascending priority, and the first match ends`() throws {
        let block = Self.group("block", 200, Self.rule(1, "BLOCK", "*.corp.example", "NXDOMAIN"))
        let blocked = try TestWorld.lookup(TestWorld.split, Self.groups(block))
        #expect(blocked.outcome == .nxdomain)
        #expect(blocked.common.reason == .dnsFirewall)
        let before = Self.group("allow", 100, Self.rule(1, "ALLOW", "app.corp.example"))
        #expect(try TestWorld.lookup(TestWorld.split, Self.groups(block, before)).outcome == .answered)
        let behind = Self.group("allow", 300, Self.rule(1, "ALLOW", "app.corp.example"))
        #expect(try TestWorld.lookup(TestWorld.split, Self.groups(block, behind)).outcome == .nxdomain)
        let rules = Self.rule(20, "BLOCK", "*", "NODATA") + ", " + Self.rule(10, "ALERT", "*.corp.example")
        let alerted = try TestWorld.lookup(TestWorld.split, Self.groups(Self.group("one", 100, rules)))
        #expect(alerted.outcome == .answered)
        #expect(alerted.common.explanation.contains { $0.text.contains("logs app.corp.example") })
        let other = Self.group("other", 100, Self.rule(1, "BLOCK", "other.example", "NODATA"))
        #expect(try TestWorld.lookup(TestWorld.split, Self.groups(other)).outcome == .answered)
    }

    @Test(.rules("R53-FW-02"))
    func `a blocked query is empty, does not exist, or is a CNAME`() throws {
        let nodata = Self.group("g", 100, Self.rule(1, "BLOCK", "app.corp.example", "NODATA"))
        let empty = try TestWorld.lookup(TestWorld.split, Self.groups(nodata))
        #expect(empty.outcome == .nodata)
        #expect(empty.common.explanation.first { $0.isDecisive }?.rule == .r53FW02)
        let override =
            "{ priority: 1, action: BLOCK, domains: [app.corp.example], block_response: OVERRIDE, "
            + "block_override_domain: walled.example, block_override_ttl: 5 }"
        let overridden = try TestWorld.lookup(TestWorld.split, Self.groups(Self.group("g", 100, override)))
        #expect(overridden.outcome == .nodata)
        #expect(overridden.common.records.map(\.target?.description) == ["walled.example."])
        #expect(overridden.common.records.map(\.ttl.seconds) == [5])
    }

    @Test(.rules("R53-FW-03"))
    func `it is in force for an inbound endpoint of the VPC, and for no other VPC`() throws {
        let rule = Self.rule(1, "BLOCK", "app.corp.example", "NODATA")
        #expect(try TestWorld.lookup(TestWorld.split, Self.groups(Self.group("g", 1, rule))).outcome == .nodata)
        let elsewhere = Self.group("g", 1, rule, vpcs: "vpn-vpc")
        #expect(try TestWorld.lookup(TestWorld.split, Self.groups(elsewhere)).outcome == .answered)
        let passed = Self.group("g", 1, Self.rule(1, "ALLOW", "*.corp.example"))
        let prediction = try TestWorld.lookup(TestWorld.split, Self.groups(passed))
        #expect(prediction.common.explanation.contains { $0.rule == .r53FW03 })
    }

    @Test(.rules("R53-FW-04"))
    func `a firewall that does not answer gives SERVFAIL, or lets pass where it fails open`() throws {
        let groups = Self.groups(Self.group("g", 1, Self.rule(1, "BLOCK", "other.example", "NODATA")))
        let fault = "faults=[{ target: g, kind: down }]"
        let closed = try TestWorld.lookup(TestWorld.split, groups, fault)
        #expect(closed.outcome == .servfail)
        #expect(closed.common.reason == .dnsFirewall)
        let open = try TestWorld.lookup(TestWorld.split, groups, fault, "vpcs[resolver-vpc].firewall_fail_open=true")
        #expect(open.outcome == .answered)
    }
}
