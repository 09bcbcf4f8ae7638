/// What a connection came out as.
public enum DeclaredConnectionOutcome: String, CaseIterable, Hashable, Sendable {
    case connected
    case refused
    case timeout
    case unreachable
    case depends
    case unknown
}
