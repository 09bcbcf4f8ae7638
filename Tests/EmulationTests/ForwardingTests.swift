import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

@Suite struct ForwardingTests {
    private let outbound =
        "vpcs[resolver-vpc].resolver_endpoints[+]={ name: outbound, direction: outbound, ip_addresses: [ { subnet: dns-a, ip: 10.10.1.50 }, { subnet: dns-b, ip: 10.10.0.50 } ] }"

    private func rule(_ target: String, domain: String = "branch.example") -> String {
        "resolver_rules=[ { name: fwd, domain_name: \(domain), rule_type: FORWARD, resolver_endpoint: outbound, vpcs: [resolver-vpc], target_ips: [ { ip: \(target) } ] } ]"
    }

    private let name = "lookups[0].name=host.branch.example"

    @Test(.rules("R53-OUTBOUND-01"))
    func `an outbound endpoint's query takes the network from its own address`() throws {
        let lookup = try TestWorld.lookup(
            TestWorld.split, outbound, rule("10.10.1.60"), name,
            "vpcs[resolver-vpc].dns_servers=[ { name: branch, address: 10.10.1.60, subnet: dns-a, behavior: authoritative, allow_query: [10.10.0.0/16], zones: [ { name: branch.example, records: [ host 60 IN A 10.10.9.9 ] } ] } ]"
        ).common
        #expect(lookup.outcome == .answered)
        #expect(lookup.addresses == ["10.10.9.9"])
        #expect(lookup.server == "10.10.1.228")
        #expect(lookup.attempts.count == 1)
    }

    @Test(.rules("R53-FWRULE-08"))
    func `targets that do not answer make SERVFAIL while the stub still waits`() throws {
        let prediction = try TestWorld.lookup(TestWorld.split, outbound, rule("10.10.1.60"), name)
        #expect(prediction.outcome == .servfail)
        #expect(prediction.common.reason == .forwardUnreachable)
        #expect(prediction.common.elapsed == .milliseconds(4021))
    }

    @Test(.rules("R53-FWRULE-08"))
    func `a forward timeout beyond the stub's makes a timeout with the same reason`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, outbound, rule("10.10.1.60"), name, "assumptions={ forward_timeout: 8s }")
        #expect(prediction.outcome == .timeout)
        #expect(prediction.common.reason == .forwardUnreachable)
        #expect(prediction.common.attempts.map(\.fate).allSatisfy { $0 == .late })
    }

    @Test(.rules("R53-INBOUND-08"))
    func `a rule that leads back to its own inbound endpoint is a loop`() throws {
        let prediction = try TestWorld.lookup(
            TestWorld.split, outbound, rule("10.10.1.228"), name,
            "vpcs[resolver-vpc].security_groups[dns].ingress[+]={ protocol: udp, from_port: 53, to_port: 53, cidr_blocks: [10.10.0.0/16] }"
        )
        #expect(prediction.outcome == .servfail)
        #expect(prediction.common.reason == .loop)
        #expect(prediction.common.elapsed >= .seconds(4))
        #expect(prediction.common.elapsed < .seconds(5))
    }

    @Test(.rules("VPC-DNS-01"))
    func `an instance asks its VPC's resolver from its own subnet`() throws {
        let lookup = try TestWorld.lookup(
            TestWorld.split, "lookups[0].from=web", "lookups[0].name=web.corp.example"
        ).common
        #expect(lookup.outcome == .answered)
        #expect(lookup.server == "10.10.0.2")
        #expect(lookup.via == nil)
        #expect(lookup.attempts.first?.path.first == "web")
    }

    @Test func `a host asks the first DNS server of its network`() throws {
        let lookup = try TestWorld.lookup(
            TestWorld.split, "internet.hosts=[ { name: visitor, address: 203.0.113.99 } ]", "lookups[0].from=visitor",
            "lookups[0].name=www.site.example"
        ).common
        #expect(lookup.outcome == .answered)
        #expect(lookup.server == "198.51.100.53")
    }

    @Test func `a server that is asked directly is asked one literal question`() throws {
        let lookup = try TestWorld.lookup(
            TestWorld.split, "lookups[0].server=198.51.100.53", "client.resolver={ search: [corp.example] }",
            "lookups[0].name=app", "internet.zones[+]={ name: app, records: [ '@ 60 IN A 203.0.113.81' ] }"
        ).common
        #expect(lookup.addresses == ["203.0.113.81"])
        #expect(lookup.server == "198.51.100.53")
        #expect(lookup.via == "en0")
        #expect(lookup.attempts.map(\.question.name) == ["app"])
    }
}
