import CLdns
import DNSCore
// The ways past libldns are not public; what they must agree with is.
@testable import DNSWire
import Glibc
import IPCore
import TestSupport
import Testing

/// What is done without libldns for speed, or because names are values, gives what libldns gives.
@Suite struct LibldnsOracleTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a random name is printed and read as libldns does`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let name = DomainName.randomOctets(using: &random)
            #expect(name.description == ldnsText(name)?.replacing("\"", with: "\\034"))
            #expect(DomainName(name.description)?.octets == name.octets)
            #expect(ldnsOctets(name.description) == name.octets)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random text is a name exactly if libldns takes it for one`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = ["a", "B", ".", ".", "\\.", "\\\\", "\\065", "\\256", "\\", "0", "-", "*", "_", "@", "x"]
        for _ in 0..<1000 {
            let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? "a"
            }.joined()
            // libldns takes a backslash at the end of a name for nothing.
            if text.reversed().prefix(while: { $0 == "\\" }).count.isMultiple(of: 2) {
                #expect(DomainName(text)?.octets == ldnsOctets(text), "\(text)")
            }
        }
    }

    @Test(arguments: [62, 63, 64])
    func `a label is as long as libldns allows`(length: Int) {
        let text = String(repeating: "a", count: length) + ".b"
        #expect(DomainName(text)?.octets == ldnsOctets(text))
    }

    @Test(arguments: [253, 254, 255, 256])
    func `a name is as long as libldns allows`(length: Int) {
        let text = String((String(repeating: "aaaaaaa.", count: 32)).prefix(length - 1))
        #expect((DomainName(text) != nil) == (ldnsOctets(text) != nil), "\(text.utf8.count)")
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random names are ordered as libldns orders them`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let left = DomainName.random(using: &random)
            let right = DomainName.random(using: &random)
            let order = unsafe WireName(left).withPointer { left in
                unsafe WireName(right).withPointer { right in unsafe ldns_dname_compare(left, right) }
            }
            #expect((left < right) == (order < 0), "\(left) \(right)")
            #expect((left == right) == (order == 0), "\(left) \(right)")
            let isBelow = unsafe WireName(left).withPointer { left in
                unsafe WireName(right).withPointer { right in unsafe ldns_dname_is_subdomain(left, right) }
            }
            // libldns takes a name for a subdomain of itself in another letter case.
            if left != right { #expect(left.isStrictSubdomain(of: right) == isBelow, "\(left) \(right)") }
        }
    }

    @Test
    func `a type has the mnemonic that libldns gives it`() throws {
        for number in UInt16.min ... .max {
            guard let text = unsafe ldns_rr_type2str(ldns_rr_type(UInt32(number))) else { continue }
            defer { unsafe free(text) }
            let type = RecordType(rawValue: number)
            let expected = unsafe String(cString: text)
            if type.description != expected { Issue.record("\(type) is \(expected)") }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `addresses and targets are printed as libldns prints them`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let name = DomainName.randomOctets(using: &random)
            // libldns prints a quotation mark in a way that it cannot read.
            guard !name.octets.contains(UInt8(ascii: "\"")) else { continue }
            let bits = UInt128.random(in: 0 ... .max, using: &random) & UInt128.random(in: 0 ... .max, using: &random)
            let records: [ResourceRecord] = [
                .address(name, ttl: 60, .v4(IPv4Address(bits: UInt32(truncatingIfNeeded: bits)))),
                .address(name, ttl: 60, .v6(IPv6Address(bits: bits))),
                .address(name, ttl: 60, .v6(IPv6Address(bits: bits >> 90))),
                .cname("a.test", ttl: 60, target: name), .ns("a.test", ttl: 60, target: name),
                .ptr("a.test", ttl: 60, target: name), .dname("a.test", ttl: 60, target: name),
            ]
            for record in records {
                #expect(rdataPresentation(of: record) == libldnsRDATAPresentation(of: record))
            }
        }
    }

    @Test(arguments: [
        "192.0.2.1", "0.0.0.0", "255.255.255.255", "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.5", "1.2.3.4 5",
        ##"\# 4 c0000201"##, ##"\# 3 c00002"##, "", "a", "::1", "::", "2001:DB8::1", "::ffff:1.2.3.4", "1::2::3", "g::",
    ])
    func `an address is read as libldns reads it`(text: String) {
        for type in [RecordType.a, .aaaa] {
            let read = MasterFile.read(lines: ["a \(type) \(text)"], origin: "test", defaultTTL: 60, file: "")
            let expected = try? RecordParser.libldnsRDATA(
                Array(text.utf8)[...], type: type, origin: RecordOrigin("test"))
            #expect(read.entries.first?.record.rdata == expected, "\(type) \(text)")
        }
    }

    private func ldnsText(_ name: DomainName) -> String? {
        unsafe WireName(name).withPointer { name in
            guard let text = unsafe ldns_rdf2str(name) else { return nil }
            defer { unsafe free(text) }
            return unsafe String(cString: text)
        }
    }

    private func ldnsOctets(_ text: String) -> [UInt8]? {
        guard let name = unsafe ldns_dname_new_frm_str(text) else { return nil }
        defer { unsafe ldns_rdf_deep_free(name) }
        return unsafe Array(UnsafeBufferPointer(start: ldns_rdf_data(name), count: ldns_rdf_size(name)))
    }
}

extension DomainName {
    /// A name of arbitrary octets.
    fileprivate static func randomOctets(using random: inout SplitMix64) -> DomainName {
        var name = DomainName.root
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let octets = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            name = DomainLabel(octets: octets).flatMap { name.prepending(label: $0) } ?? name
        }
        return name
    }
}
