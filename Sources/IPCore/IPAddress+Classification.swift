extension IPAddress {
    /// Whether the address is `0.0.0.0` or `::`.
    public var isUnspecified: Bool { bits == 0 }

    /// Whether the address is in 127.0.0.0/8 (RFC 1122 section 3.2.1.3), or is `::1`.
    public var isLoopback: Bool {
        switch self {
        case .v4(let address): address.bits >> 24 == 127
        case .v6(let address): address.bits == 1
        }
    }

    /// Whether the address is private: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918) or fc00::/7 (RFC 4193).
    public var isPrivate: Bool {
        switch self {
        case .v4(let address):
            address.bits >> 24 == 10 || address.bits >> 20 == 0xac1 || address.bits >> 16 == 0xc0a8
        case .v6(let address):
            address.bits >> 121 == 0xfc >> 1
        }
    }

    /// Whether the address is in 100.64.0.0/10, which carriers share among their customers (RFC 6598).
    public var isShared: Bool {
        switch self {
        case .v4(let address): address.bits >> 22 == 0x6440_0000 >> 22
        case .v6: false
        }
    }

    /// Whether the address is in 169.254.0.0/16 (RFC 3927) or fe80::/10 (RFC 4291 section 2.5.6).
    public var isLinkLocal: Bool {
        switch self {
        case .v4(let address): address.bits >> 16 == 0xa9fe
        case .v6(let address): address.bits >> 118 == 0xfe80 >> 6
        }
    }

    /// Whether the address is in 224.0.0.0/4 (RFC 5771) or ff00::/8 (RFC 4291 section 2.7).
    public var isMulticast: Bool {
        switch self {
        case .v4(let address): address.bits >> 28 == 0xe
        case .v6(let address): address.bits >> 120 == 0xff
        }
    }
}
