/// How a zone is signed.
public enum DeclaredZoneSigning: String, CaseIterable, Hashable, Sendable {
    case signed
}
