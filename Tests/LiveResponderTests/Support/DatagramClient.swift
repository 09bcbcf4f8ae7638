import DNSCore
import DNSWire
import Foundation
import IPCore
import LiveResponder

/// A UDP client on loopback.
final class DatagramClient {
    private let descriptor: Int32

    /// A client of an endpoint on loopback over IPv4, which waits at most so long for each response.
    init(_ endpoint: Endpoint, timeout: Int = 2) {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        // Room for the answers to a burst of questions.
        var room: Int32 = 8 << 20
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &room, socklen_t(MemoryLayout<Int32>.size))
        // struct sockaddr_in of ip(7): family, port and address in network order, eight octets of padding.
        let address: [UInt8] =
            [UInt8(AF_INET), 0, UInt8(endpoint.port >> 8), UInt8(endpoint.port & 0xff)] + endpoint.address.octets
            + [UInt8](repeating: 0, count: 8)
        _ = unsafe address.withUnsafeBytes { octets in
            unsafe octets.withMemoryRebound(to: sockaddr.self) {
                unsafe connect(descriptor, $0.baseAddress, socklen_t(address.count))
            }
        }
    }

    deinit { close(descriptor) }

    /// Sends octets as they are.
    func send(_ octets: [UInt8]) { _ = unsafe Glibc.send(descriptor, octets, octets.count, 0) }

    /// The next response, or `nil` when none comes in time or the port is closed.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65535)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return count < 0 ? nil : Array(buffer.prefix(count))
    }

    /// The response to a question.
    func ask(_ name: DomainName, _ type: RecordType = .a, id: UInt16 = 1, edns: EDNS? = nil) throws -> Message? {
        send(
            encode(
                Message(
                    id: id, isRecursionDesired: true, questions: [Question(name: name, type: type)], edns: edns)))
        return try receive().map { try decode($0) }
    }
}
