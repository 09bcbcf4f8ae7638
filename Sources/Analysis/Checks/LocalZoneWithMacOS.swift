import DNSCore
import ScenarioLanguage
public import WorldModel

/// A zone below .local with clients that run macOS.
///
/// RFC 6762 gives .local to multicast DNS: macOS asks the link, not the name server, unless the domain has a resolver of its own, and
/// waits for it. Repair: a zone below a domain that the organization owns.
public enum LocalZoneWithMacOS: DesignCheck {
    /// `local-zone-with-macos`.
    public static let id = "local-zone-with-macos"
    /// What it looks for.
    public static let summary = "A zone below .local with clients that run macOS"
    /// The rules behind it; the source is RFC 6762.
    public static let rules: [RuleID] = []

    /// One finding for each zone.
    public static func findings(in design: Design) -> [Finding] {
        guard design.scenario.client.os == .macos, let local = DomainName("local") else { return [] }
        return design.privateZones.map { design.world.names.zones[$0] }.filter { $0.apex.isSubdomain(of: local) }.map {
            zone in
            finding(
                .warning, nil, at: design.place(of: zone, key: "name"),
                "The zone \(zone.apex.prose) lies below .local, which macOS asks for by multicast DNS on the link (RFC 6762): applications may not find it, or only after a delay.",
                repair: "Use a zone below a domain that the organization owns.")
        }
    }
}
