/// Whether a resolver validates answers.
public enum DeclaredDNSSECValidation: String, CaseIterable, Hashable, Sendable {
    case no
    case allowDowngrade = "allow-downgrade"
    case yes
}
