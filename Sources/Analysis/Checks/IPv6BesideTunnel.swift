import IPCore
import ScenarioLanguage
public import WorldModel

/// IPv6 that passes the tunnel by.
///
/// An endpoint for IPv4 alone carries no IPv6: a device with native IPv6 reaches IPv6 destinations, and IPv6 DNS servers, outside of
/// it, in a full tunnel, too. Repair: a dual-stack endpoint, or IPv6 routes into the tunnel in the client's profile.
public enum IPv6BesideTunnel: DesignCheck {
    /// `ipv6-beside-tunnel`.
    public static let id = "ipv6-beside-tunnel"
    /// What it looks for.
    public static let summary = "IPv6 that passes the tunnel by"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnV601, .cvpnV603]
    /// Reported when the scenario is loaded.
    public static let adopts: [RuleID] = [.cvpnV603]
    /// What would have to change.
    public static let repair = "Use a dual-stack endpoint, or remove the device's IPv6 servers while it is connected."

    /// At most one finding.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, let tunnel = design.world.tunnel, !tunnel.families.contains(.ipv6),
            tunnel.isFullTunnel, !tunnel.blocksIPv6
        else { return [] }
        let native = design.world.client.routes.candidates(for: somewhere).first
        guard let native, native.interface != tunnel.interface else { return [] }
        return [
            finding(
                .warning, .cvpnV601, at: vpn.marks.place(of: "traffic_ip_address_type"),
                "The tunnel takes all IPv4 traffic and carries no IPv6, which the device sends through \(native.interface) outside of it.",
                repair: "Use a dual-stack endpoint, or let the client's profile draw IPv6 into the tunnel.")
        ]
    }

    /// An address of the IPv6 internet: 2001:db8::1 (RFC 3849).
    private static let somewhere = IPAddress.v6(IPv6Address(bits: 0x2001_0db8_0000_0000_0000_0000_0000_0001))
}
