import IPCore
import TestSupport
import Testing

@Suite struct IPPrefixTests {
    @Test(arguments: ["0.0.0.0/0", "10.0.0.0/8", "192.0.2.1/32", "::/0", "fd00::/8", "2001:db8::1/128"])
    func `a prefix is written as it is read`(text: String) throws {
        #expect(try IPPrefix.parse(text).description == text)
    }

    @Test(
        arguments: [
            ("", .notAnAddress), ("10.0.0/8", .notAnAddress), ("vpc/16", .notAnAddress), ("/8", .notAnAddress),
            ("10.0.0.0", .missingLength), ("10.0.0.0/", .missingLength), ("10.0.0.0/33", .lengthOutOfRange(max: 32)),
            ("10.0.0.0/-1", .lengthOutOfRange(max: 32)), ("10.0.0.0/08", .lengthOutOfRange(max: 32)),
            ("10.0.0.0/8 ", .lengthOutOfRange(max: 32)), ("10.0.0.0/255.0.0.0", .lengthOutOfRange(max: 32)),
            ("10.0.0.0/18446744073709551617", .lengthOutOfRange(max: 32)), ("::/129", .lengthOutOfRange(max: 128)),
            ("10.0.0.1/8", .hostBitsSet(network: "10.0.0.0/8")), ("10.1.2.3/0", .hostBitsSet(network: "0.0.0.0/0")),
            ("fd00::1/64", .hostBitsSet(network: "fd00::/64")),
        ] as [(String, IPPrefixError)])
    func `a wrong prefix is refused with its reason`(text: String, reason: IPPrefixError) {
        #expect(throws: reason) { try IPPrefix.parse(text) }
        #expect(IPPrefix(text) == nil)
    }

    @Test
    func `an interface address keeps its host bits`() throws {
        let interface = try InterfaceAddress.parse("192.168.1.4/24")
        #expect(interface.address == "192.168.1.4")
        #expect(interface.network == "192.168.1.0/24")
        #expect(interface.description == "192.168.1.4/24")
        #expect(throws: IPPrefixError.missingLength) { try InterfaceAddress.parse("192.168.1.4") }
        #expect(InterfaceAddress(address: "::1", length: 129) == nil)
    }

    @Test
    func `a prefix cannot be made with host bits or a wrong length`() {
        #expect(IPPrefix(address: "10.0.0.1", length: 31) == nil)
        #expect(IPPrefix(address: "10.0.0.0", length: 33) == nil)
        #expect(IPPrefix(address: "10.0.0.0", length: -1) == nil)
        #expect(IPPrefix(address: "10.0.0.1", length: 32) == IPPrefix(host: "10.0.0.1"))
    }

    @Test
    func `a prefix contains its own addresses and prefixes only`() {
        let prefix: IPPrefix = "10.10.0.0/22"
        #expect(prefix.contains("10.10.0.0" as IPAddress))
        #expect(prefix.contains("10.10.3.255" as IPAddress))
        #expect(!prefix.contains("10.10.4.0" as IPAddress))
        #expect(!prefix.contains("10.9.255.255" as IPAddress))
        #expect(!prefix.contains("::a0a:0" as IPAddress))
        #expect(prefix.contains(prefix))
        #expect(prefix.contains("10.10.2.0/23" as IPPrefix))
        #expect(!prefix.contains("10.10.0.0/21" as IPPrefix))
        #expect(prefix.overlaps("10.10.0.0/21"))
        #expect(!prefix.overlaps("10.10.4.0/22"))
        #expect(IPPrefix.defaultIPv4.contains("255.255.255.255" as IPAddress))
        #expect(!IPPrefix.defaultIPv4.contains("::" as IPAddress))
        #expect(!IPPrefix.defaultIPv6.overlaps(.defaultIPv4))
    }

    @Test(arguments: [
        Figures("10.10.0.0/22", last: "10.10.3.255", netmask: "255.255.252.0", count: 1024),
        Figures("192.0.2.7/32", last: "192.0.2.7", netmask: "255.255.255.255", count: 1),
        Figures("0.0.0.0/0", last: "255.255.255.255", netmask: "0.0.0.0", count: 1 << 32),
        Figures("fd00::/64", last: "fd00::ffff:ffff:ffff:ffff", netmask: "ffff:ffff:ffff:ffff::", count: 1 << 64),
        Figures("::/0", last: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", netmask: "::", count: .max),
        Figures("8000::/1", last: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", netmask: "8000::", count: 1 << 127),
    ])
    func `last address, mask and size follow from the length`(figures: Figures) {
        #expect(figures.prefix.first == figures.prefix.address)
        #expect(figures.prefix.last == figures.last)
        #expect(figures.prefix.netmask == figures.netmask)
        #expect(figures.prefix.addressCount == figures.count)
    }

    @Test
    func `the halves make up the whole`() {
        #expect(IPPrefix.defaultIPv4.halves?.lower == "0.0.0.0/1")
        #expect(IPPrefix.defaultIPv4.halves?.upper == "128.0.0.0/1")
        #expect(("fd00::/8" as IPPrefix).halves?.upper == "fd80::/9")
        #expect(IPPrefix(host: "10.0.0.1").halves == nil)
    }

    @Test
    func `prefixes sort by address, then the shorter first`() {
        let sorted: [IPPrefix] = ["0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/16", "10.1.0.0/16", "::/0", "fd00::/8"]
        #expect(sorted.reversed().sorted() == sorted)
    }
}

struct Figures: Sendable, CustomTestStringConvertible {
    let prefix: IPPrefix
    let last: IPAddress
    let netmask: IPAddress
    let count: UInt128

    init(_ prefix: IPPrefix, last: IPAddress, netmask: IPAddress, count: UInt128) {
        self.prefix = prefix
        self.last = last
        self.netmask = netmask
        self.count = count
    }

    var testDescription: String { prefix.description }
}
