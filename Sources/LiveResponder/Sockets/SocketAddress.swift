import CSockets
import Glibc
import IPCore

/// An address of the socket interface, of either family.
struct SocketAddress {
    /// The storage; as much of it as `length` says is used.
    private(set) var storage = sockaddr_storage()
    private(set) var length: socklen_t

    init(_ endpoint: Endpoint) {
        let port = endpoint.port.bigEndian
        length = unsafe withUnsafeMutableBytes(of: &storage) { octets in
            unsafe octets.storeBytes(of: port, toByteOffset: Layout.port, as: UInt16.self)
            switch endpoint.address {
            case .v4(let address):
                unsafe octets.storeBytes(of: sa_family_t(AF_INET), as: sa_family_t.self)
                unsafe octets.storeBytes(of: address.bits.bigEndian, toByteOffset: Layout.ipv4, as: UInt32.self)
                return Layout.ipv4Length
            case .v6(let address):
                unsafe octets.storeBytes(of: sa_family_t(AF_INET6), as: sa_family_t.self)
                unsafe octets.storeBytes(of: address.bits.bigEndian, toByteOffset: Layout.ipv6, as: UInt128.self)
                return Layout.ipv6Length
            }
        }
    }

    /// Where Linux has the parts of `sockaddr_in` and `sockaddr_in6` (ip(7), ipv6(7)).
    ///
    /// The structures themselves are declared by several C modules at once, and which one Swift takes them from depends on
    /// the order in which files are compiled.
    fileprivate enum Layout {
        static let port = 2
        static let ipv4 = 4
        static let ipv4Length: socklen_t = 16
        static let ipv6 = 8
        static let ipv6Length: socklen_t = 28
    }

    /// Takes what the system wrote.
    init(_ storage: sockaddr_storage, length: socklen_t) {
        self.storage = storage
        self.length = length
    }

    /// Lends the address to a function of the socket interface.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        unsafe withUnsafePointer(to: storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
        }
    }

    /// The address and port; `nil` for another family.
    var endpoint: Endpoint? { unsafe withUnsafeBytes(of: storage) { unsafe Endpoint(socketAddress: $0) } }
}

extension Endpoint {
    /// Reads a `sockaddr` of either family; `nil` for another one.
    init?(socketAddress octets: UnsafeRawBufferPointer) {
        guard octets.count >= Int(SocketAddress.Layout.ipv4Length) else { return nil }
        let port = unsafe UInt16(
            bigEndian: octets.loadUnaligned(fromByteOffset: SocketAddress.Layout.port, as: UInt16.self))
        switch unsafe Int32(octets.loadUnaligned(as: sa_family_t.self)) {
        case AF_INET:
            let bits = unsafe octets.loadUnaligned(fromByteOffset: SocketAddress.Layout.ipv4, as: UInt32.self)
            self.init(.v4(IPv4Address(bits: UInt32(bigEndian: bits))), port: port)
        case AF_INET6 where octets.count >= Int(SocketAddress.Layout.ipv6Length):
            let bits = unsafe octets.loadUnaligned(fromByteOffset: SocketAddress.Layout.ipv6, as: UInt128.self)
            self.init(.v6(IPv6Address(bits: UInt128(bigEndian: bits))), port: port)
        default:
            return nil
        }
    }
}
