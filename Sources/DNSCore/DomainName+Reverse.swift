public import IPCore

extension DomainName {
    /// The name whose PTR record names `address`: under in-addr.arpa (RFC 1035 section 3.5) or ip6.arpa (RFC 3596).
    public static func reverse(of address: IPAddress) -> DomainName {
        var octets: [UInt8] = []
        var labelCount = 2
        switch address.family {
        case .ipv4:
            for octet in address.octets.reversed() {
                let digits = String(octet).utf8
                octets.append(UInt8(digits.count))
                octets.append(contentsOf: digits)
                labelCount += 1
            }
            octets.append(contentsOf: ipv4ReverseOrigin)
        case .ipv6:
            for octet in address.octets.reversed() {
                for nibble in [octet & 0xf, octet >> 4] {
                    octets.append(1)
                    octets.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
                    labelCount += 1
                }
            }
            octets.append(contentsOf: ipv6ReverseOrigin)
        }
        return DomainName(validOctets: octets, labelCount: labelCount)
    }

    /// The address that this is the reverse name of; `nil` for every other name.
    public var reverseAddress: IPAddress? {
        let labels = lowercased.labels
        let origin = suffix(labelCount: Swift.min(2, labelCount)).lowercased.octets
        if labels.count == 6, origin == Self.ipv4ReverseOrigin {
            let text = labels.prefix(4).reversed().map { String(decoding: $0.octets, as: UTF8.self) }
            return IPv4Address(text.joined(separator: ".")).map(IPAddress.v4)
        }
        if labels.count == 34, origin == Self.ipv6ReverseOrigin {
            var bits: UInt128 = 0
            for label in labels.prefix(32).reversed() {
                guard label.octets.count == 1, let digit = Self.hexadecimalDigit(label.octets[0]) else { return nil }
                bits = bits << 4 | UInt128(digit)
            }
            return .v6(IPv6Address(bits: bits))
        }
        return nil
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static let ipv4ReverseOrigin: [UInt8] = [7] + Array("in-addr".utf8) + [4] + Array("arpa".utf8) + [0]
    private static let ipv6ReverseOrigin: [UInt8] = [3] + Array("ip6".utf8) + [4] + Array("arpa".utf8) + [0]
}
