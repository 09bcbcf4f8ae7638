import IPCore
import WorldModel

extension World {
    /// Where a server's own queries come from: the address that was asked if of the family, else its first that is.
    func origin(of server: NameServer, asked address: IPAddress?, for family: AddressFamily) -> FlowOrigin? {
        var first: FlowOrigin?
        for host in server.hosts {
            for candidate in topology.hosts[host].addresses
            where candidate.family == family && server.addresses.contains(candidate) {
                if candidate == address { return .host(host, candidate) }
                if first == nil { first = .host(host, candidate) }
            }
        }
        return first
    }

    /// The address of the outbound endpoint that a rule's query leaves from (rule R53-OUTBOUND-01).
    ///
    /// Where its addresses stand behind different routes or filters, the first query's is a choice, and the next query
    /// takes the next address.
    func outboundOrigin(
        of rule: ResolverRule, for family: AddressFamily, attempt: Int, _ record: inout RunRecord
    ) -> FlowOrigin? {
        let origins = rule.outbound.compactMap { host -> FlowOrigin? in
            topology.hosts[host].addresses.first { $0.family == family }.map { .host(host, $0) }
        }
        guard origins.count > 1 else { return origins.first }
        var start = 0
        if Set(rule.outbound.map { surroundings(of: $0) }).count > 1 {
            start = record.choose(
                "outbound address of \(rule.outboundName ?? rule.name)", among: origins.map(\.addressText))
        }
        return origins[(start + attempt) % origins.count]
    }

    private func surroundings(of reference: Reference<Host>) -> Surroundings {
        let host = topology.hosts[reference]
        let subnet = host.subnet.map { topology.subnets[$0] }
        return Surroundings(
            routeTable: subnet?.routeTable, networkACL: subnet?.networkACL, zone: subnet?.availabilityZone,
            securityGroups: host.securityGroups)
    }
}

/// What can make the fate of a packet depend on the address it leaves from.
private struct Surroundings: Hashable {
    let routeTable: Reference<RouteTable>?
    let networkACL: Reference<NetworkACL>?
    let zone: String?
    let securityGroups: [Reference<SecurityGroup>]?
}

extension FlowOrigin {
    fileprivate var addressText: String {
        switch self {
        case .client: "client"
        case .host(_, let address): address.description
        }
    }
}
