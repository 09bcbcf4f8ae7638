import CSockets
import Glibc
import IPCore

/// An address of the socket interface, of either family.
struct SocketAddress {
    /// The storage; as much of it as `length` says is used.
    private(set) var storage = sockaddr_storage()
    private(set) var length: socklen_t

    init(_ endpoint: Endpoint) {
        switch endpoint.address {
        case .v4(let address):
            var raw = sockaddr_in()
            raw.sin_family = sa_family_t(AF_INET)
            raw.sin_port = endpoint.port.bigEndian
            raw.sin_addr.s_addr = address.bits.bigEndian
            length = socklen_t(MemoryLayout<sockaddr_in>.size)
            unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: raw, as: sockaddr_in.self) }
        case .v6(let address):
            var raw = sockaddr_in6()
            raw.sin6_family = sa_family_t(AF_INET6)
            raw.sin6_port = endpoint.port.bigEndian
            let bits = address.bits.bigEndian
            unsafe withUnsafeMutableBytes(of: &raw.sin6_addr) { unsafe $0.storeBytes(of: bits, as: UInt128.self) }
            length = socklen_t(MemoryLayout<sockaddr_in6>.size)
            unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: raw, as: sockaddr_in6.self) }
        }
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
        switch unsafe Int32(octets.load(as: sa_family_t.self)) {
        case AF_INET:
            let raw = unsafe octets.load(as: sockaddr_in.self)
            self.init(
                .v4(IPv4Address(bits: UInt32(bigEndian: raw.sin_addr.s_addr))), port: UInt16(bigEndian: raw.sin_port))
        case AF_INET6:
            let raw = unsafe octets.load(as: sockaddr_in6.self)
            let bits = unsafe withUnsafeBytes(of: raw.sin6_addr) { unsafe $0.loadUnaligned(as: UInt128.self) }
            self.init(.v6(IPv6Address(bits: UInt128(bigEndian: bits))), port: UInt16(bigEndian: raw.sin6_port))
        default:
            return nil
        }
    }
}
