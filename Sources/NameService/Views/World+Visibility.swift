import DNSCore
import WorldModel

/// Something that would have answered, were it visible in the view that was asked.
struct HiddenAnswer {
    /// Why it does not.
    let code: ReasonCode
    /// The position of the sentence that says so.
    let step: Int
}

extension World {
    /// A private hosted zone that has the name, and that the VPC is not associated with; without a VPC, any that has it.
    func hiddenZone(holding name: DomainName, from vpc: Reference<VPC>?) -> Zone? {
        if names.privateZones.isEmpty { return nil }
        for ancestor in name.ancestors {
            for reference in names.privateZones[ancestor] ?? [] {
                let zone = names.zones[reference]
                if let vpc, zone.associatedVPCs?.contains(vpc) == true { continue }
                if zone.find(name, .any).isKnownName { return zone }
            }
        }
        return nil
    }

    /// The VPCs of a private hosted zone as a sentence lists them.
    func vpcs(of zone: Zone) -> String {
        let vpcs = (zone.associatedVPCs ?? []).sorted().map { topology.vpcs[$0].name }
        guard let last = vpcs.last else { return "no VPC" }
        return vpcs.count == 1 ? last : "\(vpcs.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// Lets what the public DNS says bear the code of what the view hides, and the note on endpoints that it bypasses.
    ///
    /// A hidden zone decides a negative answer, and stands beside a positive one as a note (rules R53-PHZ-05, VPCE-04).
    func qualify(
        _ finding: Finding, _ name: DomainName, hidden: HiddenAnswer?, _ reasoning: inout Reasoning
    ) -> Finding {
        switch finding {
        case .records, .chain, .alias:
            if let hidden { reasoning.note(hidden.code) }
            if let endpoint = bypassedEndpoint(name) {
                reasoning.note(.bypassesEndpoint)
                reasoning.say(
                    "\(name.text) resolves publicly; traffic to it bypasses the interface endpoint \(endpoint.name) in "
                        + "\(topology.vpcs[endpoint.vpc].name).", .vpce04)
            }
            return finding
        case .negative(let code, let soa, let reason):
            guard let hidden, reason != .specialName else { return finding }
            reasoning.decide(at: hidden.step)
            return .negative(code, soa: soa, hidden.code)
        case .failure, .forward, .unknown:
            return finding
        }
    }

    /// An interface endpoint for the service whose public name this is.
    private func bypassedEndpoint(_ name: DomainName) -> InterfaceEndpoint? {
        let endpoints = names.interfaceEndpointsByServiceName
        if endpoints.isEmpty { return nil }
        if let position = endpoints[name]?.first { return names.interfaceEndpoints[position] }
        for ancestor in name.ancestors where ancestor != name {
            if let position = ancestor.wildcardChild.flatMap({ endpoints[$0]?.first }) {
                return names.interfaceEndpoints[position]
            }
        }
        return nil
    }
}
