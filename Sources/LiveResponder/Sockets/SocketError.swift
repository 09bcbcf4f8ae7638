import Glibc

/// Why a socket cannot be used, in words that tell what to do.
public struct SocketError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried: `listen on UDP 127.0.0.53:53`.
    public let attempt: String
    /// The number of the system's error.
    public let code: Int32
    /// What to do; empty where nothing is known.
    public let remedy: String

    /// An error of the system.
    public init(_ attempt: String, code: Int32, remedy: String = "") {
        self.attempt = attempt
        self.code = code
        self.remedy = remedy
    }

    /// The failure to listen on an endpoint, with the remedy for port 53 taken and not allowed.
    init(listening transport: String, on endpoint: Endpoint, code: Int32) {
        let remedy: String
        switch code {
        case EADDRINUSE where endpoint.description == "127.0.0.53:53":
            remedy =
                "systemd-resolved listens there: choose another address, such as --listen 127.0.0.54:53 or --listen 127.0.0.1:5353, or stop it with 'systemctl stop systemd-resolved'."
        case EADDRINUSE:
            remedy =
                "Another program listens there ('ss -lntup' names it): stop it, or choose another address or port, such as port 0 for a free one."
        case EACCES, EPERM:
            remedy =
                "Ports below 1024 need the capability CAP_NET_BIND_SERVICE: run as root, grant it with 'setcap cap_net_bind_service=+ep' on the binary or AmbientCapabilities= in a systemd unit, or choose a port from 1024 on, such as --listen 127.0.0.1:5353."
        case EADDRNOTAVAIL:
            remedy = "This host has no such address: add it with 'ip address add', or choose one out of 127.0.0.0/8."
        default:
            remedy = ""
        }
        self.init("listen on \(transport) \(endpoint)", code: code, remedy: remedy)
    }

    /// A sentence with the system's own words.
    public var description: String {
        let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return "cannot \(attempt): \(words.prefix(1).lowercased() + words.dropFirst())"
            + (remedy.isEmpty ? "" : "\n  \(remedy)")
    }
}
