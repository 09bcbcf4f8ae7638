/// How a name is asked for.
public enum DeclaredLookupMethod: String, CaseIterable, Hashable, Sendable {
    case getaddrinfo
    case query
}
