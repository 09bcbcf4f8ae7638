/// What runs a resolver of its own on the client.
public enum DeclaredContainerKind: String, CaseIterable, Hashable, Sendable {
    case docker
    case wsl
    case other
}
