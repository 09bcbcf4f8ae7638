/// What a resolver rule does.
public enum DeclaredResolverRuleType: String, CaseIterable, Hashable, Sendable {
    case forward = "FORWARD"
    case system = "SYSTEM"
    case delegate = "DELEGATE"
}
