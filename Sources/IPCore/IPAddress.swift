/// An IPv4 or IPv6 address.
public enum IPAddress: Hashable, Sendable {
    case v4(IPv4Address)
    case v6(IPv6Address)

    /// Makes an address out of the low bits of a number, or returns `nil` if the family's addresses are shorter.
    public init?(family: AddressFamily, bits: UInt128) {
        switch family {
        case .ipv4:
            guard let bits = UInt32(exactly: bits) else { return nil }
            self = .v4(IPv4Address(bits: bits))
        case .ipv6:
            self = .v6(IPv6Address(bits: bits))
        }
    }

    /// Makes an address out of its 4 or 16 octets in network order; `nil` for any other number of them.
    public init?(octets: some Collection<UInt8>) {
        let bits = octets.reduce(0 as UInt128) { $0 << 8 | UInt128($1) }
        switch octets.count {
        case 4: self = .v4(IPv4Address(bits: UInt32(truncatingIfNeeded: bits)))
        case 16: self = .v6(IPv6Address(bits: bits))
        default: return nil
        }
    }

    /// The protocol that the address belongs to.
    public var family: AddressFamily {
        switch self {
        case .v4: .ipv4
        case .v6: .ipv6
        }
    }

    /// The address as an unsigned number of `family.bitWidth` bits.
    public var bits: UInt128 {
        switch self {
        case .v4(let address): UInt128(address.bits)
        case .v6(let address): address.bits
        }
    }

    /// The 4 or 16 octets in network order.
    public var octets: [UInt8] {
        let bits = bits
        return stride(from: family.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
    }

    /// The address that lies `distance` further, or `nil` if that is outside the family's range.
    public func advanced(by distance: Int) -> IPAddress? {
        let magnitude = UInt128(distance.magnitude)
        let (bits, overflows) =
            distance < 0 ? bits.subtractingReportingOverflow(magnitude) : bits.addingReportingOverflow(magnitude)
        return overflows ? nil : IPAddress(family: family, bits: bits)
    }

    /// Makes an address out of bits known to fit; higher bits are cut off.
    init(family: AddressFamily, truncatingBits bits: UInt128) {
        switch family {
        case .ipv4: self = .v4(IPv4Address(bits: UInt32(truncatingIfNeeded: bits)))
        case .ipv6: self = .v6(IPv6Address(bits: bits))
        }
    }
}

extension IPAddress: Comparable {
    /// Orders every IPv4 address before every IPv6 address, and by number within a family.
    public static func < (left: IPAddress, right: IPAddress) -> Bool {
        switch (left, right) {
        case (.v4(let left), .v4(let right)): left < right
        case (.v6(let left), .v6(let right)): left < right
        case (.v4, .v6): true
        case (.v6, .v4): false
        }
    }
}

extension IPAddress: LosslessStringConvertible {
    /// Reads dotted decimal IPv4 or any form of IPv6 (RFC 4291 section 2.2), or returns `nil`.
    public init?(_ description: String) { self.init(utf8: description.utf8) }

    init?(utf8 text: some Collection<UInt8>) {
        if let address = IPv4Address(utf8: text) {
            self = .v4(address)
        } else if let address = IPv6Address(utf8: text) {
            self = .v6(address)
        } else {
            return nil
        }
    }

    /// The dotted decimal form, or the canonical form of RFC 5952.
    public var description: String {
        switch self {
        case .v4(let address): address.description
        case .v6(let address): address.description
        }
    }
}
