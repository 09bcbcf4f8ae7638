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
    /// A private hosted zone that has the name and is not associated with the VPC; without a VPC, any that has it.
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

    /// The rule by which a private zone is seen from the VPCs of its own alone, by the provider of those.
    func visibilityRule(of zone: Zone) -> RuleID {
        guard let vpc = (zone.associatedVPCs ?? []).min() else { return .r53PHZ01 }
        switch topology.vpcs[vpc].resolverRule {
        case .ibmDNS02: return .ibmDNS06
        case .aliDNS02: return .aliDNS02
        default: return .r53PHZ01
        }
    }

    /// Lets what the public DNS says bear the code of what the view hides, and the note on endpoints that it bypasses.
    ///
    /// A hidden zone is what decided; a negative answer bears its code, a positive one has it as a note (rules R53-PHZ-05,
    /// VPCE-04).
    func qualify(
        _ finding: Finding, _ name: DomainName, hidden: HiddenAnswer?, _ reasoning: inout Reasoning
    ) -> Finding {
        switch finding {
        case .records, .chain, .alias:
            if let hidden {
                reasoning.note(hidden.code)
                reasoning.decide(at: hidden.step)
            }
            if isEndpointService(name) { reasoning.note(.bypassesEndpoint) }
            return finding
        case .negative(let code, let soa, let reason):
            guard let hidden, reason != .specialName || hidden.code == .dnsAttributesOff else { return finding }
            reasoning.decide(at: hidden.step)
            return .negative(code, soa: soa, hidden.code)
        case .failure, .forward, .delegate, .unknown:
            return finding
        }
    }

    /// Whether an interface endpoint stands anywhere for the service whose public name this is.
    private func isEndpointService(_ name: DomainName) -> Bool {
        let endpoints = names.interfaceEndpointsByServiceName
        if endpoints.isEmpty { return false }
        if endpoints[name] != nil { return true }
        return name.ancestors.contains { ancestor in
            ancestor != name && ancestor.wildcardChild.map { endpoints[$0] != nil } == true
        }
    }
}
