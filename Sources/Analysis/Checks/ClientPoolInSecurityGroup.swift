import IPCore
import ScenarioLanguage
public import WorldModel

/// A security group that admits the client pool although the source is translated.
///
/// Behind AWS Client VPN servers see the address of the association's interface, so a rule for the client CIDR block admits nobody.
/// Repair: the target subnets' prefixes, or a reference to the endpoint's group.
public enum ClientPoolInSecurityGroup: DesignCheck {
    /// `client-pool-in-security-group`.
    public static let id = "client-pool-in-security-group"
    /// What it looks for.
    public static let summary = "A security group rule for the client pool, which no packet bears"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnSG03, .nacl04]

    /// One finding for each rule.
    public static func findings(in design: Design) -> [Finding] {
        guard design.vpn?.provider == .aws, let pool = design.world.tunnel?.pool, pool.family == .ipv4 else {
            return []
        }
        let cidrs = design.world.topology.vpcs.elements.flatMap(\.cidrs)
        return design.scenario.vpcs.flatMap(\.securityGroups).flatMap { group in
            group.ingress.flatMap { rule in
                rule.cidrBlocks.enumerated().compactMap { index, block in
                    guard pool.contains(block), !cidrs.contains(where: { $0.overlaps(block) }) else { return nil }
                    return finding(
                        .warning, .cvpnSG03, at: rule.marks.place(of: "cidr_blocks", index: index),
                        "\(group.name) admits \(block) of the client pool, but packets of VPN clients bear the address of the association's interface.",
                        repair: "Admit the target subnets' prefixes, or the endpoint's security group.")
                }
            }
        }
    }
}
