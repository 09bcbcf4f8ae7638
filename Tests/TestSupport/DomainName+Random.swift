public import DNSCore

extension DomainName {
    /// A name of few different octets, so that two of them often share labels; case and unprintable octets vary.
    public static func random(using random: inout SplitMix64) -> DomainName {
        let alphabet: [UInt8] = [0, 0x2e, 0x41, 0x61, 0x5a, 0x7a, 0x5b, 0x7b, 0xc1, 0xe1]
        var name = DomainName.root
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            let length = Int.random(in: 1...3, using: &random)
            var octets: [UInt8] = []
            for _ in 0..<length { octets.append(alphabet.randomElement(using: &random) ?? 0x61) }
            name = DomainLabel(octets: octets).flatMap { name.prepending(label: $0) } ?? name
        }
        return name
    }
}
