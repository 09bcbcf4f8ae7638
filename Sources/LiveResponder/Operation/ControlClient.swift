import Glibc
import ScenarioLanguage

/// Whoever steers a running responder over its control socket.
public enum ControlClient {
    /// Sends a request to the responder that listens at a path, and waits for what it says.
    ///
    /// Throws `SocketError` if there is none, with how to start one.
    public static func send(_ request: ControlRequest, to path: String) throws(SocketError) -> ControlReply {
        let descriptor = ControlSocket.make()
        guard descriptor >= 0 else { throw SocketError("reach a server at \(path)", code: errno) }
        defer { close(descriptor) }
        if let code = ControlSocket.connect(descriptor, to: path) {
            throw SocketError("reach a server at \(path)", code: code, remedy: remedy(code, path))
        }
        var rest = (JSONLine(request.json).octets + [UInt8(ascii: "\n")])[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { throw SocketError("send to the server at \(path)", code: errno) }
            rest = rest.dropFirst(sent)
        }
        let line = try receiveLine(descriptor, path)
        guard let json = try? JSONReader.read(line), let reply = ControlReply(json) else {
            throw SocketError(
                "understand the server at \(path)", code: EPROTO, remedy: "Is it a 'dnsscen serve' of this version?")
        }
        return reply
    }

    private static func receiveLine(_ descriptor: Int32, _ path: String) throws(SocketError) -> [UInt8] {
        var line: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let received = unsafe part.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            if received < 0, errno == EINTR { continue }
            guard received >= 0 else { throw SocketError("hear the server at \(path)", code: errno) }
            guard received > 0 else {
                throw SocketError("hear the server at \(path)", code: ECONNRESET, remedy: "It has ended meanwhile.")
            }
            line += part[..<received]
            if let end = line.firstIndex(of: UInt8(ascii: "\n")) { return Array(line[..<end]) }
        }
    }

    private static func remedy(_ code: Int32, _ path: String) -> String {
        switch code {
        case ENOENT, ECONNREFUSED, ENOTDIR:
            "No server takes commands there. Start one with 'dnsscen serve FILE --control \(path)', or name the socket of one that runs with --socket."
        case EACCES, EPERM: "The socket is for the user alone who started the server: run ctl as that user, or as root."
        case ENAMETOOLONG: "A socket's path has at most 107 octets."
        default: ""
        }
    }
}
