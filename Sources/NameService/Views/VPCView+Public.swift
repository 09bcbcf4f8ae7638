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
        if let cloudName = connectedName(name) {
            finding = CloudNameAnswer(world: world, cloudName: cloudName, askerZone: askerZone).inside(
                directory.vpc, name, type, &reasoning)
        } else {
            explainReverseSwitch(name, &reasoning)
            explainPrivateName(name, &reasoning)
            if directory.entry != .provider, PublicDNS.isInstanceName(name) {
                reasoning.assumeRegion(of: world.topology.vpcs[directory.vpc], .ec2Name09)
            }
            let instanceRule: RuleID = directory.entry == .provider ? .ec2Name10 : .ec2Name09
            finding = PublicDNS(world: world, instanceRule: instanceRule).find(name, type, &reasoning)
        }
        if case .records = finding { explainEndpoint(name, &reasoning) }
        return world.qualify(finding, name, hidden: hidden, &reasoning)
    }

    /// A name in the public DNS whose address hangs on how its VPC is connected with this one; `nil` for others.
    private func connectedName(_ name: DomainName) -> CloudName? {
        guard directory.entry != .provider, directory.areAttributesOn,
            let cloudName = world.names.cloudNames[name]?.first
        else { return nil }
        switch cloudName.kind {
        case .instancePublic, .database: return cloudName
        case .fileSystem, .cluster: return cloudName.vpc == directory.vpc ? cloudName : nil
        case .instanceResource, .loadBalancer: return nil
        }
    }

    /// Tells that the VPC's own reverse zones are switched off, where one would have answered (rule R53-RDNS-01).
    private func explainReverseSwitch(_ name: DomainName, _ reasoning: inout Reasoning) {
        let vpc = world.topology.vpcs[directory.vpc]
        guard directory.entry != .provider, directory.areAttributesOn, !vpc.hasAutodefinedReverse,
            let address = name.reverseAddress, address.isPrivate || vpc.contains(address)
        else { return }
        reasoning.say(
            "autodefined_reverse_flag is off in \(vpcName), so its resolver has no reverse zone for \(name.text).",
            .r53RDNS01)
    }

    /// Tells what keeps the VPC from knowing the private IP name of an address in another Region (rule PEER-DNS-03).
    private func explainPrivateName(_ name: DomainName, _ reasoning: inout Reasoning) {
        guard directory.entry != .provider, directory.areAttributesOn,
            let address = ComputeNames.address(ofPrivateName: name)
        else { return }
        for owner in world.topology.vpcs(containing: address) {
            let vpc = world.topology.vpcs[owner]
            guard ComputeNames.privateName(of: address, region: vpc.region) == name,
                case .none(let obstacle, let rule) = world.connection(from: directory.vpc, to: owner)
            else { continue }
            reasoning.say(
                "\(name.text) belongs to \(vpc.name) in \(vpc.region), and \(obstacle).",
                rule == .peerDNS02 ? .peerDNS03 : rule == .ec2Name02 ? .ec2Name09 : rule)
            return
        }
    }

    /// Tells why the interface endpoint for a service does not give the name its private addresses.
    private func explainEndpoint(_ name: DomainName, _ reasoning: inout Reasoning) {
        guard directory.entry != .provider, directory.areAttributesOn,
            let positions = world.names.interfaceEndpointsByServiceName[name]
        else { return }
        let endpoints = positions.map { world.names.interfaceEndpoints[$0] }
        if let own = endpoints.first(where: { $0.vpc == directory.vpc }) {
            guard own.privateNames.isEmpty else { return }
            reasoning.say(
                "Private DNS is off on the interface endpoint \(own.name) in \(vpcName), so \(name.text) is a public name alone.",
                .vpce03)
        } else if let other = endpoints.first(where: { !$0.privateNames.isEmpty }) {
            let owner = world.topology.vpcs[other.vpc].name
            reasoning.say(
                "The private names of the interface endpoint \(other.name) are for the resolver of \(owner); \(vpcName) is another VPC.",
                .vpce02)
        }
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
        let attribute = vpc.hasDNSSupport ? "DNS hostnames are" : "DNS resolution is"
        reasoning.say(
            "\(attribute) off in \(vpcName), so \(what) for \(name.text).", rule)
        return HiddenAnswer(code: .dnsAttributesOff, step: reasoning.steps.count - 1)
    }

    /// A private hosted zone that has the name and is not associated with this VPC; `nil` if there is none.
    private func hiddenZone(_ name: DomainName, _ reasoning: inout Reasoning) -> HiddenAnswer? {
        guard let zone = world.hiddenZone(holding: name, from: directory.vpc) else { return nil }
        let place =
            directory.entry == .inboundEndpoint ? "the endpoint \(serverName) stands in" : "the resolver is that of"
        reasoning.say(
            "The private hosted zone \(zone.apex.text) is associated with \(world.vpcs(of: zone))\(zone.associatedVPCs?.isEmpty == false ? " only" : ""); \(place) "
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
        guard let winner = decision.winner, let runnerUp = decision.runnerUp,
            !(winner.candidate.isReverse && runnerUp.candidate.isReverse)
        else {
            return
        }
        let won = label(of: winner)
        let lost = label(of: runnerUp)
        if winner.domain == runnerUp.domain {
            reasoning.say("\(won.sentenceStart) comes before \(lost) of the same name.", tieRule(runnerUp))
        } else {
            reasoning.say(
                "\(won.sentenceStart) is more specific than \(lost) and decides alone.", rule(winner, runnerUp))
        }
    }

    private func tieRule(_ runnerUp: PlacedCandidate) -> RuleID {
        switch runnerUp.candidate {
        case .endpoint: .r53Fwrule06
        case .forwardingRule, .zone: .r53Fwrule03
        case .compute, .loopback, .privateReverse, .vpcReverse, .metadataReverse: .r53Auto03
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
        case (.vpcReverse, .zone): .r53RDNS04
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
