import DNSCore
import ScenarioLanguage

/// Route 53 Profiles: the effect of direct association for many VPCs (rules R53-PROF-01..03).
extension WorldCompiler {
    /// Gives the VPCs of each Profile what it shares; the lower priority goes first, and a VPC's own association before all.
    mutating func addProfiles() {
        let profiles = scenario.route53Profiles
        checkPriorities(profiles)
        let index = SharedIndex(scenario)
        for declared in profiles.sorted(by: { ($0.priority ?? 100) < ($1.priority ?? 100) }) {
            let vpcs = resolve(declared.vpcs, in: topology.directory.vpcs, kind: "VPC", at: declared.marks, "vpcs")
            let zones = resolve(
                declared.hostedZones, in: index.zones, kind: "hosted zone", at: declared.marks, "hosted_zones")
            let rules = resolve(
                declared.resolverRules, in: index.rules, kind: "resolver rule", at: declared.marks, "resolver_rules")
            let groups = resolve(
                declared.firewallRuleGroups, in: index.groups, kind: "firewall rule group", at: declared.marks,
                "firewall_rule_groups")
            let endpoints = resolve(
                declared.vpcEndpoints, in: aliasTargets, kind: "VPC endpoint", at: declared.marks, "vpc_endpoints")
            for vpc in vpcs {
                for zone in zones { share(zone: zone, with: vpc, by: declared) }
                for rule in rules { share(rule: rule, with: vpc, by: declared) }
                for group in groups { share(group: group, with: vpc, by: declared) }
                for case .interfaceEndpoint(let endpoint) in endpoints {
                    share(endpoint: endpoint, with: vpc, by: declared)
                }
            }
        }
    }

    private mutating func checkPriorities(_ profiles: [DeclaredRoute53Profile]) {
        var seen: [String: [Int: String]] = [:]
        for profile in profiles {
            let priority = profile.priority ?? 100
            let place = ReportPlace(profile.marks, profile.priority == nil ? "name" : "priority")
            if !(100...9900).contains(priority) {
                refuse("the priority \(priority) of \(profile.name): it can be 100 to 9900", .r53Prof02, at: place)
            }
            for vpc in profile.vpcs {
                if let other = seen[vpc]?[priority] {
                    refuse(
                        "\(other) has the priority \(priority) on \(vpc) already: each Profile of a VPC has its own",
                        .r53Prof02, at: place)
                }
                seen[vpc, default: [:]][priority] = profile.name
            }
        }
    }

    // MARK: - What is shared

    private mutating func share(zone position: Int, with vpc: Reference<VPC>, by profile: DeclaredRoute53Profile) {
        let declared = scenario.hostedZones[position]
        let zone = hostedZones[position]
        guard declared.private else { return }
        let subject = ProfileSubject.zone(declared.name)
        if let other = names.privateZonesByVPC[vpc]?[declared.name] {
            if other != zone { noteLoss(of: subject, vpc, profile) }
            return
        }
        names.privateZonesByVPC[vpc, default: [:]][declared.name] = zone
        names.zones[zone].associatedVPCs?.insert(vpc)
        noteShare(of: subject, vpc, profile, "the private hosted zone \(declared.name.text)")
    }

    private mutating func share(rule position: Int, with vpc: Reference<VPC>, by profile: DeclaredRoute53Profile) {
        guard names.resolverRules.indices.contains(position) else { return }
        let domain = names.resolverRules[position].domain
        if let other = names.resolverRulesByVPC[vpc]?[domain] {
            if other != position { noteLoss(of: .rule(domain), vpc, profile) }
            return
        }
        names.resolverRulesByVPC[vpc, default: [:]][domain] = position
        names.resolverRules[position].vpcs.insert(vpc)
        noteShare(of: .rule(domain), vpc, profile, "the rule for \(domain.text)")
    }

    private mutating func share(group position: Int, with vpc: Reference<VPC>, by profile: DeclaredRoute53Profile) {
        let declared = scenario.firewallRuleGroups[position]
        guard var group = compiledGroups[declared.name] else { return }
        group.profile = profile.name
        add(group, to: vpc, at: ReportPlace(profile.marks, "firewall_rule_groups"))
    }

    private mutating func share(endpoint position: Int, with vpc: Reference<VPC>, by profile: DeclaredRoute53Profile) {
        let endpoint = names.interfaceEndpoints[position]
        for name in endpoint.privateNames {
            if let other = names.interfaceEndpointsByVPC[vpc]?[name] {
                if other != position { noteLoss(of: .endpoint(name), vpc, profile) }
                continue
            }
            names.interfaceEndpointsByVPC[vpc, default: [:]][name] = position
            noteShare(of: .endpoint(name), vpc, profile, "the interface endpoint \(endpoint.name)")
        }
    }

    // MARK: - Notes

    private mutating func noteShare(
        of subject: ProfileSubject, _ vpc: Reference<VPC>, _ profile: DeclaredRoute53Profile, _ what: String
    ) {
        names.profileNotes[vpc, default: [:]][subject] = [
            ProfileNote(
                text: "The Profile \(profile.name) gives \(what) to \(topology.vpcs[vpc].name).", rule: .r53Prof01)
        ]
        sharedBy[vpc, default: [:]][subject] = profile.name
    }

    private mutating func noteLoss(
        of subject: ProfileSubject, _ vpc: Reference<VPC>, _ profile: DeclaredRoute53Profile
    ) {
        let name = topology.vpcs[vpc].name
        let note: ProfileNote
        if let winner = sharedBy[vpc]?[subject] {
            note = ProfileNote(
                text:
                    "The Profile \(profile.name) has one of the same name for \(name), but \(winner) has the lower priority.",
                rule: .r53Prof02)
        } else {
            note = ProfileNote(
                text: "The Profile \(profile.name) has one of the same name for \(name), whose own association wins.",
                rule: .r53Prof03)
        }
        names.profileNotes[vpc, default: [:]][subject, default: []].append(note)
    }
}

/// What Profiles share, by the names that they use.
private struct SharedIndex {
    /// Positions in `hosted_zones`, by id and name.
    var zones = ReferenceIndex<Int>()
    /// Positions in `resolver_rules`, by name and domain.
    var rules = ReferenceIndex<Int>()
    /// Positions in `firewall_rule_groups`.
    var groups = ReferenceIndex<Int>()

    init(_ scenario: Scenario) {
        for (position, zone) in scenario.hostedZones.enumerated() {
            zones.add(position, named: zone.id ?? zone.name.text)
            if zone.id != nil, zone.id != zone.name.text { zones.add(position, named: zone.name.text) }
        }
        for (position, rule) in scenario.resolverRules.enumerated() {
            rules.add(position, named: rule.name ?? rule.domainName.text)
        }
        for (position, group) in scenario.firewallRuleGroups.enumerated() { groups.add(position, named: group.name) }
    }
}
