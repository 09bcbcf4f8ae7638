import DNSCore
public import WorldModel

/// A private zone beside a public one of the same name that lacks some of its records.
///
/// In a VPC with the private zone the public one does not exist, and nothing falls through to it: a name that only the public zone has
/// is NXDOMAIN. Repair: the same records in both.
public enum SplitHorizonGaps: DesignCheck {
    /// `split-horizon-gaps`.
    public static let id = "split-horizon-gaps"
    /// What it looks for.
    public static let summary = "Names of a public zone that the private zone of the same name lacks"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53PHZ03]

    /// One finding for each private zone.
    public static func findings(in design: Design) -> [Finding] {
        design.privateZones.compactMap { reference in
            let zone = design.world.names.zones[reference]
            guard let twin = design.world.names.publicZones[zone.apex] else { return nil }
            let missing = design.world.names.zones[twin].ownersBelowApex.filter { zone.find($0) == nil }
            guard !missing.isEmpty else { return nil }
            return finding(
                .warning, .r53PHZ03, at: design.place(of: zone),
                "The public zone \(zone.apex.prose) has \(missing.map(\.prose).shortList), which the private zone of the same name lacks: where the private zone is seen, they do not exist.",
                repair: "Add the missing records to the private zone.")
        }
    }
}
