import IPCore
import ScenarioLanguage
public import WorldModel

/// An authorization rule for one group that cuts all others off from a part of what a wider rule gives them.
///
/// Only the rules with the longest prefix around a destination count, whatever group they are for. Repair: the same prefix for the
/// others, too.
public enum ShadowingAuthorizationRule: DesignCheck {
    /// `shadowing-authorization-rule`.
    public static let id = "shadowing-authorization-rule"
    /// What it looks for.
    public static let summary = "A group's authorization rule that cuts other users off"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnAuth02, .cvpnAuth03, .cvpnAuth04]

    /// One finding for each rule and the widest audience that it cuts off.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, vpn.provider == .aws else { return [] }
        let rules = vpn.authorizationRules
        return rules.enumerated().compactMap { index, rule in
            guard let group = rule.accessGroupID else { return nil }
            let network = rule.targetNetworkCIDR
            let equals = rules.filter { $0.targetNetworkCIDR == network }
            guard !equals.contains(where: { $0.accessGroupID == nil }) else { return nil }
            let wider = rules.filter { other in
                other.targetNetworkCIDR != network && other.targetNetworkCIDR.contains(network)
                    && (other.accessGroupID == nil || !equals.contains { $0.accessGroupID == other.accessGroupID })
            }
            guard let widest = wider.min(by: { $0.targetNetworkCIDR.length < $1.targetNetworkCIDR.length }) else {
                return nil
            }
            let servers = vpn.dnsServers.filter { network.contains($0) }
            let whom = widest.accessGroupID.map { "users of \($0)" } ?? "all other users"
            let loss = servers.count == vpn.dnsServers.count ? "have no DNS at all" : "cannot ask it"
            let consequence = servers.isEmpty ? "" : " The DNS server \(servers[0]) lies in it, so they \(loss)."
            return finding(
                .warning, servers.isEmpty ? .cvpnAuth02 : .cvpnAuth04,
                at: vpn.marks.place(of: "authorization_rules", index: index),
                "The rule of \(group) for \(network) cuts \(whom) off from it, although they have a rule for \(widest.targetNetworkCIDR): only the longest prefix counts.\(consequence)",
                repair: "Add an authorization rule for \(network) for everyone who needs it.")
        }
    }
}
