/// Which protocols a tunnel carries.
public enum DeclaredTrafficType: String, CaseIterable, Hashable, Sendable {
    case ipv4
    case ipv6
    case dualStack = "dual-stack"
}
