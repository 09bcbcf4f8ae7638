/// The resolver software that is emulated.
public enum DeclaredResolverProfile: String, CaseIterable, Hashable, Sendable {
    case sequential
    case glibc
    case musl
    case systemdResolved = "systemd-resolved"
    case cAres = "c-ares"
    case go
    case dnsmasq
    case unboundForward = "unbound-forward"
    case java
    case node
    case dig
    case macos
    case windows

    /// Whether the program can emulate it.
    var isModelled: Bool {
        switch self {
        case .sequential, .dig, .glibc: true
        case .musl, .systemdResolved, .cAres, .go, .dnsmasq, .unboundForward, .java, .node, .macos, .windows: false
        }
    }
}
