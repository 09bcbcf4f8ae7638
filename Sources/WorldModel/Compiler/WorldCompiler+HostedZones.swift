import DNSCore
import IPCore
import ScenarioLanguage

/// Hosted zones and resolver rules.
extension WorldCompiler {
    /// Enters the hosted zones; public ones are part of the internet's DNS.
    mutating func addHostedZones() {
        for declared in scenario.hostedZones {
            let aliases = aliases(of: declared)
            let source = ZoneSource(
                apex: declared.name, records: declared.records, zoneFile: declared.zoneFile,
                aliasOwners: aliases.map(\.owner), isPrivate: declared.private, marks: declared.marks)
            let contents = contents(of: source)
            var vpcs: [Reference<VPC>]?
            if declared.private {
                vpcs = resolve(
                    declared.vpcs, in: topology.directory.vpcs, kind: "VPC", at: declared.marks, "vpcs")
            } else if !declared.vpcs.isEmpty {
                report(
                    .contradiction(
                        "\(declared.name.text) is public: a zone that is associated with VPCs has `private: true`"),
                    at: ReportPlace(declared.marks, "vpcs"))
            }
            let zone = names.zones.append(
                Zone(
                    name: declared.id ?? declared.name.text, contents: contents, isSigned: declared.dnssec == .signed,
                    associatedVPCs: vpcs.map { Set($0) }, aliases: aliases, keyPath: declared.marks.keyPath))
            if declared.private {
                names.privateZones[declared.name, default: []].append(zone)
                associate(zone, with: declared)
            } else {
                enterPublic(zone, at: ReportPlace(declared.marks, "name"))
            }
        }
    }

    /// Makes a private zone visible in its VPCs, each of which has one zone of a name (rule R53-PHZ-09).
    private mutating func associate(_ zone: Reference<Zone>, with declared: DeclaredHostedZone) {
        for (index, name) in declared.vpcs.enumerated() {
            guard let vpc = topology.directory.vpcs.element(name) else { continue }
            if let other = names.privateZonesByVPC[vpc]?[declared.name], other != zone {
                refuse(
                    "\(name) is associated with a private zone \(declared.name.text) already, "
                        + names.zones[other].keyPath, .r53PHZ09, at: ReportPlace(declared.marks, "vpcs", index: index))
            } else {
                names.privateZonesByVPC[vpc, default: [:]][declared.name] = zone
            }
        }
    }

    // MARK: - Alias records

    private mutating func aliases(of zone: DeclaredHostedZone) -> [AliasRecord] {
        var aliases: [AliasRecord] = []
        var seen: Set<DomainName> = []
        for declared in zone.aliases {
            guard let owner = owner(of: declared, in: zone), let target = target(of: declared) else { continue }
            if !seen.insert(owner).inserted {
                report(
                    .badZone("\(owner) has an alias record already"), at: ReportPlace(declared.marks, "name"))
                continue
            }
            aliases.append(AliasRecord(owner: owner, target: target))
        }
        return aliases
    }

    /// The owner, read as in a master file: relative to the zone, absolute with a final dot, or `@`.
    private mutating func owner(of alias: DeclaredAliasRecord, in zone: DeclaredHostedZone) -> DomainName? {
        let place = ReportPlace(alias.marks, "name")
        if alias.name == "@" { return zone.name }
        let parsed: DomainName
        do throws(DomainNameError) {
            parsed = try DomainName.parse(alias.name)
        } catch {
            report(.notADomainName(alias.name, error), at: place)
            return nil
        }
        let owner = DomainName.endsWithDot(alias.name) ? parsed : parsed.appending(zone.name)
        guard let owner else {
            report(.notADomainName(alias.name, .nameTooLong), at: place)
            return nil
        }
        guard owner.isSubdomain(of: zone.name) else {
            report(.badZone("\(owner) is not in the zone \(zone.name)"), at: place)
            return nil
        }
        return owner
    }

    /// The target: one of the VPC endpoints or load balancers, else a DNS name.
    ///
    /// A single label without a final dot is meant as the name of an element.
    private mutating func target(of alias: DeclaredAliasRecord) -> AliasRecord.Target? {
        let place = ReportPlace(alias.marks, "target")
        let kind = "VPC endpoint or load balancer"
        let text = alias.target
        var resolution = aliasTargets.resolve(text)
        if case .missing = resolution, text.hasSuffix(".") {
            resolution = aliasTargets.resolve(String(text.dropLast()))
        }
        switch resolution {
        case .found(.loadBalancer(let addresses)): return .addresses(addresses)
        case .found(.gatewayEndpoint):
            report(.contradiction("\(text) is a gateway endpoint, which has no addresses"), at: place)
            return nil
        case .found(.interfaceEndpoint(let index)):
            return .addresses(names.interfaceEndpoints[index].addresses)
        case .ambiguous:
            _ = resolve(text, in: aliasTargets, kind: kind, at: place)
            return nil
        case .missing:
            if let name = DomainName(text), name.labelCount > 1 || DomainName.endsWithDot(text) { return .name(name) }
            _ = resolve(text, in: aliasTargets, kind: kind, at: place)
            return nil
        }
    }

    // MARK: - Resolver rules

    /// Enters the Route 53 Resolver rules.
    mutating func addResolverRules() {
        for declared in scenario.resolverRules {
            let endpoint = endpoint(of: declared)
            checkTargets(of: declared)
            let vpcs = resolve(declared.vpcs, in: topology.directory.vpcs, kind: "VPC", at: declared.marks, "vpcs")
            let position = names.resolverRules.count
            names.resolverRules.append(
                ResolverRule(
                    name: declared.name ?? declared.domainName.text, domain: declared.domainName,
                    type: declared.ruleType.compiled, vpcs: Set(vpcs),
                    targets: declared.targetIPs.map { ResolverRuleTarget(address: $0.ip, port: Int($0.port)) },
                    outbound: endpoint?.hosts ?? [], outboundName: endpoint?.name))
            for (index, name) in declared.vpcs.enumerated() {
                guard let vpc = topology.directory.vpcs.element(name) else { continue }
                if let other = names.resolverRulesByVPC[vpc]?[declared.domainName], other != position {
                    refuse(
                        "\(name) uses a rule for \(declared.domainName.text) already, \(names.resolverRules[other].name)",
                        .r53Fwrule01, at: ReportPlace(declared.marks, "vpcs", index: index))
                } else {
                    names.resolverRulesByVPC[vpc, default: [:]][declared.domainName] = position
                }
            }
        }
    }

    private mutating func endpoint(of rule: DeclaredResolverRule) -> OutboundEndpoint? {
        guard let name = rule.resolverEndpoint else {
            if rule.ruleType != .system { report(.missingKey("resolver_endpoint"), at: ReportPlace(rule.marks)) }
            return nil
        }
        return resolve(
            name, in: outboundEndpointIndex, kind: "outbound endpoint", at: ReportPlace(rule.marks, "resolver_endpoint")
        ).map { outboundEndpoints[$0] }
    }

    private mutating func checkTargets(of rule: DeclaredResolverRule) {
        let place = ReportPlace(rule.marks, "target_ips")
        let count = rule.targetIPs.count
        switch rule.ruleType {
        case .forward:
            if count == 0 { report(.missingKey("target_ips"), at: ReportPlace(rule.marks)) }
            if count > 6 { refuse("\(count) targets: a rule has at most 6", .r53Fwrule07, at: place) }
        case .system:
            if count > 0 { refuse("a SYSTEM rule has no targets", .r53Fwrule09, at: place) }
        case .delegate:
            break  // The language refuses DELEGATE rules until they are modelled.
        }
    }
}

extension DeclaredResolverRuleType {
    fileprivate var compiled: ResolverRuleType {
        switch self {
        case .forward: .forward
        case .system: .system
        case .delegate: .delegate
        }
    }
}
