/// The protocol of a packet, or of the packets that a rule is for.
public enum DeclaredIPProtocol: String, CaseIterable, Hashable, Sendable {
    case udp
    case tcp
    case icmp
    /// Any protocol, written `-1`.
    case all = "-1"
}
