import IPCore
import ScenarioLanguage
public import WorldModel

/// A LAN of the client that overlaps a network behind the VPN or the client pool.
///
/// The device's on-link route takes part in longest-prefix matching like any other: what it covers is never reached through the tunnel.
/// A DNS server that it captures is an error. Repair: another home network, client route enforcement, or longer pushed prefixes.
public enum LANOverlap: DesignCheck {
    /// `lan-overlap`.
    public static let id = "lan-overlap"
    /// What it looks for.
    public static let summary = "The client's LAN overlaps a network behind the VPN, or the client pool"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnLAN01, .cvpnLAN02, .cvpnLAN03, .cvpnAddr03, .aliAddr02]
    /// Reported when the scenario is loaded.
    public static let adopts: [RuleID] = [.cvpnAddr03, .aliAddr02]
    /// What would have to change.
    public static let repair = "Use a client pool that overlaps neither the LAN nor the networks behind the VPN."

    /// One finding for each captured server, and one for each LAN and network that overlap.
    public static func findings(in design: Design) -> [Finding] {
        obstacles(in: design, [.clientOnlinkCapture]) + overlaps(in: design) + poolOverlaps(in: design)
    }

    /// A LAN inside or around the pool spares the sessions whose own subnet lies elsewhere (rule CVPN-ADDR-03); the others are reported
    /// when the scenario is loaded, and so is any overlap where the service forbids it.
    private static func poolOverlaps(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, vpn.provider == .aws, let pool = vpn.clientCIDRBlock,
            let session = design.world.tunnel?.session
        else { return [] }
        let lan = design.world.client.interfaces.flatMap(\.addresses).map(\.network).first { lan in
            lan.overlaps(pool) && !lan.overlaps(session)
        }
        guard let lan else { return [] }
        return [
            finding(
                .warning, .cvpnAddr03, at: vpn.marks.place(of: "client_cidr_block"),
                "The client's LAN \(lan) overlaps the client CIDR block \(pool): this session's subnet lies beside it, but one that "
                    + "is cut out of the LAN's prefix does not work there.", repair: repair)
        ]
    }

    private static func overlaps(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, let tunnel = design.world.tunnel else { return [] }
        let client = design.world.client
        let behind = design.world.topology.vpcs.elements.flatMap { vpc in vpc.cidrs.map { (vpc.name, $0) } }
        var findings: [Finding] = []
        for interface in client.interfaces {
            let declared = design.scenario.client.interfaces?.first { $0.name == interface.name }
            for lan in interface.addresses.map(\.network) {
                // Where the LAN's route wins, addresses of the VPC are lost; where the pushed one does, hosts of the LAN are.
                let overlapping = behind.filter { _, cidr in
                    cidr.overlaps(lan) && design.isRouted(cidr, by: tunnel)
                }
                guard !overlapping.isEmpty else { continue }
                let list = overlapping.map { "\($0.1) of \($0.0)" }.shortList
                findings.append(
                    finding(
                        .warning, .cvpnLAN01,
                        at: declared?.marks.place(of: "address") ?? vpn.marks.place,
                        "The client's LAN \(lan) overlaps \(list): addresses that both have are looked for on the LAN, or hosts of the LAN are lost.",
                        repair:
                            "Use other prefixes for the LAN or the VPC; client route enforcement lets the tunnel win."))
            }
        }
        return findings
    }
}

extension Design {
    /// Whether the VPN has a route for a part of a prefix.
    func isRouted(_ prefix: IPPrefix, by tunnel: Tunnel?) -> Bool {
        guard let tunnel else { return false }
        return tunnel.associations.contains { association in
            association.routes.entries.contains { !$0.prefix.isDefault && $0.prefix.overlaps(prefix) }
        }
    }
}
