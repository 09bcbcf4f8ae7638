import DNSCore
public import WorldModel

/// A private zone that hides public names of a zone above or below it.
///
/// A private zone takes every name at and below its own: a whole public zone below it, and those names of a public zone above it that
/// lie there. Repair: a narrower private zone, or the public names in it, too.
public enum PrivateZoneHidesPublicNames: DesignCheck {
    /// `private-zone-hides-public-names`.
    public static let id = "private-zone-hides-public-names"
    /// What it looks for.
    public static let summary = "A private zone that hides names of another public zone"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53PHZ02, .r53PHZ03, .vpce06]

    /// One finding for each private zone.
    public static func findings(in design: Design) -> [Finding] {
        let names = design.world.names
        return design.privateZones.compactMap { reference in
            let zone = names.zones[reference]
            var hidden: [DomainName] = []
            for (apex, twin) in names.publicZones where apex != zone.apex {
                if apex.isSubdomain(of: zone.apex) {
                    if zone.find(apex) == nil { hidden.append(apex) }
                } else if zone.apex.isSubdomain(of: apex) {
                    hidden += names.zones[twin].ownersBelowApex.filter {
                        $0.isSubdomain(of: zone.apex) && zone.find($0) == nil
                    }
                }
            }
            if hidden.isEmpty, serviceDomains.contains(zone.apex), let name = zone.apex.wildcardChild {
                hidden = [name]
            }
            guard !hidden.isEmpty else { return nil }
            return finding(
                .warning, .r53PHZ03, at: design.place(of: zone),
                "The private zone \(zone.apex.prose) takes every name below it, so the public \(hidden.sorted().map(\.prose).shortList) cannot be seen beside it.",
                repair: "Make the private zone narrower, or enter the public names in it.")
        }
    }

    /// Domains whose names all clients need.
    private static let serviceDomains = Set(["amazonaws.com", "com", "net", "org"].compactMap { DomainName($0) })
}

extension Zone {
    /// The node that answers for a name, a wildcard's included; `nil` if the zone has none.
    func find(_ name: DomainName) -> ZoneNode? {
        if let node = node(at: name) { return node }
        for ancestor in name.ancestors where ancestor != name && ancestor.isSubdomain(of: apex) {
            if let wildcard = ancestor.wildcardChild, let node = node(at: wildcard) { return node }
            if hasName(ancestor) { return nil }
        }
        return nil
    }
}
