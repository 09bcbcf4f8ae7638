import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

/// The resolver of one VPC: one decision for each name, the most specific domain over all kinds (rule R53-INBOUND-02).
struct VPCView {
    let directory: VPCDirectory
    /// The server asked, as sentences call it.
    let serverName: String
    /// The rule behind another provider's view of its private zones.
    let providerRule: RuleID?
    /// The Availability Zone of the asker; `nil` where it is not known.
    var askerZone: String?
    /// The same for the private names of endpoints.
    var endpointRule: RuleID? { providerRule == .ibmDNS06 ? .ibmDNS05 : providerRule }

    var world: World { directory.world }
    var vpcName: String { world.topology.vpcs[directory.vpc].name }

    /// What the VPC says about a name; `usesInternet` is set if the public DNS was needed.
    func find(
        _ name: DomainName, _ type: RecordType, _ reasoning: inout Reasoning, usesInternet: inout Bool
    ) -> Finding {
        let decision = directory.decide(name)
        explain(decision, name, &reasoning)
        guard let winner = decision.winner else {
            return findPublicly(name, type, decision, &reasoning, usesInternet: &usesInternet)
        }
        switch winner.candidate {
        case .forwardingRule(let position):
            let rule = world.names.resolverRules[position]
            if let hidden = suppression(of: name, decision, &reasoning) { reasoning.note(hidden.code) }
            reasoning.say(
                "The forwarding rule \(rule.label), associated with \(vpcName), takes \(name.text).", .r53Fwrule02)
            explainProfiles(.rule(rule.domain), &reasoning)
            if let outbound = rule.outboundName {
                reasoning.say("Its queries leave from the outbound endpoint \(outbound).", .r53Outbound01)
            }
            return .forward(rule: position)
        case .zone(let reference):
            explainProfiles(.zone(winner.domain), &reasoning)
            return find(name, type, in: world.names.zones[reference], &reasoning)
        case .endpoint(let exact, let wildcard):
            explainProfiles(.endpoint(winner.domain), &reasoning)
            return find(name, type, winner.domain, exact: exact, wildcard: wildcard, &reasoning)
        case .compute(let domain):
            if domain.kind == .public, world.names.cloudNames[name] == nil {
                return findPublicly(name, type, decision, &reasoning, usesInternet: &usesInternet)
            }
            return ComputeAnswer(view: self, domain: domain).find(name, type, &reasoning)
        case .loopback:
            return loopback(name, type, winner.domain, &reasoning)
        case .privateReverse, .vpcReverse, .metadataReverse:
            return ReverseAnswer(view: self).find(name, type, winner, &reasoning)
        }
    }

    // MARK: - Zones and endpoints

    private func find(
        _ name: DomainName, _ type: RecordType, in zone: Zone, _ reasoning: inout Reasoning
    ) -> Finding {
        let voice = ZoneVoice(
            subject: "The private hosted zone \(zone.apex.text), associated with \(vpcName),",
            rule: providerRule ?? .r53PHZ01, absenceRule: providerRule ?? .r53PHZ03,
            missingTypeRule: entryIsAmazon ? .r53PHZ04 : nil, chainRule: providerRule ?? .r53PHZ13,
            wildcardRule: providerRule ?? .r53PHZ08)
        var finding = zone.find(name, type)
        if case .delegation(let cut) = finding {
            if let step = follow(cut, in: zone, &reasoning) { return step }
            let isIgnored = world.assumptions.phzDelegation == .ignore
            reasoning.assume("assumptions.phz_delegation", world.assumptions.phzDelegation.rawValue, .r53PHZ11)
            guard isIgnored else {
                reasoning.say(
                    "\(voice.subject) delegates \(cut.owner.text), and no rule lets the resolver follow.", .r53PHZ11,
                    isDecisive: true)
                return .failure(.servfail, .serverPolicy)
            }
            finding = zone.find(name, type, ignoringDelegations: true)
        }
        if finding.isMissingType(type), entryIsAmazon {
            let choice = world.assumptions.phzMissingType
            reasoning.assume("assumptions.phz_missing_type", choice.rawValue, .r53PHZ04)
            if choice == .nxdomain {
                reasoning.say("\(voice.subject) has \(name.text), but no \(type) there.", .r53PHZ04, isDecisive: true)
                return .negative(.nxdomain, soa: zone.negativeSOA, .typeNotAtName)
            }
        }
        let step = finding.step(at: name, type, in: zone, voice, &reasoning)
        if case .noSuchName = finding, let hidden = world.hiddenZone(holding: name, from: directory.vpc) {
            reasoning.note(.zoneNotVisible)
            reasoning.say(
                "Another private hosted zone has \(name.text), but it is associated with \(world.vpcs(of: hidden)) only.",
                .r53PHZ01)
        }
        return step ?? .failure(.servfail, .serverPolicy)
    }

    /// The way to the name servers of a delegation, if a DELEGATE rule of the VPC has their names (rule R53-FWRULE-10).
    private func follow(_ cut: RRset, in zone: Zone, _ reasoning: inout Reasoning) -> Finding? {
        guard entryIsAmazon, let rules = world.names.resolverRulesByVPC[directory.vpc] else { return nil }
        for server in cut.records.compactMap(\.target) {
            let position = server.ancestors.lazy.compactMap { rules[$0] }.first {
                world.names.resolverRules[$0].type == .delegate
            }
            guard let position else { continue }
            let addresses = [RecordType.a, .aaaa].flatMap { zone.node(at: server)?.rrset($0)?.records ?? [] }
                .compactMap(\.address)
            guard !addresses.isEmpty else { continue }
            let rule = world.names.resolverRules[position]
            reasoning.say(
                "The private hosted zone \(zone.apex.text) delegates \(cut.owner.text) to \(server.text), and the rule \(rule.label) lets the resolver follow through \(rule.outboundName ?? "its outbound endpoint").",
                .r53Fwrule10)
            return .delegate(
                rule: position, targets: addresses.map { ResolverRuleTarget(address: $0, port: 53) })
        }
        return nil
    }

    /// Tells what Profiles have to do with what decides.
    private func explainProfiles(_ subject: ProfileSubject, _ reasoning: inout Reasoning) {
        for note in world.names.profileNotes[directory.vpc]?[subject] ?? [] { reasoning.say(note.text, note.rule) }
    }

    private var entryIsAmazon: Bool { directory.entry != .provider }

    private func find(
        _ name: DomainName, _ type: RecordType, _ domain: DomainName, exact: Int?, wildcard: Int?,
        _ reasoning: inout Reasoning
    ) -> Finding {
        if name == domain {
            guard let exact else {
                reasoning.say(
                    "\(vpcName) has private names below \(name.text), but none there.", .vpce06, isDecisive: true)
                return .negative(.noerror, soa: .amazonSOA(domain), .typeNotAtName)
            }
            let endpoint = world.names.interfaceEndpoints[exact]
            return endpoint.answer(
                name, type, rule: endpointRule ?? .vpce01,
                "\(name.text) is a private name of the interface endpoint \(endpoint.name) in \(vpcName).", &reasoning)
        }
        guard let wildcard else {
            reasoning.say(
                "The private names of an interface endpoint in \(vpcName) hide \(domain.text), and they have no \(name.text).",
                .vpce02, isDecisive: true)
            return .negative(.nxdomain, soa: .amazonSOA(domain), .nameNotInZone)
        }
        let endpoint = world.names.interfaceEndpoints[wildcard]
        return endpoint.answer(
            name, type, rule: endpointRule ?? .vpce06,
            "The interface endpoint \(endpoint.name) in \(vpcName) captures all names below \(domain.text).", &reasoning
        )
    }

    private func loopback(
        _ name: DomainName, _ type: RecordType, _ domain: DomainName, _ reasoning: inout Reasoning
    ) -> Finding {
        reasoning.say("An autodefined rule answers \(domain.text) locally.", .r53Auto05, isDecisive: true)
        if name == domain, domain == Self.localhost { return PublicDNS.loopback(name, type) }
        if let address = name.reverseAddress, address.isLoopback {
            return type == .ptr
                ? .records([.ptr(name, ttl: 10800, target: Self.localhost)])
                : .negative(.noerror, soa: .amazonSOA(domain), .specialName)
        }
        return .negative(name == domain ? .noerror : .nxdomain, soa: .amazonSOA(domain), .specialName)
    }

    private static let localhost = DomainName("localhost") ?? .root
}

extension ResolverRule {
    /// What sentences call the rule: its name, and its domain if that is not the name.
    var label: String { name == domain.text || name == domain.description ? name : "\(name) (\(domain.text))" }
}
