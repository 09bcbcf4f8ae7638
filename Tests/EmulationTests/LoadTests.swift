import DNSCore
import Emulation
import IPCore
import TestSupport
import Testing
import WorldModel

/// The limits of resolvers under load: chance decides which queries are dropped.
@Suite struct LoadTests {
    private static func load(_ clients: Int, _ rate: Double) -> String {
        "load={ clients: \(clients), lookups_per_second: \(rate) }"
    }

    private static let vpcPlusTwo = "vpn.dns_servers=[10.123.0.2]"
    private static let zone = "hosted_zones[corp.example].vpcs=[vpn-vpc]"
    private static let attributes = "vpcs[vpn-vpc].enable_dns_hostnames=true"

    @Test(.rules("VPC-DNS-06", "CVPN-DNS-14"))
    func `all sessions on an interface share 1024 queries a second to VPC+2`() throws {
        let within = try TestWorld.lookup(
            TestWorld.split, Self.vpcPlusTwo, Self.zone, Self.attributes, Self.load(1024, 1))
        #expect(within.outcome == .answered)
        let over = try TestWorld.lookup(
            TestWorld.split, Self.vpcPlusTwo, Self.zone, Self.attributes, Self.load(1025, 1))
        #expect(over.outcome == .depends)
        #expect(Set(over.possible.map(\.outcome)) == [.answered, .timeout])
        let lost = try #require(over.possible.first { $0.outcome == .timeout })
        #expect(lost.reason == .throttled)
        #expect(lost.attempts.first?.rule == .cvpnDNS14)
        // A second association has an interface and a limit of its own.
        let shared = try TestWorld.lookup(
            TestWorld.split, Self.vpcPlusTwo, Self.zone, Self.attributes, Self.load(1025, 1),
            "vpn.associations[+]={ subnet: vpn-b, eni_ip: 10.123.3.97 }")
        #expect(shared.outcome == .answered)
    }

    @Test(.rules("R53-INBOUND-05"))
    func
        `an address of an inbound endpoint takes 10,000 queries a second, or 1,500 where its group tracks connections`()
        throws
    {
        #expect(try TestWorld.lookup(TestWorld.split, Self.load(1500, 1)).outcome == .answered)
        let tracked = try TestWorld.lookup(TestWorld.split, Self.load(1501, 1))
        #expect(tracked.possible.allSatisfy { $0.outcome == .answered })
        #expect(Set(tracked.possible.map(\.server?.description)) == ["10.10.1.228", "10.10.0.43"])
        let open =
            "vpcs[resolver-vpc].security_groups[dns].ingress=[{ protocol: \"-1\", cidr_blocks: [0.0.0.0/0] }]"
        #expect(try TestWorld.lookup(TestWorld.split, open, Self.load(10_000, 1)).possible.count == 1)
        #expect(try TestWorld.lookup(TestWorld.split, open, Self.load(10_001, 1)).possible.count > 1)
    }
}
