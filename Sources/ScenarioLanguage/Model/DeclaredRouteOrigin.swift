/// How a route came into an endpoint's table.
public enum DeclaredRouteOrigin: String, CaseIterable, Hashable, Sendable {
    case associate
    case addRoute = "add-route"
}
