import IPCore
import ScenarioLanguage
public import WorldModel

/// A DNS server that no route reaches.
///
/// Every query takes the device's table, the endpoint's routes, the target subnet's table and what lies between networks; where one
/// of them has no way on, the query dies without a word and each lookup costs the resolver's full timeout. Found by following a query
/// to each server, from every association. Repair: the route that the cause names, or another server.
public enum DNSServerWithoutRoute: DesignCheck {
    /// `dns-server-without-route`.
    public static let id = "dns-server-without-route"
    /// What it looks for.
    public static let summary = "A DNS server that no route reaches"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnDNS05, .cvpnDNS06, .cvpnDNS07, .cvpnFWD01, .cvpnSubnet01]

    /// One finding for each place where queries die for want of a route.
    public static func findings(in design: Design) -> [Finding] {
        obstacles(
            in: design,
            [
                .clientNoRoute, .clientLoop, .vpnNoRoute, .vpnRouteDrop, .subnetNoRoute, .subnetBlackhole, .tgwNoRoute,
                .peerNotTransitive, .internetNoPath,
            ]
        ) { !$0.isLinkLocal }
    }
}
