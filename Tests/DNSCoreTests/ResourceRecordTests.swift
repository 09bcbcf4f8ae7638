import DNSCore
import IPCore
import TestSupport
import Testing

@Suite struct ResourceRecordTests {
    @Test
    func `an address record has the type of its address's family`() {
        let record = ResourceRecord.address("a.test", ttl: 60, "192.0.2.1")
        #expect(record.type == .a)
        #expect(record.rdata == [192, 0, 2, 1])
        #expect(record.address == "192.0.2.1")
        #expect(ResourceRecord.address("a.test", ttl: 60, "2001:db8::1").type == .aaaa)
        #expect(ResourceRecord(owner: "a.test", type: .a, ttl: 60, rdata: [1, 2, 3]).address == nil)
        #expect(ResourceRecord(owner: "a.test", type: .aaaa, ttl: 60, rdata: [1, 2, 3, 4]).address == nil)
        #expect(ResourceRecord(owner: "a.test", type: .txt, ttl: 60, rdata: [1, 2, 3, 4]).address == nil)
    }

    @Test
    func `a target is found wherever the type has it`() {
        let target: DomainName = "target.test"
        #expect(ResourceRecord.cname("a.test", ttl: 60, target: target).target == target)
        #expect(ResourceRecord.dname("a.test", ttl: 60, target: target).target == target)
        #expect(ResourceRecord.ns("a.test", ttl: 60, target: target).target == target)
        #expect(ResourceRecord.ptr("a.test", ttl: 60, target: target).target == target)
        let mx = ResourceRecord(owner: "a.test", type: .mx, ttl: 60, rdata: [0, 10] + target.octets)
        let srv = ResourceRecord(owner: "a.test", type: .srv, ttl: 60, rdata: [0, 0, 0, 0, 1, 187] + target.octets)
        #expect(mx.target == target)
        #expect(srv.target == target)
        #expect(ResourceRecord(owner: "a.test", type: .mx, ttl: 60, rdata: [0]).target == nil)
        #expect(ResourceRecord(owner: "a.test", type: .cname, ttl: 60, rdata: target.octets + [0]).target == nil)
        #expect(ResourceRecord(owner: "a.test", type: .txt, ttl: 60, rdata: target.octets).target == nil)
    }

    @Test
    func `an SOA record keeps its seven fields`() {
        let soa = SOARecord(
            mname: "ns-1.awsdns-00.test", rname: "awsdns-hostmaster.amazon.test", serial: 1, refresh: 7200, retry: 900,
            expire: 1_209_600, minimum: 86400)
        let record = ResourceRecord.soa("example.test", ttl: 900, soa)
        #expect(record.soa == soa)
        #expect(record.rdata.suffix(4) == [0, 1, 0x51, 0x80])
        #expect(SOARecord(rdata: record.rdata.dropLast()) == nil)
        #expect(SOARecord(rdata: record.rdata + [0]) == nil)
        #expect(ResourceRecord.ns("a.test", ttl: 0, target: ".").soa == nil)
    }

    @Test
    func `a long text is cut into strings of 255 octets`() {
        #expect(ResourceRecord.txt("a.test", ttl: 0, "").rdata == [0])
        #expect(ResourceRecord.txt("a.test", ttl: 0, "ab").rdata == [2, 97, 98])
        let long = ResourceRecord.txt("a.test", ttl: 0, String(repeating: "x", count: 300)).rdata
        #expect(long.count == 302)
        #expect(long[0] == 255 && long[256] == 45)
    }

    @Test
    func `owner and TTL are replaced without a change to the data`() {
        let record = ResourceRecord.address("*.test", ttl: 60, "192.0.2.1")
        #expect(record.withOwner("a.test").withTTL(5) == .address("a.test", ttl: 5, "192.0.2.1"))
    }

    @Test
    func `an RRset has each of its records once, and their lowest TTL (RFC 2181 section 5)`() {
        let sets = RRset.grouping([
            .address("b.test", ttl: 60, "192.0.2.2"), .address("a.test", ttl: 60, "192.0.2.1"),
            .address("B.test", ttl: 30, "192.0.2.3"), .address("b.test", ttl: 90, "192.0.2.2"),
            .address("b.test", ttl: 60, "2001:db8::1"),
        ])
        #expect(sets.map(\.owner) == ["b.test", "a.test", "b.test"])
        #expect(sets.map(\.type) == [.a, .a, .aaaa])
        #expect(sets[0].ttl == 30)
        #expect(sets[0].records.compactMap(\.address) == ["192.0.2.2", "192.0.2.3"])
        #expect(RRset.grouping(sets.flatMap(\.records)) == sets)
    }

    @Test
    func `the DO flag is the highest of the EDNS flags (RFC 3225 section 3)`() {
        var edns = EDNS(isDNSSECOK: true)
        #expect(edns.flags == 0x8000)
        edns.flags |= 1
        edns.isDNSSECOK = false
        #expect(edns.flags == 1)
    }
}
