/// A network prefix: an address whose bits behind the first `length` are all zero.
public struct IPPrefix: Hashable, Sendable {
    /// The first address of the network; it has no host bits.
    public let address: IPAddress
    /// The number of leading bits that the network's addresses share: 0 to the family's bit width.
    public let length: Int

    /// Makes a prefix, or returns `nil` if `address` has host bits or `length` is out of range.
    public init?(address: IPAddress, length: Int) {
        guard (0...address.family.bitWidth).contains(length) else { return nil }
        guard address.bits & ~Self.mask(family: address.family, length: length) == 0 else { return nil }
        self.address = address
        self.length = length
    }

    /// Makes the prefix of `length` bits that `address` is in; a length out of the family's range is a caller's error.
    public init(masking address: IPAddress, length: Int) {
        precondition((0...address.family.bitWidth).contains(length), "A prefix length lies within the address's width.")
        self.address = IPAddress(
            family: address.family, truncatingBits: address.bits & Self.mask(family: address.family, length: length))
        self.length = length
    }

    /// Makes the /32 or /128 prefix that holds just `address`.
    public init(host address: IPAddress) {
        self.address = address
        length = address.family.bitWidth
    }

    /// The prefix of every IPv4 address.
    public static let defaultIPv4 = IPPrefix(masking: .v4(IPv4Address(bits: 0)), length: 0)

    /// The prefix of every IPv6 address.
    public static let defaultIPv6 = IPPrefix(masking: .v6(IPv6Address(bits: 0)), length: 0)

    /// The protocol that the prefix belongs to.
    public var family: AddressFamily { address.family }

    /// Whether the prefix holds one address only.
    public var isHost: Bool { length == family.bitWidth }

    /// Whether the prefix holds its whole family: 0.0.0.0/0 or ::/0.
    public var isDefault: Bool { length == 0 }

    /// Whether `other` is one of the prefix's addresses; never so across families.
    public func contains(_ other: IPAddress) -> Bool {
        other.family == family && (other.bits ^ address.bits) & Self.mask(family: family, length: length) == 0
    }

    /// Whether every address of `other` is one of this prefix's; a prefix contains itself.
    public func contains(_ other: IPPrefix) -> Bool { length <= other.length && contains(other.address) }

    /// Whether the two prefixes have an address in common, that is, one contains the other.
    public func overlaps(_ other: IPPrefix) -> Bool { contains(other) || other.contains(self) }

    /// The lowest address.
    public var first: IPAddress { address }

    /// The highest address: in IPv4 the broadcast address of a subnet.
    public var last: IPAddress {
        IPAddress(family: family, truncatingBits: address.bits | ~Self.mask(family: family, length: length))
    }

    /// The network mask as an address, such as 255.255.0.0.
    public var netmask: IPAddress {
        IPAddress(family: family, truncatingBits: Self.mask(family: family, length: length))
    }

    /// The number of addresses, network and broadcast address included; for ::/0 the highest `UInt128`.
    public var addressCount: UInt128 {
        let hostBits = family.bitWidth - length
        return hostBits == 128 ? .max : 1 << UInt128(hostBits)
    }

    /// The two prefixes, one bit longer, that together are this one.
    public struct Halves: Hashable, Sendable {
        /// The half with the lower addresses.
        public let lower: IPPrefix
        /// The half with the higher addresses.
        public let upper: IPPrefix
    }

    /// The two prefixes, one bit longer, that together are this one; `nil` for a host.
    public var halves: Halves? {
        guard !isHost else { return nil }
        return Halves(
            lower: IPPrefix(masking: first, length: length + 1), upper: IPPrefix(masking: last, length: length + 1))
    }

    /// The bits that count in a prefix; those above the family's width are zero.
    private static func mask(family: AddressFamily, length: Int) -> UInt128 {
        let width = family.bitWidth
        let all = UInt128.max >> UInt128(128 - width)
        // A smart shift by the whole width of the type yields zero, so length 0 needs no case of its own.
        return all & (UInt128.max << UInt128(width - length))
    }
}

extension IPPrefix: Comparable {
    /// Orders by address, then the shorter prefix first.
    public static func < (left: IPPrefix, right: IPPrefix) -> Bool {
        left.address == right.address ? left.length < right.length : left.address < right.address
    }
}
