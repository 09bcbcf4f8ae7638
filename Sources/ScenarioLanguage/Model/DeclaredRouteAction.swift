/// What an IBM VPN server does with a packet that matches a route.
public enum DeclaredRouteAction: String, CaseIterable, Hashable, Sendable {
    case deliver
    case translate
    case drop
}
