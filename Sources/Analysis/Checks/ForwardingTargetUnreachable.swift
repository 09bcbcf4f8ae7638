import DNSCore
import IPCore
import ScenarioLanguage
public import WorldModel

/// A forwarding rule or a forwarding server whose target it cannot reach.
///
/// The query goes through the network from the outbound endpoint's address, or the server's own: routes, filters and the way back
/// count there, and VPC+2 answers nobody outside its VPC. Repair: what the finding names.
public enum ForwardingTargetUnreachable: DesignCheck {
    /// `forwarding-target-unreachable`.
    public static let id = "forwarding-target-unreachable"
    /// What it looks for.
    public static let summary = "A forwarding rule or server whose target cannot be reached"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53Fwrule08, .r53Outbound01, .r53Outbound02, .vpcDNS08, .cvpnDNS10]

    /// One finding for each rule or server and target.
    public static func findings(in design: Design) -> [Finding] { rules(of: design) + servers(of: design) }

    private static func rules(of design: Design) -> [Finding] {
        design.scenario.resolverRules.enumerated().flatMap { index, declared -> [Finding] in
            guard design.world.names.resolverRules.indices.contains(index) else { return [] }
            let rule = design.world.names.resolverRules[index]
            guard rule.type == .forward, !rule.vpcs.isEmpty else { return [] }
            return rule.targets.enumerated().compactMap { position, target in
                let drops = rule.outbound.compactMap { host in
                    design.drop(from: host, to: target.address, port: target.port)
                }
                guard drops.count == rule.outbound.count, let drop = drops.first else { return nil }
                return finding(
                    .error, drop.rule, at: declared.marks.place(of: "target_ips", index: position),
                    "The outbound endpoint \(rule.outboundName ?? rule.name) cannot reach \(target.address), to which names under \(rule.domain.prose) are forwarded. \(drop.text)",
                    repair: drop.remedy)
            }
        }
    }

    private static func servers(of design: Design) -> [Finding] {
        let names = design.world.names
        return names.nameServers.references.flatMap { reference -> [Finding] in
            let server = names.nameServers[reference]
            guard case .forwarding(let defaults, let forwards) = server.role, let host = server.hosts.first,
                let place = design.place(ofServer: server.keyPath)
            else { return [] }
            var targets: [IPAddress] = []
            for address in forwards.flatMap(\.to) + defaults where !targets.contains(address) {
                targets.append(address)
            }
            return targets.compactMap { address in
                guard let drop = design.drop(from: host, to: address, port: 53) else { return nil }
                return finding(
                    .error, drop.rule, at: place,
                    "\(server.name) cannot reach \(address), to which it forwards. \(drop.text)", repair: drop.remedy)
            }
        }
    }
}

extension Design {
    /// Where a packet of a host to port 53 of an address dies; `nil` if it arrives or that is not known.
    func drop(from host: Reference<Host>, to address: IPAddress, port: Int) -> Drop? {
        let addresses = world.topology.hosts[host].addresses
        guard let source = addresses.first(where: { $0.family == address.family }) else { return nil }
        return ways(of: Flow(.udp, to: address, port: port), from: .host(host, source)).compactMap(\.drop).first
    }

    /// Where the scenario declares a DNS server.
    func place(ofServer keyPath: String) -> DesignPlace? {
        let declared =
            scenario.localNetwork.dnsServers + scenario.internet.dnsServers + scenario.vpcs.flatMap(\.dnsServers)
            + scenario.onPremises.flatMap(\.dnsServers)
        guard let server = declared.first(where: { $0.marks.keyPath == keyPath }) else { return nil }
        return server.marks.place(of: server.forwards.isEmpty ? "forward_to" : "forwards")
    }
}
