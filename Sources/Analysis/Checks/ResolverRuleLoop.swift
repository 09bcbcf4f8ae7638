import DNSCore
import IPCore
import ScenarioLanguage
public import WorldModel

/// Forwarding rules that lead in a circle.
///
/// A rule of the VPC of an inbound endpoint whose target is that endpoint, directly or by way of another VPC or a forwarder, sends each
/// query round until it is given up as SERVFAIL. Repair: a target outside the circle, or no association with the endpoint's VPC.
public enum ResolverRuleLoop: DesignCheck {
    /// `resolver-rule-loop`.
    public static let id = "resolver-rule-loop"
    /// What it looks for.
    public static let summary = "Forwarding rules that lead in a circle"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53Inbound08]

    /// One finding for each rule that stands in a circle.
    public static func findings(in design: Design) -> [Finding] {
        let search = LoopSearch(design.world)
        return design.scenario.resolverRules.enumerated().compactMap { index, declared in
            guard design.world.names.resolverRules.indices.contains(index) else { return nil }
            let rule = design.world.names.resolverRules[index]
            guard rule.type == .forward else { return nil }
            for vpc in rule.vpcs.sorted() {
                guard let circle = search.circle(from: .vpc(vpc), rule.domain) else { continue }
                return finding(
                    .error, .r53Inbound08, at: declared.marks.place(of: "target_ips"),
                    "A query for \(rule.domain.prose) goes round in a circle: \(circle.joined(separator: ", then ")).",
                    repair:
                        "Take the rule from \(design.world.topology.vpcs[vpc].name), or name a target that knows the domain."
                )
            }
            return nil
        }
    }
}

/// Follows what forwards a domain, from resolver to resolver.
private struct LoopSearch {
    /// Who has the question.
    enum Place: Hashable {
        case vpc(Reference<VPC>)
        case server(Reference<NameServer>)
    }

    private let world: World
    private var servers: [IPAddress: Reference<NameServer>] = [:]

    init(_ world: World) {
        self.world = world
        for reference in world.names.nameServers.references.reversed() {
            for address in world.names.nameServers[reference].addresses { servers[address] = reference }
        }
    }

    /// The names of those who pass the question on until it comes back to `start`; `nil` if it does not.
    func circle(from start: Place, _ domain: DomainName) -> [String]? {
        var path: [Place] = []
        return follow(start, domain, start, &path)
    }

    private func follow(_ place: Place, _ domain: DomainName, _ start: Place, _ path: inout [Place]) -> [String]? {
        if place == start, !path.isEmpty { return (path + [start]).map(name) }
        guard !path.contains(place), path.count < 32 else { return nil }
        path.append(place)
        defer { path.removeLast() }
        for address in targets(of: place, domain) {
            guard let next = holder(of: address), let found = follow(next, domain, start, &path) else { continue }
            return found
        }
        return nil
    }

    /// Who answers at an address.
    private func holder(of address: IPAddress) -> Place? {
        guard let server = servers[address] else { return nil }
        switch world.names.nameServers[server].role {
        case .vpcResolver(let vpc), .inboundEndpoint(let vpc): return .vpc(vpc)
        case .forwarding: return .server(server)
        case .recursive, .authoritative, .failing, .delegationEndpoint, .providerResolver: return nil
        }
    }

    private func targets(of place: Place, _ domain: DomainName) -> [IPAddress] {
        switch place {
        case .vpc(let vpc):
            for ancestor in domain.ancestors {
                if let position = world.names.resolverRulesByVPC[vpc]?[ancestor] {
                    let rule = world.names.resolverRules[position]
                    return rule.type == .forward ? rule.targets.map(\.address) : []
                }
                if world.names.privateZonesByVPC[vpc]?[ancestor] != nil { return [] }
            }
            return []
        case .server(let server):
            guard case .forwarding(let defaults, _) = world.names.nameServers[server].role else { return [] }
            let forwards = world.names.forwardsByServer[server] ?? [:]
            return domain.ancestors.first { forwards[$0] != nil }.flatMap { forwards[$0] } ?? defaults
        }
    }

    private func name(_ place: Place) -> String {
        switch place {
        case .vpc(let vpc): "the resolver of \(world.topology.vpcs[vpc].name)"
        case .server(let server): world.names.nameServers[server].name
        }
    }
}
