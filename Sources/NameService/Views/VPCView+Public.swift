import DNSCore
import IPCore
import WorldModel

extension VPCView {
    /// Looks a name up in the public DNS, and tells what of the VPC would have answered it and why it does not.
    func findPublicly(
        _ name: DomainName, _ type: RecordType, _ decision: VPCDecision, _ reasoning: inout Reasoning,
        usesInternet: inout Bool
    ) -> Finding {
        usesInternet = true
        let hidden = suppression(of: name, decision, &reasoning) ?? hiddenZone(name, &reasoning)
        let finding: Finding
        if directory.entry != .provider, let cloudName = world.names.cloudNames[name]?.first,
            case .database = cloudName.kind, directory.areAttributesOn
        {
            finding = CloudNameAnswer(world: world, cloudName: cloudName).inside(
                directory.vpc, name, type, &reasoning)
        } else {
            finding = PublicDNS(world: world).find(name, type, &reasoning)
        }
        return world.qualify(finding, name, hidden: hidden, &reasoning)
    }

    /// What the VPC would answer were its DNS attributes on; `nil` if it would not.
    func suppression(
        of name: DomainName, _ decision: VPCDecision, _ reasoning: inout Reasoning
    ) -> HiddenAnswer? {
        guard let suppressed = decision.suppressed else { return nil }
        let what: String
        var rule = RuleID.vpcDNS03
        switch suppressed.candidate {
        case .zone(let reference):
            let zone = world.names.zones[reference]
            guard zone.find(name, .any).isKnownName else { return nil }
            what = "its private hosted zone \(zone.apex.text) is not used"
        case .endpoint(let exact, let wildcard):
            guard name == suppressed.domain ? exact != nil : wildcard != nil else { return nil }
            what = "the private names of its interface endpoints are not used"
        case .compute(let domain):
            guard domain.kind != .reserved else { return nil }
            what = "the names of instances under \(domain.name.text) are not known"
            rule = .vpcDNS04
        case .vpcReverse:
            what = "there are no reverse zones"
            rule = .vpcDNS04
        case .loopback, .privateReverse, .metadataReverse, .forwardingRule:
            return nil
        }
        let vpc = world.topology.vpcs[directory.vpc]
        let attribute = vpc.hasDNSSupport ? "DNS hostnames" : "DNS resolution"
        reasoning.say(
            "\(attribute) is off in \(vpcName), so \(what) for \(name.text).", rule)
        return HiddenAnswer(code: .dnsAttributesOff, step: reasoning.steps.count - 1)
    }

    /// A private hosted zone that has the name and is not associated with this VPC; `nil` if there is none.
    private func hiddenZone(_ name: DomainName, _ reasoning: inout Reasoning) -> HiddenAnswer? {
        guard let zone = world.hiddenZone(holding: name, from: directory.vpc) else { return nil }
        let place =
            directory.entry == .inboundEndpoint ? "the endpoint \(serverName) stands in" : "the resolver is that of"
        reasoning.say(
            "The private hosted zone \(zone.apex.text) is associated with \(world.vpcs(of: zone)) only; \(place) "
                + "\(vpcName), so \(name.text) is looked up in the public DNS.", providerRule ?? .r53PHZ05)
        return HiddenAnswer(code: .zoneNotVisible, step: reasoning.steps.count - 1)
    }

    /// Tells which domain won, and over what.
    func explain(_ decision: VPCDecision, _ name: DomainName, _ reasoning: inout Reasoning) {
        if let position = decision.systemRule, let overruled = decision.overruledRule {
            reasoning.say(
                "The system rule \(world.names.resolverRules[position].label) keeps \(name.text) out of the forwarding rule "
                    + "\(world.names.resolverRules[overruled].label): the resolver of \(vpcName) looks it up itself.",
                .r53Fwrule09)
        }
        if let position = decision.inboundOnlyEndpoint {
            let endpoint = world.names.interfaceEndpoints[position]
            reasoning.say(
                "The private names of \(endpoint.name) are for queries through inbound endpoints; \(serverName) is none.",
                .vpce09)
        }
        guard let winner = decision.winner, let runnerUp = decision.runnerUp, !runnerUp.candidate.isReverse else {
            return
        }
        let won = label(of: winner)
        let lost = label(of: runnerUp)
        if winner.domain == runnerUp.domain {
            reasoning.say("\(won.sentenceStart) comes before \(lost) of the same name.", .r53Fwrule03)
        } else {
            reasoning.say(
                "\(won.sentenceStart) is more specific than \(lost) and decides alone.", rule(winner, runnerUp))
        }
    }

    private func rule(_ winner: PlacedCandidate, _ runnerUp: PlacedCandidate) -> RuleID {
        switch (winner.candidate, runnerUp.candidate) {
        case (.zone, .zone): providerRule ?? .r53PHZ02
        case (.forwardingRule, _): .r53Fwrule02
        case (.endpoint, .forwardingRule): .r53Fwrule06
        case (.compute, .forwardingRule) where !runnerUp.domain.isRoot: .r53Fwrule05
        case (_, .forwardingRule) where runnerUp.domain.isRoot: .r53Fwrule04
        case (.zone, _): .r53Fwrule03
        case (.endpoint, _), (.compute, _), (.loopback, _): .r53Fwrule02
        case (.privateReverse, _), (.vpcReverse, _), (.metadataReverse, _): .r53RDNS02
        }
    }

    private func label(of placed: PlacedCandidate) -> String {
        switch placed.candidate {
        case .forwardingRule(let position): "the forwarding rule \(world.names.resolverRules[position].label)"
        case .zone: "the private hosted zone \(placed.domain.text)"
        case .endpoint: "the interface endpoint's name \(placed.domain.text)"
        case .compute, .loopback, .privateReverse, .vpcReverse, .metadataReverse:
            "the autodefined rule for \(placed.domain.text)"
        }
    }
}

extension VPCCandidate {
    /// Whether this is one of the autodefined reverse zones, which lie in each other by design.
    fileprivate var isReverse: Bool {
        switch self {
        case .privateReverse, .vpcReverse, .metadataReverse: true
        case .forwardingRule, .zone, .endpoint, .compute, .loopback: false
        }
    }
}

extension String {
    /// The text with its first letter a capital, to begin a sentence.
    fileprivate var sentenceStart: String { prefix(1).uppercased() + dropFirst() }
}
