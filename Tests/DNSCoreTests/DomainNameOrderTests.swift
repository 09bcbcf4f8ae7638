import DNSCore
import TestSupport
import Testing

@Suite struct DomainNameOrderTests {
    @Test
    func `names sort as in the example of RFC 4034 section 6.1`() {
        let sorted: [DomainName] = [
            "example", "a.example", "yljkjljk.a.example", "Z.a.example", "zABC.a.EXAMPLE", "z.example",
            #"\001.z.example"#, "*.z.example", #"\200.z.example"#,
        ]
        for seed in 0..<50 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            #expect(sorted.shuffled(using: &random).sorted() == sorted, "seed \(seed)")
        }
    }

    @Test
    func `the root comes first, and a shorter label before a longer one that begins with it`() {
        let sorted: [DomainName] = [".", "a", "b.a", "aa", "ab"]
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the order is that of the reversed lists of lower-case labels`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let left = DomainName.random(using: &random)
            let right = DomainName.random(using: &random)
            let leftKey = left.lowercased.labels.reversed().map(\.octets)
            let rightKey = right.lowercased.labels.reversed().map(\.octets)
            let precedes = leftKey.lexicographicallyPrecedes(rightKey) { $0.lexicographicallyPrecedes($1) }
            #expect((left < right) == precedes, "\(left) \(right)")
            #expect((left == right) == (leftKey == rightKey), "\(left) \(right)")
            #expect(left.labels.elementsEqual(right.labels) == (left == right))
            #expect(left.isSubdomain(of: right) == leftKey.starts(with: rightKey), "\(left) \(right)")
            let common = zip(leftKey, rightKey).prefix { $0 == $1 }.count
            #expect(left.commonLabelCount(with: right) == common, "\(left) \(right)")
            if left == right { #expect(left.hashValue == right.hashValue) }
        }
    }
}
