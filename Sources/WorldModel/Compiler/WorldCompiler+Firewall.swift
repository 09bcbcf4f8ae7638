import DNSCore
import ScenarioLanguage

/// DNS Firewall (rules R53-FW-01..05).
extension WorldCompiler {
    /// Enters the rule groups with the VPCs that they are associated with.
    mutating func addFirewallGroups() {
        for declared in scenario.firewallRuleGroups {
            addFaultElement(named: declared.name, in: nil, as: "firewall rule group")
            if declared.rules.count > 100 {
                warn(
                    "\(declared.name) has \(declared.rules.count) rules: the quota is 100", .r53FW05,
                    at: ReportPlace(declared.marks, "rules", index: 100))
            }
            let group = FirewallGroup(
                name: declared.name, priority: declared.priority, rules: firewallRules(of: declared))
            compiledGroups[declared.name] = group
            let vpcs = resolve(declared.vpcs, in: topology.directory.vpcs, kind: "VPC", at: declared.marks, "vpcs")
            for vpc in vpcs { add(group, to: vpc, at: ReportPlace(declared.marks, "priority")) }
        }
        for (vpc, declared) in zip(topology.vpcs.references, scenario.vpcs) where declared.firewallFailOpen {
            topology.vpcs[vpc].firewallFailsOpen = true
        }
    }

    /// Enters a group in a VPC, whose groups have priorities of their own.
    mutating func add(_ group: FirewallGroup, to vpc: Reference<VPC>, at place: ReportPlace) {
        var groups = names.firewallGroupsByVPC[vpc] ?? []
        if groups.contains(where: { $0.name == group.name }) { return }
        if let other = groups.first(where: { $0.priority == group.priority }) {
            report(
                .contradiction(
                    "\(topology.vpcs[vpc].name) has a group of priority \(group.priority) already, \(other.name)"),
                at: place)
        }
        groups.append(group)
        groups.sort { $0.priority < $1.priority }
        if groups.count == 6 {
            warn(
                "\(topology.vpcs[vpc].name) has more than 5 firewall rule groups, which is the quota", .r53FW05,
                at: place)
        }
        names.firewallGroupsByVPC[vpc] = groups
    }

    private mutating func firewallRules(of group: DeclaredFirewallRuleGroup) -> [FirewallRule] {
        var rules: [FirewallRule] = []
        for declared in group.rules {
            if rules.contains(where: { $0.priority == declared.priority }) {
                report(
                    .contradiction("\(group.name) has a rule of priority \(declared.priority) already"),
                    at: ReportPlace(declared.marks, "priority"))
            }
            rules.append(
                FirewallRule(priority: declared.priority, action: action(of: declared), domains: declared.domains))
        }
        return rules.sorted { $0.priority < $1.priority }
    }

    private mutating func action(of rule: DeclaredFirewallRule) -> FirewallRule.Action {
        switch rule.action {
        case .allow: return .allow
        case .alert: return .alert
        case .block:
            switch rule.blockResponse {
            case .nodata: return .blockWithNoData
            case .nxdomain: return .blockWithNXDOMAIN
            case .override:
                guard let domain = rule.blockOverrideDomain else {
                    report(.missingKey("block_override_domain"), at: ReportPlace(rule.marks))
                    return .blockWithNoData
                }
                return .override(domain, ttl: TTL(seconds: rule.blockOverrideTTL) ?? .zero)
            case nil:
                report(.missingKey("block_response"), at: ReportPlace(rule.marks))
                return .blockWithNoData
            }
        }
    }
}
