import IPCore
import WorldModel

/// A resolver's limit for the queries of one sender, or to one of its addresses.
private struct RateLimit {
    /// Queries a second.
    let perSecond: Double
    /// The queries a second that the scenario brings about.
    let load: Double
    /// The rule.
    let rule: RuleID
    /// What the limit is for.
    let scope: String
}

extension NameServerTask {
    /// Why the query is among those that are too many; `nil` if it is not, or if the load is within the limit.
    ///
    /// Which queries are hit is chance, so both outcomes are followed (rules VPC-DNS-06, CVPN-DNS-14, R53-INBOUND-05).
    func throttled(_ record: inout RunRecord) -> Drop? {
        guard world.load.queriesPerSecond > 0, query.trail.isEmpty, let limit = rateLimit, limit.load > limit.perSecond
        else { return nil }
        let address = query.destination ?? server.addresses.first
        let what = "query \(query.ordinal) to \(address.map(\.description) ?? server.name)"
        guard record.choose(what, among: ["within the limit", "over the limit"]) == 1 else { return nil }
        return Drop(
            at: server.name, .throttled, limit.rule,
            "\(server.name) takes \(Int(limit.perSecond)) queries a second \(limit.scope), and \(Int(limit.load)) come: this one is among those that are dropped.",
            remedy: "Spread the queries over more addresses or interfaces, or let clients cache.")
    }

    private var rateLimit: RateLimit? {
        guard let tunnel = world.tunnel, let source = query.source else { return nil }
        let interfaces = tunnel.associations.flatMap { $0.interfaces.map(\.address) }
        guard interfaces.contains(source) || tunnel.clientAddresses.contains(source) else { return nil }
        switch server.role {
        case .vpcResolver:
            let load = demand(limitedTo: 1024 * Double(max(interfaces.count, 1)))
            return RateLimit(
                perSecond: 1024, load: load / Double(max(interfaces.count, 1)), rule: .cvpnDNS14,
                scope: "from one network interface")
        case .inboundEndpoint:
            let limit: Double = tracksConnections ? 1_500 : 10_000
            return RateLimit(
                perSecond: limit, load: demand(limitedTo: limit), rule: .r53Inbound05,
                scope: tracksConnections
                    ? "at one address, since its security group tracks connections" : "at one address")
        case .recursive, .authoritative, .forwarding, .failing, .delegationEndpoint, .providerResolver:
            return nil
        }
    }

    /// The queries a second at the address asked: all for the first server, for the others what those before it drop.
    private func demand(limitedTo limit: Double) -> Double {
        let position = world.client.resolver.servers.firstIndex { $0 == query.destination } ?? 0
        return max(0, world.load.queriesPerSecond - Double(position) * limit)
    }

    /// Whether a security group of the endpoint says more than that everything may come and go.
    private var tracksConnections: Bool {
        guard
            let host = server.hosts.first(where: { reference in
                query.destination.map(world.topology.hosts[reference].addresses.contains) ?? true
            }), let groups = world.topology.hosts[host].securityGroups
        else { return false }
        return !groups.contains { group in
            let group = world.topology.securityGroups[group]
            return [group.ingress, group.egress].allSatisfy { rules in
                rules.contains { $0.peers.contains(where: \.isDefault) && $0.ports.contains(53) }
            }
        }
    }
}
