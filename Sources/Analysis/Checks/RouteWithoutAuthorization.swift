import IPCore
import ScenarioLanguage
public import WorldModel

/// A route of the endpoint that no authorization rule opens, or a rule that no route leads to.
///
/// Each route needs a rule and each rule a route; one without the other drops packets in silence. Repair: the missing half.
public enum RouteWithoutAuthorization: DesignCheck {
    /// `route-without-authorization`.
    public static let id = "route-without-authorization"
    /// What it looks for.
    public static let summary = "An endpoint route without an authorization rule, or a rule without a route"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnAuth07]

    /// One finding for each route and rule.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, let tunnel = design.world.tunnel, tunnel.authorizationRules != nil else {
            return []
        }
        let authorized = vpn.authorizationRules.map(\.targetNetworkCIDR)
        let routed = tunnel.associations.flatMap { $0.routes.entries.map(\.prefix) }
        let closed = vpn.routes.filter { route in
            route.targetSubnet != "local" && !authorized.contains { $0.overlaps(route.destinationCIDRBlock) }
        }
        let dangling = vpn.authorizationRules.filter { rule in
            !routed.contains { $0.overlaps(rule.targetNetworkCIDR) }
        }
        return closed.map { route in
            finding(
                .warning, .cvpnAuth07, at: route.marks.place(of: "destination_cidr_block"),
                "The endpoint routes \(route.destinationCIDRBlock), and no authorization rule opens any of it: its packets are dropped.",
                repair: "Add an authorization rule for \(route.destinationCIDRBlock).")
        }
            + dangling.map { rule in
                finding(
                    .warning, .cvpnAuth07, at: rule.marks.place(of: "target_network_cidr"),
                    "An authorization rule opens \(rule.targetNetworkCIDR), and no route of the endpoint leads there.",
                    repair: "Add an endpoint route for \(rule.targetNetworkCIDR), or remove the rule.")
            }
    }
}
