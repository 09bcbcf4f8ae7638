import DNSCore
import Emulation
import ScenarioLanguage
public import WorldModel

/// No DNS server pushed while private zones exist.
///
/// The device then keeps the servers that it had; the VPC's resolver is not used by itself, and private names do not resolve. Repair:
/// VPC+2 of the associated VPC, or an inbound endpoint; with Alibaba Cloud, which pushes none, a resolver set on the device.
public enum NoDNSServerPushed: DesignCheck {
    /// `no-dns-server-pushed`.
    public static let id = "no-dns-server-pushed"
    /// What it looks for.
    public static let summary = "No DNS server is pushed while private zones exist"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnDNS01, .ibmDNS01, .aliDNS01, .ovpnDNS01]

    /// At most one finding.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, design.world.tunnel?.dnsServers.isEmpty == true else { return [] }
        let hidden = design.privateZones.filter { design.zoneVisibility[$0]?.outcome != .answered }
        guard let zone = hidden.first else { return [] }
        let rule: RuleID =
            switch vpn.provider {
            case .aws: .cvpnDNS01
            case .ibm: .ibmDNS01
            case .alibaba: .aliDNS01
            case .openvpn: .ovpnDNS01
            }
        let repair =
            vpn.provider == .alibaba
            ? "Set a resolver that sees the zone on the device, and put its address into Local Network."
            : "Push the address of a resolver that sees the zone in dns_servers."
        return [
            finding(
                .warning, rule, at: vpn.marks.place(of: "dns_servers"),
                "The VPN pushes no DNS server, so the device keeps its own, which do not see the private zone \(design.world.names.zones[zone].apex.prose).",
                repair: repair)
        ]
    }
}
