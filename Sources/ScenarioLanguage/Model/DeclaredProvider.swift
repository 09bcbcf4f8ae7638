/// Whose client VPN service it is.
public enum DeclaredProvider: String, CaseIterable, Hashable, Sendable {
    case aws
    case ibm
    case alibaba
    case openvpn
}
