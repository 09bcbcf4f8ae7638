/// Hashes and compares the octets of names without regard to the case of ASCII letters (RFC 4343), eight at a time.
///
/// Length octets are below 64 and so never mistaken for a letter.
enum FoldedOctets {
    /// A hash that is the same in every run: what a zone holds is its author's choice, so nobody can provoke collisions.
    static func hash(_ octets: Span<UInt8>) -> UInt64 {
        var hash = UInt64(octets.count) &* 0x9e37_79b9_7f4a_7c15
        var offset = 0
        while offset < octets.count {
            hash = mixed(hash ^ folded(word(octets, at: offset)))
            offset += 8
        }
        return hash ^ (hash >> 32)
    }

    /// Whether two names, or equal parts of names, are equal but for letter case.
    static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var offset = 0
        while offset < left.count {
            let (leftWord, rightWord) = (word(left, at: offset), word(right, at: offset))
            guard leftWord == rightWord || folded(leftWord) == folded(rightWord) else { return false }
            offset += 8
        }
        return true
    }

    /// Whether two sequences of octets are the same to the letter case.
    static func areIdentical(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var offset = 0
        while offset < left.count {
            guard word(left, at: offset) == word(right, at: offset) else { return false }
            offset += 8
        }
        return true
    }

    /// Up to eight octets from `offset`, missing ones as zero.
    @inline(__always)
    private static func word(_ octets: Span<UInt8>, at offset: Int) -> UInt64 {
        if offset + 8 <= octets.count {
            // Unsafe only in that any type could be loaded; the span checks its bounds.
            return unsafe octets.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        var word: UInt64 = 0
        for index in offset..<octets.count { word = word << 8 | UInt64(octets[index]) }
        return word
    }

    /// The eight octets with their ASCII letters in lower case.
    @inline(__always)
    private static func folded(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let low7 = word & (0x7f * ones)
        // In each octet the highest bit tells whether the sum has passed 'A', and whether it has passed 'Z'.
        let isFromA = low7 + (0x80 - 0x41) * ones
        let isBehindZ = low7 + (0x80 - 0x5b) * ones
        let isUpper = (isFromA ^ isBehindZ) & ~word & (0x80 * ones)
        return word | (isUpper >> 2)
    }

    @inline(__always)
    private static func mixed(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xd6e8_feb8_6659_fd93)
        return product.high ^ product.low
    }
}
