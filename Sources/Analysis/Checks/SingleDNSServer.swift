import DNSCore
import ScenarioLanguage
public import WorldModel

/// A single pushed DNS server.
///
/// When it, or its Availability Zone, is down, no name resolves at all. VPC+2 alone is left out: the service behind it has no single
/// place. Repair: a second server in another Availability Zone.
public enum SingleDNSServer: DesignCheck {
    /// `single-dns-server`.
    public static let id = "single-dns-server"
    /// What it looks for.
    public static let summary = "Only one DNS server is pushed"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnDNS04, .r53Inbound06]

    /// At most one finding.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, Set(vpn.dnsServers).count == 1, let probe = design.probes.first,
            probe.isReached
        else { return [] }
        for server in probe.nameServers {
            switch design.world.names.nameServers[server].role {
            case .vpcResolver, .providerResolver: return []
            case .recursive, .authoritative, .forwarding, .failing, .inboundEndpoint, .delegationEndpoint: break
            }
        }
        return [
            finding(
                .warning, .cvpnDNS04, at: vpn.marks.place(of: "dns_servers", index: 0),
                "\(probe.server.address) is the only DNS server pushed\(vpn.dnsServers.count > 1 ? ", twice" : ""): while it is down, no name resolves.",
                repair: "Push a second server, in another Availability Zone.")
        ]
    }
}
