public import IPCore

/// One thing that connecting a VPN does to the device's route table.
public enum DeviceRouteChange: Hashable, Sendable {
    /// Adds a route; where the system already has one for the same prefix, the system's rules and `collision` decide.
    case add(DeviceRoute, collision: Collision)
    /// Takes the routes for exactly this prefix away, with the reason.
    case remove(IPPrefix, text: String, rule: RuleID)
    /// Takes the device's own routes away that lie within this prefix and are longer, with the reason.
    case enforce(IPPrefix, text: String, rule: RuleID)

    /// What happens when the device already has a route for the prefix.
    public enum Collision: Hashable, Sendable {
        /// The old one stays unless the system keeps both by metric (rule CVPN-ROUTE-11).
        case system(RuleID)
        /// The old one stays on every system.
        case keepsOld(RuleID)
        /// The new one takes its place.
        case replaces
    }
}
