import IPCore
import ScenarioLanguage
public import WorldModel

/// Associations with unequal routes.
///
/// A client does not choose where it lands; a route whose target is one association does not help on another. What works then changes
/// from session to session. Repair: the same routes for every association.
public enum UnequalAssociations: DesignCheck {
    /// `unequal-associations`.
    public static let id = "unequal-associations"
    /// What it looks for.
    public static let summary = "Target network associations with unequal routes"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnAssoc02, .cvpnAssoc04]

    /// One finding for each association that lacks routes.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, let tunnel = design.world.tunnel, tunnel.associations.count > 1 else { return [] }
        let tables = tunnel.associations.map { Set($0.routes.entries.map(\.prefix)) }
        let all = tables.reduce(into: Set<IPPrefix>()) { $0.formUnion($1) }
        return tunnel.associations.indices.compactMap { index in
            let missing = all.subtracting(tables[index]).sorted()
            guard !missing.isEmpty else { return nil }
            let association = tunnel.associations[index]
            let declared = vpn.associations.first { tunnel.associations[index].name.hasSuffix($0.subnet) }
            let servers = vpn.dnsServers.filter { server in
                missing.contains { $0.contains(server) } && association.routes.longestMatch(for: server) == nil
            }
            let consequence =
                servers.isEmpty ? "" : " They cannot reach the DNS server \(servers[0])."
            return finding(
                .warning, .cvpnAssoc02, at: declared?.marks.place ?? vpn.marks.place(of: "associations"),
                "Clients that land on \(association.name) have no route for \(missing.map(\.description).shortList), which others have.\(consequence)",
                repair: "Add the routes with \(association.name) as their target, too.")
        }
    }
}
