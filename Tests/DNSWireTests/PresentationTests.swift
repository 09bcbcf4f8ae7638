import DNSCore
import DNSWire
import TestSupport
import Testing

@Suite struct PresentationTests {
    @Test(arguments: [
        "www.example.com. 60 IN A 192.0.2.1", "www.example.com. 60 IN AAAA 2001:db8::1",
        "example.com. 900 IN SOA ns.example.com. host.example.com. 1 7200 900 1209600 86400",
        "example.com. 60 IN MX 10 mail.example.com.", "_sip._tcp.example.com. 60 IN SRV 1 2 5060 sip.example.com.",
        #"example.com. 60 IN TXT "v=spf1 -all" "two""#, #"example.com. 60 IN TXT "a\"b\\c\200\000;""#,
        #"example.com. 60 IN TXT "tab\009tab""#, #"example.com. 60 IN CAA 0 issue "ca.example; x=y""#,
        "example.com. 60 IN HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1", "example.com. 60 IN NSEC b.example.com. A MX",
        #"example.com. 60 IN NAPTR 100 50 "s" "http+N2L" "" www.example.com."#,
        ##"example.com. 60 IN TYPE65280 \# 3 010203"##, ##"example.com. 60 IN TYPE65280 \# 0"##,
        "*.example.com. 0 IN CNAME .", #"a\.b.example.com. 60 IN PTR \000\255.test."#,
        "example.com. 60 IN DS 1 8 2 abcd",
    ])
    func `a record is printed as it is written`(line: String) throws {
        let record = try parseRecord(line, origin: "wrong.test", defaultTTL: 1)
        #expect(presentation(of: record) == line)
        #expect(line.hasSuffix(" " + rdataPresentation(of: record)))
    }

    @Test
    func `data that does not fit its type is printed as octets (RFC 3597 section 5)`() {
        let cases: [(RecordType, [UInt8], String)] = [
            (.a, [1, 2, 3], ##"\# 3 010203"##), (.mx, [0], ##"\# 1 00"##), (.cname, [0, 0], ##"\# 2 0000"##),
            (.a, [], ##"\# 0"##), (.soa, [0, 0], ##"\# 2 0000"##), (.txt, [5, 97], ##"\# 2 0561"##),
        ]
        for (type, rdata, text) in cases {
            #expect(rdataPresentation(of: ResourceRecord(owner: "a", type: type, ttl: 0, rdata: rdata)) == text)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random data of a usual type is printed so that it can be read back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let type = Self.usualTypes.randomElement(using: &random) ?? .a
            let rdata = (0..<Int.random(in: 0...30, using: &random)).map { _ in UInt8.random(in: 0...20, using: &random)
            }
            let record = ResourceRecord(owner: "a.test", type: type, ttl: 60, rdata: rdata)
            let line = presentation(of: record)
            let octets =
                "a.test. 60 IN \(type) \\# \(rdata.count) "
                + rdata.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            // Data that is no good for its type cannot be read back; libldns refuses its octets, too.
            guard (try? parseRecord(octets, origin: ".", defaultTTL: 0)) == record else { continue }
            #expect(try parseRecord(line, origin: ".", defaultTTL: 0) == record, "\(line)")
        }
    }

    @Test func `a quotation mark within a name of the data is printed so that it can be read back`() throws {
        let rdata: [UInt8] = [0, 10, 3, 97, 34, 98, 0]
        let record = ResourceRecord(owner: "a.test", type: .mx, ttl: 60, rdata: rdata)
        #expect(try parseRecord(presentation(of: record), origin: .root, defaultTTL: 0) == record)
        let text = ResourceRecord(owner: "a.test", type: .txt, ttl: 60, rdata: [3, 97, 34, 98])
        #expect(rdataPresentation(of: text) == #""a\"b""#)
    }

    @Test func `data that libldns would print with a loss is printed as octets`() throws {
        let rdata: [UInt8] = [1, 0, 0, 1, 1, 97, 20] + [UInt8](repeating: 104, count: 20) + [0, 1, 0]
        let record = ResourceRecord(owner: "a.test", type: .nsec3, ttl: 60, rdata: rdata)
        #expect(try parseRecord(presentation(of: record), origin: .root, defaultTTL: 0) == record)
    }

    @Test
    func `a line of several records or none is no record`() {
        #expect(throws: MasterFileError(kind: .notOneRecord, file: "", line: 1)) {
            try parseRecord("; nothing", origin: ".", defaultTTL: 0)
        }
        #expect(throws: MasterFileError(kind: .notOneRecord, file: "", line: 1)) {
            try parseRecord("a A 192.0.2.1\nb A 192.0.2.2", origin: ".", defaultTTL: 0)
        }
    }

    private static let usualTypes: [RecordType] = [
        .a, .ns, .cname, .soa, .ptr, .hinfo, .mx, .txt, .rp, .aaaa, .srv, .naptr, .dname, .ds, .sshfp, .dnskey, .tlsa,
        .caa, .uri, .spf, .eui48, RecordType(rawValue: 65280),
    ]
}
