import DNSCore
import ScenarioLanguage
public import WorldModel

/// An interface endpoint whose private names none of the client's resolvers knows.
///
/// Private DNS makes names of the endpoint's own VPC; asked elsewhere the service's name gives public addresses, and the endpoint is
/// passed by. Repair: a resolver in the endpoint's VPC, a Profile, or private DNS off and a private zone for the service's name.
public enum EndpointNotAtResolver: DesignCheck {
    /// `endpoint-not-at-resolver`.
    public static let id = "endpoint-not-at-resolver"
    /// What it looks for.
    public static let summary = "An interface endpoint whose names no resolver of the client knows"
    /// The rules behind it.
    public static let rules: [RuleID] = [.vpce02, .vpce04]

    /// One finding for each endpoint.
    public static func findings(in design: Design) -> [Finding] {
        guard let vpn = design.vpn, !vpn.dnsServers.isEmpty, !design.askedVPCs.isEmpty else { return [] }
        let names = design.world.names
        let topology = design.world.topology
        return names.interfaceEndpoints.compactMap { endpoint in
            guard let name = endpoint.privateNames.first, !endpoint.isPrivateForInboundOnly,
                design.isRouted(topology.vpcs[endpoint.vpc].primaryCIDR, by: design.world.tunnel),
                !design.askedVPCs.contains(where: { names.interfaceEndpointsByVPC[$0]?[name] != nil })
            else { return nil }
            let asked = design.askedVPCs.map { topology.vpcs[$0].name }.shortList
            let vpc = topology.vpcs[endpoint.vpc].name
            return finding(
                .warning, .vpce02, at: design.place(ofEndpoint: endpoint),
                "The interface endpoint \(endpoint.name) gives private addresses to \(name.prose) in \(vpc) alone, and the client asks the resolver of \(asked): it reaches the service over the internet.",
                repair:
                    "Push a resolver in \(vpc), or turn private DNS off and associate a private zone \(name.prose) with \(asked)."
            )
        }
    }
}

extension Design {
    /// Where the scenario declares an interface endpoint.
    func place(ofEndpoint endpoint: InterfaceEndpoint) -> DesignPlace {
        let declared = scenario.vpcs.flatMap(\.vpcEndpoints).first { $0.marks.keyPath == endpoint.keyPath }
        return declared?.marks.place ?? scenario.marks.place
    }
}
