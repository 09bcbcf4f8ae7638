import Glibc
import IPCore

@testable import LiveResponder

/// A TCP connection of a client that waits for what it reads: at most a minute, since tests beside it may hold the threads that answer.
final class TestConnection {
    /// A failure of the system.
    struct Failure: Error {
        let call: String
        let code = errno
    }

    private let descriptor: Int32

    init(to endpoint: Endpoint) throws {
        let family = endpoint.address.family == .ipv4 ? AF_INET : AF_INET6
        descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        setTimeout(milliseconds: 60_000)
        let descriptor = descriptor
        let status = unsafe SocketAddress(endpoint).withPointer { unsafe connect(descriptor, $0, $1) }
        guard status == 0 else { throw Failure(call: "connect") }
    }

    deinit { close(descriptor) }

    func setTimeout(milliseconds: Int) {
        var timeout = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    func send(_ octets: [UInt8]) throws {
        var start = 0
        while start < octets.count {
            let sent = unsafe octets[start...].withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { throw Failure(call: "send") }
            start += sent
        }
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Says that nothing more will be sent.
    func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes next, at most `count` octets; empty at the end of the connection.
    func receive(_ count: Int = 65_536) throws -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: count)
        let received = unsafe octets.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard received >= 0 else { throw Failure(call: "recv") }
        return Array(octets[..<received])
    }

    /// The next message behind its length; `nil` at the end of the connection.
    func receiveFrame() throws -> [UInt8]? {
        var octets: [UInt8] = []
        while octets.count < 2 || octets.count < 2 + (Int(octets[0]) << 8 | Int(octets[1])) {
            let wanted = octets.count < 2 ? 2 - octets.count : 2 + (Int(octets[0]) << 8 | Int(octets[1])) - octets.count
            let more = try receive(wanted)
            if more.isEmpty { return nil }
            octets += more
        }
        return Array(octets.dropFirst(2))
    }

    /// All that comes until the end of the connection, as text.
    func receiveText() throws -> String {
        var octets: [UInt8] = []
        while case let more = try receive(), !more.isEmpty { octets += more }
        return String(decoding: octets, as: UTF8.self)
    }

    /// All that comes up to a last word, or to the end of the connection, as text.
    func receiveText(upTo end: String) throws -> String {
        var octets: [UInt8] = []
        while !octets.suffix(end.utf8.count).elementsEqual(end.utf8), case let more = try receive(), !more.isEmpty {
            octets += more
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Whether the other side has ended the connection, or does so in time.
    var isEnded: Bool {
        do {
            return try receive(1).isEmpty
        } catch let failure as Failure {
            return failure.code == ECONNRESET
        } catch {
            return false
        }
    }
}
