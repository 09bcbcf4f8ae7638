import DNSCore
import IPCore
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// What an authoritative server answers out of its zones, by the RFCs.
@Suite struct AuthoritativeTests {
    private static let zones = ZoneSet([
        TestWorld.zone(
            "example.com",
            [
                "@ 3600 IN SOA ns1 hostmaster 7 7200 900 1209600 600", "@ 3600 IN NS ns1", "ns1 3600 IN A 192.0.2.53",
                "www 300 IN A 192.0.2.1", "www 300 IN A 192.0.2.2", "mail 300 IN MX 10 www",
                "a.b.c 300 IN A 192.0.2.3", "alias 300 IN CNAME www", "out 300 IN CNAME www.elsewhere.test.",
                "gone 300 IN CNAME nothing", "down 300 IN CNAME x.child", "loop1 300 IN CNAME loop2",
                "loop2 300 IN CNAME loop1", "self 300 IN CNAME self", "cross 300 IN CNAME www.other.test.",
                "*.wild 300 IN A 192.0.2.4", "host.wild 300 IN TXT x", "sub.*.wild 300 IN TXT y",
                "*.cwild 300 IN CNAME www", "under.host2.wild 300 IN A 192.0.2.9", "child 300 IN NS ns.child",
                "child 300 IN NS ns.elsewhere.test.", "child 300 IN DS 1 8 2 \(String(repeating: "ab", count: 32))",
                "ns.child 300 IN A 192.0.2.54", "hidden.child 300 IN A 192.0.2.99", "tree 300 IN DNAME other.test.",
                "tree 300 IN A 192.0.2.7", "occluded.tree 300 IN A 192.0.2.98",
                "deep 300 IN DNAME \(longName).",
            ]),
        TestWorld.zone("other.test", ["www 60 IN A 198.51.100.1", "a.b 60 IN A 198.51.100.2"]),
        TestWorld.zone("child.other.test", ["@ 60 IN NS ns", "ns 60 IN A 198.51.100.53"]),
    ])

    /// 236 octets, so that a name of 20 octets below no longer fits.
    private static let longName =
        (0..<3).map { _ in String(repeating: "x", count: 63) }.joined(separator: ".")
        + "." + String(repeating: "y", count: 42)

    /// A question and what comes back.
    struct Exchange: CustomTestStringConvertible {
        let name: DomainName
        var type = RecordType.a
        var code = ResponseCode.noerror
        var isAuthoritative = true
        /// Owner and type of each record.
        var answers: [String] = []
        var authorities: [String] = []
        var additionals: [String] = []

        var testDescription: String { "\(name) \(type)" }
    }

    private static let positive = ["example.com. NS"]
    private static let negative = ["example.com. SOA"]
    private static let referral = ["child.example.com. NS", "child.example.com. NS"]

    private static let exchanges: [Exchange] = [
        Exchange(
            name: "www.example.com", answers: ["www.example.com. A", "www.example.com. A"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(name: "www.example.com", type: .aaaa, authorities: negative),
        Exchange(name: "nothing.example.com", code: .nxdomain, authorities: negative),
        Exchange(
            name: "mail.example.com", type: .mx, answers: ["mail.example.com. MX"], authorities: positive,
            additionals: ["www.example.com. A", "www.example.com. A", "ns1.example.com. A"]),
        // RFC 8020, RFC 4592 section 2.2.2: an empty non-terminal exists.
        Exchange(name: "b.c.example.com", authorities: negative),
        Exchange(name: "x.b.c.example.com", code: .nxdomain, authorities: negative),
        // RFC 1034 section 3.6.2
        Exchange(
            name: "alias.example.com",
            answers: ["alias.example.com. CNAME", "www.example.com. A", "www.example.com. A"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(
            name: "alias.example.com", type: .cname, answers: ["alias.example.com. CNAME"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(name: "out.example.com", answers: ["out.example.com. CNAME"]),
        Exchange(
            name: "gone.example.com", code: .nxdomain, answers: ["gone.example.com. CNAME"], authorities: negative),
        Exchange(name: "alias.example.com", type: .mx, answers: ["alias.example.com. CNAME"], authorities: negative),
        Exchange(
            name: "down.example.com", answers: ["down.example.com. CNAME"], authorities: referral,
            additionals: ["ns.child.example.com. A"]),
        Exchange(name: "loop1.example.com", answers: ["loop1.example.com. CNAME", "loop2.example.com. CNAME"]),
        Exchange(name: "self.example.com", answers: ["self.example.com. CNAME"]),
        Exchange(name: "cross.example.com", answers: ["cross.example.com. CNAME", "www.other.test. A"]),
        // RFC 4592 sections 2.2.1 and 3.3.1
        Exchange(
            name: "x.wild.example.com", answers: ["x.wild.example.com. A"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(
            name: "x.y.wild.example.com", answers: ["x.y.wild.example.com. A"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(name: "x.wild.example.com", type: .txt, authorities: negative),
        Exchange(name: "host.wild.example.com", authorities: negative),
        Exchange(name: "x.host.wild.example.com", code: .nxdomain, authorities: negative),
        Exchange(name: "host2.wild.example.com", authorities: negative),
        Exchange(
            name: "*.wild.example.com", answers: ["*.wild.example.com. A"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(name: "other.*.wild.example.com", code: .nxdomain, authorities: negative),
        Exchange(
            name: "x.cwild.example.com",
            answers: ["x.cwild.example.com. CNAME", "www.example.com. A", "www.example.com. A"],
            authorities: positive, additionals: ["ns1.example.com. A"]),
        // RFC 1034 section 4.2.1: below a cut, and at it
        Exchange(
            name: "child.example.com", isAuthoritative: false, authorities: referral,
            additionals: ["ns.child.example.com. A"]),
        Exchange(
            name: "child.example.com", type: .ns, isAuthoritative: false, authorities: referral,
            additionals: ["ns.child.example.com. A"]),
        Exchange(
            name: "hidden.child.example.com", isAuthoritative: false, authorities: referral,
            additionals: ["ns.child.example.com. A"]),
        Exchange(
            name: "ns.child.example.com", isAuthoritative: false, authorities: referral,
            additionals: ["ns.child.example.com. A"]),
        // RFC 4035 section 3.1.4.1
        Exchange(
            name: "child.example.com", type: .ds, answers: ["child.example.com. DS"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(name: "www.example.com", type: .ds, authorities: negative),
        Exchange(name: "child.other.test", type: .ds, code: .nxdomain, authorities: ["other.test. SOA"]),
        // RFC 6672 sections 2.2 to 3.2
        Exchange(
            name: "a.b.tree.example.com",
            answers: ["tree.example.com. DNAME", "a.b.tree.example.com. CNAME", "a.b.other.test. A"]),
        Exchange(
            name: "a.b.tree.example.com", type: .cname,
            answers: ["tree.example.com. DNAME", "a.b.tree.example.com. CNAME"]),
        Exchange(
            name: "tree.example.com", answers: ["tree.example.com. A"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(
            name: "tree.example.com", type: .dname, answers: ["tree.example.com. DNAME"], authorities: positive,
            additionals: ["ns1.example.com. A"]),
        Exchange(
            name: "occluded.tree.example.com", code: .nxdomain,
            answers: ["tree.example.com. DNAME", "occluded.tree.example.com. CNAME"],
            authorities: ["other.test. SOA"]),
        Exchange(name: "a-label-of-19-octet.deep.example.com", code: .yxdomain, answers: ["deep.example.com. DNAME"]),
        // The longest apex is the zone's.
        Exchange(
            name: "ns.child.other.test", answers: ["ns.child.other.test. A"],
            authorities: ["child.other.test. NS"]),
        Exchange(name: "www.elsewhere.test", code: .refused, isAuthoritative: false),
    ]

    @Test(.rules("DNSMSG-02", "DNSMSG-11"), arguments: exchanges)
    func `an authoritative server answers by RFC 1034, 4592 and 6672`(_ exchange: Exchange) {
        let response = AuthoritativeAnswer.response(
            to: Question(name: exchange.name, type: exchange.type), zones: Self.zones, serverName: "ns1")
        #expect(response.code == exchange.code)
        #expect(response.isAuthoritative == exchange.isAuthoritative)
        #expect(response.recursionAvailable == false)
        #expect(Self.outline(response.answers) == exchange.answers)
        #expect(Self.outline(response.authorities) == exchange.authorities)
        #expect(Self.outline(response.additionals) == exchange.additionals)
    }

    private static func outline(_ records: [ResourceRecord]) -> [String] { records.map { "\($0.owner) \($0.type)" } }

    @Test(.rules("DNSMSG-06"))
    func `a negative answer's SOA has the lower of its own TTL and the minimum`() {
        let response = AuthoritativeAnswer.response(
            to: Question(name: "nothing.example.com", type: .a), zones: Self.zones, serverName: "ns1")
        #expect(response.authorities.map(\.ttl) == [600])
        #expect(response.reason == .nameNotInZone)
    }

    @Test(.rules("DNSMSG-10"))
    func `ANY gets one RRset, zone transfers and other classes are refused`() {
        var world = TestWorld()
        let zone = world.names.zones.append(
            TestWorld.zone("example.com", ["www 60 IN A 192.0.2.1", "www 60 IN TXT x"]))
        let server = world.server("ns1", "192.0.2.53", .authoritative([zone]))
        #expect(world.ask(server, "www.example.com", .any).answers == ["www.example.com. 60 IN A 192.0.2.1"])
        #expect(world.ask(server, "www.example.com", .axfr).code == .refused)
        #expect(world.ask(server, "www.example.com", .mailb).code == .notimp)
        #expect(world.ask(server, "www.example.com", .opt).code == .formerr)
        let chaos = IncomingQuery(Question(name: "version.bind", type: .txt, recordClass: .ch), source: nil)
        var task = NameServerTask(world.world, server: server, query: chaos)
        var record = RunRecord()
        guard case .reply(let response, _) = task.handle(.started, at: .zero, &record) else {
            Issue.record("The server did not reply.")
            return
        }
        #expect(response.code == .refused)
        #expect(response.reason == .serverPolicy)
    }

    @Test(.rules("R53-PHZ-12"))
    func `a name in none of its zones is refused`() {
        var world = TestWorld()
        let zone = world.names.zones.append(TestWorld.zone("example.com", []))
        let server = world.server("ns1", "192.0.2.53", .authoritative([zone]))
        let result = world.ask(server, "www.example.org")
        #expect(result.code == .refused)
        #expect(result.reason == .serverPolicy)
        #expect(result.response?.recursionAvailable == false)
    }
}
