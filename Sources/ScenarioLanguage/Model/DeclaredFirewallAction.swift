/// What becomes of a query that matches a DNS Firewall rule.
public enum DeclaredFirewallAction: String, CaseIterable, Hashable, Sendable {
    case allow = "ALLOW"
    case alert = "ALERT"
    case block = "BLOCK"
}
