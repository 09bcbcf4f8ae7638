import CSockets
import Glibc
import IPCore

/// A UDP socket that listens on one address; several may share it, and the system spreads the senders over them.
@safe final class DatagramSocket: Sendable {
    /// The descriptor, open as long as the value lives.
    let descriptor: Int32
    /// Where it listens, with the port that the system picked.
    let endpoint: Endpoint

    /// The room for datagrams that wait, in octets as the system counts them.
    ///
    /// A sender that was held up sends much at once when it goes on; this has room for about as much as is answered in one to two
    /// seconds. A later answer finds nobody waiting any more.
    private static let receiveBuffer: Int32 = 64 << 20

    /// Binds a socket to an endpoint, alone or beside others that share it.
    private init(_ endpoint: Endpoint, sharing isSharing: Bool) throws(SocketError) {
        let family = endpoint.address.family == .ipv4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            throw SocketError(listening: "UDP", on: endpoint, code: errno)
        }
        self.descriptor = descriptor
        if isSharing { Self.set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1) }
        if family == AF_INET6 { Self.set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
        // Only a privileged process may go beyond the system's limit; others get as much as there is.
        if !Self.set(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, Self.receiveBuffer) {
            Self.set(descriptor, SOL_SOCKET, SO_RCVBUF, Self.receiveBuffer)
        }
        guard unsafe SocketAddress(endpoint).withPointer({ unsafe bind(descriptor, $0, $1) }) == 0 else {
            let code = errno
            close(descriptor)
            throw SocketError(listening: "UDP", on: endpoint, code: code)
        }
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        self.endpoint = (status == 0 ? SocketAddress(storage, length: length).endpoint : nil) ?? endpoint
    }

    deinit { close(descriptor) }

    /// Several sockets that share one endpoint; with port 0 the system picks one for all of them.
    ///
    /// A socket of another program at the same endpoint is an error, although the system would let the two share it.
    static func group(at endpoint: Endpoint, count: Int) throws(SocketError) -> [DatagramSocket] {
        let first = try DatagramSocket(endpoint, sharing: false).endpoint
        var sockets: [DatagramSocket] = []
        for _ in 0..<max(1, count) { sockets.append(try DatagramSocket(first, sharing: true)) }
        return sockets
    }

    /// How long a blocking receive waits before it looks around.
    func setReceiveTimeout(milliseconds: Int) {
        var timeout = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    @discardableResult
    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) -> Bool {
        var value = value
        return unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0
    }
}
