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
    case host
    case nslookup
    case kdig
    case drill
    case busyboxNslookup = "busybox-nslookup"
    case dnspython
}
