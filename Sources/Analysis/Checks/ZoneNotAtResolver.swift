import DNSCore
import Emulation
import ScenarioLanguage
public import WorldModel

/// A private zone that none of the resolvers that the client asks can see.
///
/// A zone answers through the resolvers of the VPCs that it is associated with; the VPC of the VPN endpoint as such does not count, and
/// association does not pass through peering or a transit gateway. Found by asking for each zone's SOA record. Repair: associate the
/// zone with the VPC of the resolver.
public enum ZoneNotAtResolver: DesignCheck {
    /// `zone-not-at-resolver`.
    public static let id = "zone-not-at-resolver"
    /// What it looks for.
    public static let summary = "A private zone that is associated with the VPC of no resolver that the client asks"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53PHZ01, .r53PHZ05, .r53PHZ07]

    /// One finding for each zone.
    public static func findings(in design: Design) -> [Finding] {
        guard design.vpn?.dnsServers.isEmpty == false else { return [] }
        let world = design.world
        return design.privateZones.compactMap { reference in
            let zone = world.names.zones[reference]
            guard let prediction = design.zoneVisibility[reference],
                prediction.possible.contains(where: {
                    $0.reason == .zoneNotVisible || $0.notes.contains(.zoneNotVisible)
                })
            else { return nil }
            let vpcs = (zone.associatedVPCs ?? []).sorted().map { world.topology.vpcs[$0].name }
            let asked = design.askedVPCs.map { world.topology.vpcs[$0].name }
            let where_ = vpcs.isEmpty ? "no VPC" : vpcs.shortList
            let whose =
                asked.isEmpty
                ? "The client asks no resolver of a VPC" : "The client asks the resolver of \(asked.shortList)"
            return finding(
                .warning, .r53PHZ05, at: design.place(of: zone, key: "vpcs"),
                "The private zone \(zone.apex.prose) is associated with \(where_). \(whose), for which the zone does not exist.",
                repair: asked.first.map { "Associate the zone with \($0)." }
                    ?? "Push a resolver of a VPC that the zone is associated with.")
        }
    }
}
