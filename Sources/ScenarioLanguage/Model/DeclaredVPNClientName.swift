/// The VPN software of a client.
public enum DeclaredVPNClientName: String, CaseIterable, Hashable, Sendable {
    case aws
    case openvpn
    case openvpnConnect = "openvpn-connect"
    case tunnelblick
    case networkManager = "network-manager"
    case other
}
