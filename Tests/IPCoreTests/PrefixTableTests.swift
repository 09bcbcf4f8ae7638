import IPCore
import TestSupport
import Testing

@Suite struct PrefixTableTests {
    @Test
    func `the longest prefix wins`() {
        var table = PrefixTable<String>()
        table.insert("internet", for: "0.0.0.0/0")
        table.insert("private", for: "10.0.0.0/8")
        table.insert("subnet", for: "10.10.1.0/24")
        #expect(table.longestMatch(for: "10.10.1.228")?.value == "subnet")
        #expect(table.longestMatch(for: "10.10.2.1")?.prefix == "10.0.0.0/8")
        #expect(table.longestMatch(for: "8.8.8.8")?.value == "internet")
        #expect(table.longestMatch(for: "::1") == nil)
        #expect(table.matches(for: "10.10.1.228").map(\.value) == ["internet", "private", "subnet"])
    }

    @Test
    func `a second value for a prefix replaces the first`() {
        var table = PrefixTable<Int>()
        table.insert(1, for: "10.0.0.0/8")
        table.insert(2, for: "10.0.0.0/8")
        #expect(table.count == 1)
        #expect(table["10.0.0.0/8"] == 2)
        #expect(table["10.0.0.0/9"] == nil)
    }

    @Test
    func `an empty table matches nothing`() {
        let table = PrefixTable<Int>()
        #expect(table.isEmpty)
        #expect(table.entries.isEmpty)
        #expect(table.longestMatch(for: "10.0.0.1") == nil)
        #expect(table.matches(for: "::1").isEmpty)
    }

    @Test
    func `where two branches part nothing is entered`() {
        var table = PrefixTable<Int>()
        table.insert(1, for: "10.0.0.0/32")
        table.insert(2, for: "10.0.0.1/32")
        #expect(table["10.0.0.0/31"] == nil)
        table.insert(3, for: "10.0.0.0/31")
        #expect(table["10.0.0.0/31"] == 3)
        #expect(table.entries.map(\.value) == [3, 1, 2])
    }

    @Test
    func `tables are equal whatever the order of entry`() {
        var left = PrefixTable<Int>()
        var right = PrefixTable<Int>()
        left.insert(1, for: "10.0.0.0/8")
        left.insert(2, for: "10.128.0.0/9")
        right.insert(2, for: "10.128.0.0/9")
        #expect(left != right)
        right.insert(1, for: "10.0.0.0/8")
        #expect(left == right)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a table answers as a scan of all its prefixes does`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var table = PrefixTable<Int>()
        var oracle: [IPPrefix: Int] = [:]
        for value in 0..<Int.random(in: 1...120, using: &random) {
            let prefix = Self.prefix(using: &random)
            table.insert(value, for: prefix)
            oracle[prefix] = value
        }
        #expect(table.count == oracle.count)
        #expect(table.entries.map(\.prefix) == oracle.keys.sorted())
        #expect(table.entries.allSatisfy { oracle[$0.prefix] == $0.value && table[$0.prefix] == $0.value })
        for _ in 0..<200 {
            let address = Self.address(using: &random)
            let expected = oracle.filter { $0.key.contains(address) }.sorted { $0.key.length < $1.key.length }
            #expect(table.matches(for: address).map(\.prefix) == expected.map(\.key), "\(address)")
            #expect(table.longestMatch(for: address)?.value == expected.last?.value, "\(address)")
            let prefix = Self.prefix(using: &random)
            #expect(table[prefix] == oracle[prefix], "\(prefix)")
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a set answers as a scan of all its prefixes does`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let prefixes = (0..<Int.random(in: 0...40, using: &random)).map { _ in Self.prefix(using: &random) }
        let set = PrefixSet(prefixes)
        for _ in 0..<200 {
            let address = Self.address(using: &random)
            #expect(set.contains(address) == prefixes.contains { $0.contains(address) }, "\(address)")
        }
        #expect(set.prefixes == set.prefixes.sorted())
        #expect(PrefixSet(prefixes.reversed()) == set)
        #expect(prefixes.allSatisfy(set.contains))
    }

    @Test
    func `a set joins halves, so that it contains their whole`() {
        let set = PrefixSet(["128.0.0.0/1", "0.0.0.0/1", "10.0.0.0/8"] as [IPPrefix])
        #expect(set.prefixes == [.defaultIPv4])
        #expect(set.contains(.defaultIPv4))
        #expect(!set.contains(.defaultIPv6))
        #expect(PrefixSet([]).isEmpty)
        let next = PrefixSet(["10.0.1.0/24", "10.0.2.0/24"] as [IPPrefix])
        #expect(next.prefixes.count == 2)
    }

    /// An address out of few, so that prefixes meet.
    private static func address(using random: inout SplitMix64) -> IPAddress {
        let low = UInt32.random(in: 0...7, using: &random)
        let middle = UInt32.random(in: 0...3, using: &random) << 14
        let high = UInt32.random(in: 0...3, using: &random) << 29
        let bits = low | middle | high
        return Int.random(in: 0...2, using: &random) == 0
            ? .v6(IPv6Address(bits: UInt128(bits) << 96 | UInt128(low))) : .v4(IPv4Address(bits: bits))
    }

    private static func prefix(using random: inout SplitMix64) -> IPPrefix {
        let address = address(using: &random)
        let length = Int.random(in: 0...address.family.bitWidth, using: &random)
        return IPPrefix(
            masking: address, length: [0, 1, 8, 16, 31, 32, length].randomElement(using: &random) ?? length)
    }
}
