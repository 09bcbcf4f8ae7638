/// Whether instances share hardware with other customers'.
public enum DeclaredInstanceTenancy: String, CaseIterable, Hashable, Sendable {
    case `default`
    case dedicated
}
