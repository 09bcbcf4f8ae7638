/// An IPv4 address.
public struct IPv4Address: Hashable, Sendable {
    /// The 32 bits, the first octet in the most significant ones.
    public var bits: UInt32

    /// Makes the address out of its 32 bits, the first octet in the most significant ones.
    public init(bits: UInt32) { self.bits = bits }

    /// Reads four decimal numbers with dots between; a leading zero, which some readers take for octal, is refused.
    @inlinable
    public init?(utf8 text: some Collection<UInt8>) {
        var bits: UInt32 = 0
        var octet: UInt32 = 0
        var digits = 0
        var dots = 0
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard digits > 0, dots < 3 else { return nil }
                bits = bits << 8 | octet
                octet = 0
                digits = 0
                dots += 1
            } else {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                if digits > 0, octet == 0 { return nil }
                octet = octet * 10 + UInt32(byte - UInt8(ascii: "0"))
                digits += 1
                guard octet <= 255 else { return nil }
            }
        }
        guard dots == 3, digits > 0 else { return nil }
        self.bits = bits << 8 | octet
    }

    /// Appends the dotted decimal form.
    func write(to text: inout [UInt8]) {
        for shift in [24, 16, 8, 0] as [UInt32] {
            let octet = UInt8(truncatingIfNeeded: bits >> shift)
            if octet >= 100 { text.append(UInt8(ascii: "0") + octet / 100) }
            if octet >= 10 { text.append(UInt8(ascii: "0") + octet / 10 % 10) }
            text.append(UInt8(ascii: "0") + octet % 10)
            if shift > 0 { text.append(UInt8(ascii: ".")) }
        }
    }
}

extension IPv4Address: Comparable {
    /// Orders as the unsigned numbers do.
    public static func < (left: IPv4Address, right: IPv4Address) -> Bool { left.bits < right.bits }
}

extension IPv4Address: LosslessStringConvertible {
    /// Reads dotted decimal notation, or returns `nil`; leading zeros and spaces are refused.
    public init?(_ description: String) { self.init(utf8: description.utf8) }

    /// The dotted decimal form.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(15)
        write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
