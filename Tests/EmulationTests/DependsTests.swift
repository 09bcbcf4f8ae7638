import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@Suite struct DependsTests {
    /// A second association without a route to the resolver's VPC.
    private let unequal = "vpn.associations[+]={ subnet: vpn-b, eni_ip: 10.123.3.97 }"
    private let equal = "vpn.routes[+]={ destination_cidr_block: 10.10.0.0/16, target_subnet: vpn-b }"

    @Test(.rules("CVPN-ASSOC-01", "CVPN-ASSOC-02"))
    func `unequal routes of two associations make the outcome depend on the landing`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split, unequal)
        #expect(prediction.outcome == .depends)
        #expect(prediction.possible.map(\.when) == ["landed on vpn-a", "landed on vpn-b"])
        #expect(prediction.possible.map(\.outcome) == [.answered, .timeout])
        #expect(prediction.possible.map(\.reason) == [nil, .vpnNoRoute])
        #expect(
            prediction.possible.map(\.choices) == [
                [ChoiceTaken(name: "landed_on", value: "vpn-a")], [ChoiceTaken(name: "landed_on", value: "vpn-b")],
            ])
        let common = prediction.common
        #expect(common.outcome == .depends)
        #expect(common.reason == nil && common.code == nil && common.server == nil)
        #expect(common.addresses.isEmpty)
        #expect(common.via == "utun1")
        #expect(common.explanation.last?.rule == .cvpnAssoc02)
        #expect(common.explanation.filter(\.isDecisive).count == 1)
        #expect(common.explanation.last?.isDecisive == true)
    }

    @Test(.rules("CVPN-ASSOC-02"))
    func `associations that agree give one outcome`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split, unequal, equal)
        #expect(prediction.outcome == .answered)
        #expect(prediction.possible.map(\.when) == ["always"])
        #expect(prediction.common.choices.isEmpty)
    }

    @Test func `landed_on pins the association`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split, unequal, "vpn.landed_on=vpn-b")
        #expect(prediction.outcome == .timeout)
        #expect(prediction.common.when == "landed on vpn-b")
    }

    @Test func `the reachability of the answer alone makes a lookup depend`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, unequal, equal, "vpcs[vpn-vpc].instances[app].security_groups=[from-a]",
            "vpcs[vpn-vpc].security_groups=[ { name: from-a, ingress: [ { protocol: tcp, from_port: 443, to_port: 443, cidr_blocks: [10.123.1.0/24] } ] } ]"
        )
        #expect(prediction.outcome == .depends)
        #expect(prediction.possible.map(\.outcome) == [.answered, .answered])
        #expect(prediction.possible.map { $0.reachability.map(\.outcome) } == [[.connected], [.timeout]])
        #expect(prediction.common.addresses == ["10.123.2.1"])
        #expect(prediction.common.reachability.isEmpty)
    }

    @Test(.rules("R53-FWRULE-07"))
    func `a random target decides when one of two is dead`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, "lookups[0].name=host.branch.example",
            "vpcs[resolver-vpc].resolver_endpoints[+]={ name: outbound, direction: outbound, ip_addresses: [ { subnet: dns-a, ip: 10.10.1.50 }, { subnet: dns-b, ip: 10.10.0.50 } ] }",
            "vpcs[resolver-vpc].dns_servers=[ { name: branch, address: 10.10.1.60, subnet: dns-a, behavior: authoritative, zones: [ { name: branch.example, records: [ host 60 IN A 10.10.9.9 ] } ] } ]",
            "resolver_rules=[ { name: to-branch, domain_name: branch.example, rule_type: FORWARD, resolver_endpoint: outbound, vpcs: [resolver-vpc], target_ips: [ { ip: 10.10.1.60 }, { ip: 10.10.1.61 } ] } ]"
        )
        #expect(prediction.outcome == .depends)
        #expect(prediction.possible.map(\.outcome) == [.answered, .answered])
        #expect(prediction.possible.map(\.elapsed)[0] < prediction.possible.map(\.elapsed)[1])
        #expect(prediction.possible[0].when.contains("target of to-branch is 10.10.1.60"))
        #expect(prediction.possible[1].when.contains("target of to-branch is 10.10.1.61"))
    }
}
