import Glibc
import IPCore
import TestSupport
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        // RFC 5952 section 4.
        ("2001:0db8::0001", "2001:db8::1"), ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:DB8::ABCD", "2001:db8::abcd"),
        // RFC 4291 section 2.2.
        ("FF01:0:0:0:0:0:0:101", "ff01::101"), ("0:0:0:0:0:0:0:1", "::1"), ("0:0:0:0:0:0:0:0", "::"),
        ("0:0:0:0:0:0:13.1.68.3", "::13.1.68.3"), ("::FFFF:129.144.52.38", "::ffff:129.144.52.38"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1::", "1::"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ])
    func `an IPv6 address is written in its canonical form`(written: String, canonical: String) {
        #expect(IPAddress(written)?.description == canonical)
    }

    @Test(arguments: [
        "", ".", "1", "1.2.3", "1.2.3.4.", ".1.2.3.4", "1..2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.00",
        " 1.2.3.4", "1.2.3.4 ", "1.2.3.-4", "+1.2.3.4", "0x1.2.3.4", "1.2.3.4/8", "99999999999.1.1.1", "１.2.3.4",
        ":", ":::", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "::1%en0", "[::1]",
        "1:2:3:4:5:6:7::8", "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4", "::01.2.3.4",
        "1:2:3:4:5:6:7:8:",
    ])
    func `what is no address is refused`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random addresses are written as inet_ntop writes them, and read back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let address = Self.address(using: &random)
            let text = address.description
            #expect(text == systemText(address))
            #expect(IPAddress(text) == address)
            #expect(IPAddress(octets: address.octets) == address)
            #expect(IPAddress(family: address.family, bits: address.bits) == address)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random text is an address exactly if inet_pton says so`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            var text = Array(Self.address(using: &random).description.utf8)
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let position = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: text[position] = "0123456789abcdefABCDEF:.".utf8.randomElement(using: &random) ?? 48
                case 1: text.insert("0123456789abcdef:.".utf8.randomElement(using: &random) ?? 48, at: position)
                default: if text.count > 1 { text.remove(at: position) }
                }
            }
            let string = String(decoding: text, as: UTF8.self)
            #expect(IPAddress(string)?.octets == systemOctets(string), "\(string)")
        }
    }

    @Test
    func `IPv4 comes before IPv6, and within a family the number counts`() {
        let sorted: [IPAddress] = ["0.0.0.0", "9.255.255.255", "10.0.0.0", "255.255.255.255", "::", "::1", "ff02::fb"]
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test
    func `an address moves within its family only`() {
        #expect(("10.0.0.255" as IPAddress).advanced(by: 1) == "10.0.1.0")
        #expect(("10.0.1.0" as IPAddress).advanced(by: -1) == "10.0.0.255")
        #expect(("255.255.255.255" as IPAddress).advanced(by: 1) == nil)
        #expect(("0.0.0.0" as IPAddress).advanced(by: -1) == nil)
        #expect(("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" as IPAddress).advanced(by: 1) == nil)
        #expect(("fe80::" as IPAddress).advanced(by: .min) == "fe7f:ffff:ffff:ffff:8000::")
        #expect(("::" as IPAddress).advanced(by: .min) == nil)
    }

    @Test
    func `bits that do not fit the family give no address`() {
        #expect(IPAddress(family: .ipv4, bits: 1 << 32) == nil)
        #expect(IPAddress(octets: [1, 2, 3]) == nil)
        #expect(IPAddress(octets: [1, 2, 3, 4, 5]) == nil)
    }

    @Test(arguments: [
        Kinds("0.0.0.0", .unspecified), Kinds("::", .unspecified), Kinds("127.0.0.1", .loopback),
        Kinds("127.255.255.255", .loopback), Kinds("128.0.0.0"), Kinds("::1", .loopback), Kinds("::2"),
        Kinds("9.255.255.255"), Kinds("10.0.0.0", .private), Kinds("10.255.255.255", .private), Kinds("11.0.0.0"),
        Kinds("172.15.255.255"), Kinds("172.16.0.0", .private), Kinds("172.31.255.255", .private), Kinds("172.32.0.0"),
        Kinds("192.167.255.255"), Kinds("192.168.0.0", .private), Kinds("192.168.255.255", .private),
        Kinds("192.169.0.0"), Kinds("fbff::"), Kinds("fc00::", .private), Kinds("fdff::1", .private), Kinds("fe00::"),
        Kinds("100.63.255.255"), Kinds("100.64.0.0", .shared), Kinds("100.127.255.255", .shared), Kinds("100.128.0.0"),
        Kinds("169.253.255.255"), Kinds("169.254.169.253", .linkLocal), Kinds("169.255.0.0"),
        Kinds("fe80::1", .linkLocal), Kinds("febf::", .linkLocal), Kinds("fec0::"), Kinds("223.255.255.255"),
        Kinds("224.0.0.251", .multicast), Kinds("239.255.255.255", .multicast), Kinds("240.0.0.0"),
        Kinds("ff02::fb", .multicast), Kinds("feff::"),
    ])
    func `an address is of the kinds that the registries give it`(kinds: Kinds) {
        var found: Set<Kinds.Kind> = []
        if kinds.address.isUnspecified { found.insert(.unspecified) }
        if kinds.address.isLoopback { found.insert(.loopback) }
        if kinds.address.isPrivate { found.insert(.private) }
        if kinds.address.isShared { found.insert(.shared) }
        if kinds.address.isLinkLocal { found.insert(.linkLocal) }
        if kinds.address.isMulticast { found.insert(.multicast) }
        #expect(found == kinds.expected)
    }

    /// An address with long runs of zeros as often as not.
    private static func address(using random: inout SplitMix64) -> IPAddress {
        if Bool.random(using: &random) { return .v4(IPv4Address(bits: .random(in: 0 ... .max, using: &random))) }
        var bits: UInt128 = 0
        for _ in 0..<8 {
            let group = [
                0, 0, 0xffff, UInt16.random(in: 0...15, using: &random), .random(in: 0 ... .max, using: &random),
            ]
            bits = bits << 16 | UInt128(group.randomElement(using: &random) ?? 0)
        }
        return .v6(IPv6Address(bits: bits))
    }

    private func systemText(_ address: IPAddress) -> String? {
        let family = address.family == .ipv4 ? AF_INET : AF_INET6
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
            guard unsafe inet_ntop(family, address.octets, buffer.baseAddress, socklen_t(buffer.count)) != nil,
                let start = buffer.baseAddress
            else { return nil }
            return unsafe String(cString: start)
        }
    }

    private func systemOctets(_ text: String) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: 16)
        if unsafe inet_pton(AF_INET, text, &octets) == 1 { return Array(octets.prefix(4)) }
        return unsafe inet_pton(AF_INET6, text, &octets) == 1 ? octets : nil
    }
}

struct Kinds: Sendable, CustomTestStringConvertible {
    enum Kind: Hashable { case unspecified, loopback, `private`, shared, linkLocal, multicast }

    let address: IPAddress
    let expected: Set<Kind>

    init(_ address: IPAddress, _ expected: Kind...) {
        self.address = address
        self.expected = Set(expected)
    }

    var testDescription: String { address.description }
}
