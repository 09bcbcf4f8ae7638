/// What VPN software does with pushed DNS servers.
public enum DeclaredPushedDNSHandling: String, CaseIterable, Hashable, Sendable {
    case replace
    case link
    case ignore
}
