/// An IPv6 address.
public struct IPv6Address: Hashable, Sendable {
    /// The 128 bits, the first group in the most significant ones.
    public var bits: UInt128

    /// Makes the address out of its 128 bits, the first group in the most significant ones.
    public init(bits: UInt128) { self.bits = bits }

    /// Reads the forms of RFC 4291 section 2.2: full, with one `::`, and with a dotted IPv4 address at the end.
    @inlinable
    public init?<Text: Collection<UInt8>>(utf8 text: Text) {
        let colon = UInt8(ascii: ":")
        var groups: [UInt16] = []
        groups.reserveCapacity(8)
        var gap: Int?
        var rest = text[...]
        if rest.first == colon {
            rest = rest.dropFirst()
            guard rest.first == colon else { return nil }
            rest = rest.dropFirst()
            gap = 0
        }
        while !rest.isEmpty {
            let end = rest.firstIndex(of: colon) ?? rest.endIndex
            let field = rest[..<end]
            if end == rest.endIndex, field.contains(UInt8(ascii: ".")) {
                guard let embedded = IPv4Address(utf8: field) else { return nil }
                groups.append(UInt16(truncatingIfNeeded: embedded.bits >> 16))
                groups.append(UInt16(truncatingIfNeeded: embedded.bits))
                break
            }
            guard groups.count < 8, let group = Self.group(field) else { return nil }
            groups.append(group)
            if end == rest.endIndex { break }
            rest = rest[end...].dropFirst()
            guard let next = rest.first else { return nil }
            if next == colon {
                guard gap == nil else { return nil }
                gap = groups.count
                rest = rest.dropFirst()
            }
        }
        guard gap == nil ? groups.count == 8 : groups.count < 8 else { return nil }
        if let gap { groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap) }
        bits = groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// The value of one to four hexadecimal digits.
    @inlinable
    static func group(_ digits: some Collection<UInt8>) -> UInt16? {
        var value: UInt16 = 0
        var count = 0
        for byte in digits {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            count += 1
            guard count <= 4 else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return count == 0 ? nil : value
    }

    private var groups: [UInt16] {
        (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) }
    }

    /// Appends the form that `description` returns.
    func write(to text: inout [UInt8]) {
        let colon = UInt8(ascii: ":")
        let groups = groups
        let gap = Self.longestZeroRun(in: groups)
        let embedsIPv4 = gap == 0..<6 || (gap == 0..<5 && groups[5] == 0xffff)
        var index = 0
        while index < 8 {
            if let gap, index == gap.lowerBound {
                text.append(colon)
                text.append(colon)
                index = gap.upperBound
                continue
            }
            if embedsIPv4, index == 6 {
                if text.last != colon { text.append(colon) }
                IPv4Address(bits: UInt32(truncatingIfNeeded: bits)).write(to: &text)
                return
            }
            if index > 0, gap?.upperBound != index { text.append(colon) }
            text.append(contentsOf: String(groups[index], radix: 16).utf8)
            index += 1
        }
    }

    /// The longest run of at least two zero groups, the first one if several are as long.
    private static func longestZeroRun(in groups: [UInt16]) -> Range<Int>? {
        var best = 0..<0
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > best.count { best = start..<index }
            start = index + 1
        }
        return best.count >= 2 ? best : nil
    }
}

extension IPv6Address: Comparable {
    /// Orders as the unsigned numbers do.
    public static func < (left: IPv6Address, right: IPv6Address) -> Bool { left.bits < right.bits }
}

extension IPv6Address: LosslessStringConvertible {
    /// Reads any form of RFC 4291 section 2.2, or returns `nil`; zones (`%en0`) and spaces are refused.
    public init?(_ description: String) { self.init(utf8: description.utf8) }

    /// The canonical form of RFC 5952: lower case, the longest run of zeros as `::`.
    ///
    /// The last 32 bits of `::/96` and `::ffff:0:0/96` are dotted decimal (RFC 5952 section 5), as `inet_ntop` does.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(39)
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
