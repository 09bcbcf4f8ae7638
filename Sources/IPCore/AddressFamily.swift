/// Which Internet Protocol an address belongs to.
public enum AddressFamily: String, Hashable, Sendable, CaseIterable {
    case ipv4
    case ipv6

    /// The number of bits in an address: 32 or 128.
    public var bitWidth: Int {
        switch self {
        case .ipv4: 32
        case .ipv6: 128
        }
    }
}

extension AddressFamily: Comparable {
    /// Orders IPv4 before IPv6.
    public static func < (left: AddressFamily, right: AddressFamily) -> Bool { left.bitWidth < right.bitWidth }
}
