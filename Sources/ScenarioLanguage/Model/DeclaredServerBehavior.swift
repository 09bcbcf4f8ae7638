/// What a DNS server does with a question.
public enum DeclaredServerBehavior: Hashable, Sendable {
    /// Answers from the internet's zones.
    case recursive
    /// Answers from its own zones.
    case authoritative
    /// Asks other servers.
    case forwarding
    /// Fails in the same way each time.
    case failing(DeclaredFaultKind)

    /// The word for it in a scenario.
    public var word: String {
        switch self {
        case .recursive: "recursive"
        case .authoritative: "authoritative"
        case .forwarding: "forwarding"
        case .failing(let kind): kind.rawValue
        }
    }

    /// All behaviours: the kinds of fault among them are those of a server that need no further key.
    static let all: [DeclaredServerBehavior] =
        [.recursive, .authoritative, .forwarding]
        + DeclaredFaultKind.allCases.filter { ![.answer, .delay, .loss, .down].contains($0) }.map(Self.failing)
}
