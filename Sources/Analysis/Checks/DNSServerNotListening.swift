import DNSCore
import ScenarioLanguage
public import WorldModel

/// An address at which no name server listens.
///
/// A typing error, an address of another subnet, an instance without a DNS server, or VPC+2 of a VPC whose DNS support is off. Repair:
/// an address that a name server has.
public enum DNSServerNotListening: DesignCheck {
    /// `dns-server-not-listening`.
    public static let id = "dns-server-not-listening"
    /// What it looks for.
    public static let summary = "A DNS server's address at which no name server listens"
    /// The rules behind it.
    public static let rules: [RuleID] = [.vpcDNS01, .vpcDNS02, .cvpnDNS05]

    /// One finding for each server.
    public static func findings(in design: Design) -> [Finding] {
        obstacles(in: design, [.noListener, .noSuchHost]) + closedPorts(in: design) + silentResolvers(in: design)
    }

    private static func closedPorts(in design: Design) -> [Finding] {
        design.probes.compactMap { probe in
            let isClosed = probe.ways.contains { way in
                switch way.outcome {
                case .delivered(.closedPort), .delivered(.host), .delivered(.undeclared): way.transport == .udp
                case .delivered(.nameServer), .dropped, .unknown: false
                }
            }
            guard isClosed else { return nil }
            return finding(
                probe.server.isPushed ? .error : .warning, .vpcDNS01, at: probe.server.place,
                "Nothing listens on port 53 of the DNS server \(probe.server.address).",
                repair: "Use an address at which a name server listens.")
        }
    }

    private static func silentResolvers(in design: Design) -> [Finding] {
        design.probes.flatMap { probe in
            probe.nameServers.compactMap { reference in
                guard case .vpcResolver(let vpc) = design.world.names.nameServers[reference].role,
                    !design.world.topology.vpcs[vpc].hasDNSSupport
                else { return nil }
                let name = design.world.topology.vpcs[vpc].name
                return finding(
                    .error, .vpcDNS02, at: probe.server.place,
                    "The DNS server \(probe.server.address) is the resolver of \(name), which has DNS support off, so it does not answer.",
                    repair: "Turn on enable_dns_support of \(name).")
            }
        }
    }
}
