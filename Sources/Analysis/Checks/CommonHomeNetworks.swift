import IPCore
import ScenarioLanguage
public import WorldModel

/// Home networks that many routers have by default and that would break this VPN.
///
/// A user whose LAN has one of them cannot reach the part of the cloud that it covers; a DNS server among it costs all names. Repair:
/// networks that no home router uses, such as parts of 10.64.0.0/10 or 172.24.0.0/13.
public enum CommonHomeNetworks: DesignCheck {
    /// `common-home-networks`.
    public static let id = "common-home-networks"
    /// What it looks for.
    public static let summary = "Common home networks that would break this VPN"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnLAN01, .cvpnLAN02]

    /// At most one finding: a warning if a DNS server would be lost, else a note.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, let tunnel = design.world.tunnel, !tunnel.enforcesRoutes else { return [] }
        let behind = design.world.topology.vpcs.elements.flatMap(\.cidrs).filter { design.isRouted($0, by: tunnel) }
        let breaking = networks.filter { home in behind.contains { $0.overlaps(home) } }
        guard !breaking.isEmpty else { return [] }
        let servers = tunnel.dnsServers.filter { server in breaking.contains { $0.contains(server) } }
        let effect =
            servers.isEmpty
            ? "" : " The DNS server \(servers[0]) is among the addresses lost, and with it all names."
        return [
            finding(
                servers.isEmpty ? .note : .warning, servers.isEmpty ? .cvpnLAN01 : .cvpnLAN02,
                at: vpn.marks.place(of: servers.isEmpty ? "routes" : "dns_servers"),
                "Users whose home network is \(breaking.map(\.description).shortList), as many routers have it, do not reach those addresses through the tunnel.\(effect)",
                repair: "Give the networks behind the VPN prefixes that home routers do not use.")
        ]
    }

    /// What common home routers, phones that share their connection and container runtimes use.
    private static let networks = [
        "192.168.0.0/24", "192.168.1.0/24", "192.168.2.0/24", "192.168.8.0/24", "192.168.10.0/24", "192.168.50.0/24",
        "192.168.86.0/24", "192.168.88.0/24", "192.168.100.0/24", "192.168.178.0/24", "10.0.0.0/24", "10.0.1.0/24",
        "10.1.1.0/24", "172.16.0.0/24", "172.17.0.0/16", "172.20.10.0/28",
    ].compactMap { IPPrefix($0) }
}
