/// What carries a packet's payload.
public enum DeclaredTransport: String, CaseIterable, Hashable, Sendable {
    case udp
    case tcp
}
