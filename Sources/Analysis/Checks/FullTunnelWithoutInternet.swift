import IPCore
import ScenarioLanguage
public import WorldModel

/// A full tunnel without a way to the internet.
///
/// All of the device's traffic enters the tunnel; the internet needs an endpoint route, an authorization rule, a default route of the
/// target subnet to an internet or NAT gateway, and filters that allow it. Repair: what the finding names, or a split tunnel.
public enum FullTunnelWithoutInternet: DesignCheck {
    /// `full-tunnel-without-internet`.
    public static let id = "full-tunnel-without-internet"
    /// What it looks for.
    public static let summary = "A full tunnel in which the internet cannot be reached"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnSubnet02, .ibmRoute03, .cvpnFWD01]

    /// At most one finding.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, design.world.tunnel?.isFullTunnel == true else { return [] }
        let drops = design.ways(of: Flow(.tcp, to: somewhere, port: 443)).compactMap(\.drop)
        guard let drop = drops.first else { return [] }
        return [
            finding(
                .warning, drop.rule, at: vpn.marks.place(of: "split_tunnel"),
                "The tunnel takes all traffic, and the internet cannot be reached through it. For \(somewhere): \(drop.text)",
                repair: wayOut)
        ]
    }

    private static let wayOut =
        "Open all of the way - a route of the endpoint and permission for 0.0.0.0/0, a default route of the target subnet to an internet or NAT gateway, filters - or use a split tunnel."

    /// An address of the internet that no scenario uses (RFC 5737, TEST-NET-1).
    private static let somewhere = IPAddress.v4(IPv4Address(bits: 0xc000_02fd))
}
