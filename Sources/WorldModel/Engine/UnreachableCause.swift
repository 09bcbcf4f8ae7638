/// Why a query failed before any response: what the socket reports.
public enum UnreachableCause: String, CaseIterable, Hashable, Sendable {
    /// ICMP port unreachable, or a TCP connection refused.
    case portUnreachable = "port-unreachable"
    /// ICMP host unreachable.
    case hostUnreachable = "host-unreachable"
    /// ICMP administratively prohibited.
    case prohibited = "admin-prohibited"
    /// The device has no route: nothing was sent.
    case noRoute = "no-route"
    /// The host is on the link and does not answer ARP: nothing left, and the error comes after about three seconds.
    case noNeighbor = "no-neighbor"
    /// The kernel gave up a TCP connection.
    case connectionTimedOut = "connection-timed-out"
}
