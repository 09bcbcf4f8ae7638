import DNSCore
import IPCore
import ScenarioLanguage
public import WorldModel

/// A public resolver pushed beside private zones.
///
/// It takes the place of the device's own servers and knows no private zone: private names are NXDOMAIN or resolve to public addresses,
/// each time it is the one that is asked. Repair: servers that see the zones, and no others.
public enum PublicDNSServerPushed: DesignCheck {
    /// `public-dns-server-pushed`.
    public static let id = "public-dns-server-pushed"
    /// What it looks for.
    public static let summary = "A public DNS server is pushed while private zones exist"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnDNS13]

    /// One finding for each such server.
    public static func findings(in design: Design) -> [Finding] {
        guard let zone = design.privateZones.first else { return [] }
        let own = design.world.tunnel?.defaults.servicePrefixes ?? []
        let pushed = design.probes.filter { $0.server.isPushed && $0.server.address.isPublic }
        return pushed.filter { probe in !own.contains { $0.contains(probe.server.address) } }.map { probe in
            finding(
                .warning, .cvpnDNS13, at: probe.server.place,
                "The pushed DNS server \(probe.server.address) is a public one: whenever it is asked, names of private zones such as \(design.world.names.zones[zone].apex.prose) do not exist.",
                repair: "Push servers that see the private zones alone.")
        }
    }
}

extension IPAddress {
    /// Whether the address is for the internet.
    var isPublic: Bool { !isPrivate && !isShared && !isLinkLocal && !isLoopback && !isMulticast }
}
