import IPCore
import ScenarioLanguage
public import WorldModel

/// All pushed DNS servers in one Availability Zone.
///
/// They are two servers, but not two for the one fault that takes a zone away. Repair: an address in another zone.
public enum DNSServersInOneZone: DesignCheck {
    /// `dns-servers-in-one-zone`.
    public static let id = "dns-servers-in-one-zone"
    /// What it looks for.
    public static let summary = "All pushed DNS servers stand in one Availability Zone"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53Inbound06]

    /// At most one finding.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, Set(vpn.dnsServers).count > 1 else { return [] }
        let topology = design.world.topology
        var zones: Set<String> = []
        for address in vpn.dnsServers {
            guard let vpc = topology.vpc(containing: address),
                let subnet = topology.vpcs[vpc].subnetTable.longestMatch(for: address)?.value,
                topology.vpcs[vpc].resolver(at: address) == nil
            else { return [] }
            zones.insert(topology.subnets[subnet].availabilityZone)
        }
        guard zones.count == 1, let zone = zones.first else { return [] }
        return [
            finding(
                .warning, .r53Inbound06, at: vpn.marks.place(of: "dns_servers"),
                "All pushed DNS servers stand in the Availability Zone \(zone): one fault takes all of them away.",
                repair: "Push an address in another Availability Zone.")
        ]
    }
}
