/// What becomes of a packet that matches a rule of a network ACL.
public enum DeclaredACLAction: String, CaseIterable, Hashable, Sendable {
    case allow
    case deny
}
