import IPCore
import ScenarioLanguage

/// Security groups and network ACLs.
extension WorldCompiler {
    /// Fills the security groups, which may refer to each other.
    mutating func addSecurityGroupRules() {
        for declared in scenario.vpcs {
            for group in declared.securityGroups {
                guard let reference = topology.directory.securityGroups.element(group.name, from: declared.name) else {
                    continue
                }
                checkQuota(group.ingress, of: group, "ingress")
                topology.securityGroups[reference].ingress = group.ingress.map {
                    compile($0, of: declared.name, own: reference)
                }
                guard let egress = group.egress else {
                    topology.securityGroups[reference].egress = [.everything]
                    continue
                }
                checkQuota(egress, of: group, "egress")
                topology.securityGroups[reference].egress = egress.map {
                    compile($0, of: declared.name, own: reference)
                }
            }
        }
    }

    private mutating func compile(
        _ rule: DeclaredSecurityGroupRule, of vpc: String, own: Reference<SecurityGroup>
    ) -> SecurityGroupRule {
        var groups = resolve(
            rule.securityGroups, in: topology.directory.securityGroups, from: vpc, kind: "security group",
            at: rule.marks, "security_groups")
        if rule.isSelf { groups.append(own) }
        let peers = ["cidr_blocks", "ipv6_cidr_blocks", "security_groups", "self"]
        if !peers.contains(where: { rule.marks.isSet($0) }) {
            report(.missingOneOf(peers), at: ReportPlace(rule.marks))
        }
        let kind = flowProtocol(rule.protocol)
        return SecurityGroupRule(
            flowProtocol: kind, ports: ports(kind, rule.fromPort, rule.toPort),
            peers: rule.cidrBlocks + rule.ipv6CIDRBlocks, groups: groups)
    }

    /// Each prefix and group is a rule of its own; IPv4 and IPv6 are counted apart (rule SG-05).
    private mutating func checkQuota(
        _ rules: [DeclaredSecurityGroupRule], of group: DeclaredSecurityGroup, _ key: String
    ) {
        let groups = rules.reduce(0) { $0 + $1.securityGroups.count + ($1.isSelf ? 1 : 0) }
        let ipv4 = rules.reduce(groups) { $0 + $1.cidrBlocks.count }
        let ipv6 = rules.reduce(groups) { $0 + $1.ipv6CIDRBlocks.count }
        guard max(ipv4, ipv6) > 60 else { return }
        refuse(
            "\(group.name) has \(max(ipv4, ipv6)) \(key) rules: a security group has at most 60 in each direction",
            .sg05,
            at: ReportPlace(group.marks, key))
    }

    /// The groups of something with a network interface; `nil` if the key was left out, which stands for no filter.
    mutating func securityGroups(
        _ names: [String]?, of vpc: String, at marks: Marks
    ) -> [Reference<SecurityGroup>]? {
        guard let names else { return nil }
        if names.count > 5 {
            refuse(
                "\(names.count) security groups: a network interface has at most 5", .sg05,
                at: ReportPlace(marks, "security_groups"))
        }
        return resolve(
            names, in: topology.directory.securityGroups, from: vpc, kind: "security group", at: marks,
            "security_groups")
    }

    /// The rules of one direction of a network ACL, by ascending number.
    mutating func networkACLRules(
        _ acl: DeclaredNetworkACL, _ rules: [DeclaredNetworkACLRule], _ key: String
    ) -> [NetworkACLRule] {
        if rules.count > 20 {
            warn(
                "\(acl.name) has \(rules.count) \(key) rules: the quota is 20 in each direction", .nacl03,
                at: ReportPlace(acl.marks, key))
        }
        var compiled: [NetworkACLRule] = []
        for rule in rules {
            let kind = flowProtocol(rule.protocol)
            let ports = ports(kind, rule.fromPort, rule.toPort)
            for cidr in rule.cidrBlock.map({ [$0] }) ?? [.defaultIPv4, .defaultIPv6] {
                compiled.append(
                    NetworkACLRule(
                        number: rule.ruleNo, allows: rule.action == .allow, flowProtocol: kind, cidr: cidr, ports: ports
                    ))
            }
        }
        return compiled.sorted { $0.number < $1.number }
    }

    private func flowProtocol(_ name: DeclaredIPProtocol) -> FlowProtocol? {
        switch name {
        case .udp: .udp
        case .tcp: .tcp
        case .icmp: .icmp
        case .all: nil
        }
    }

    /// The ports of a rule; those of a rule for all protocols or ICMP have no meaning, and none given stands for all.
    private func ports(_ kind: FlowProtocol?, _ from: Int?, _ to: Int?) -> PortRange {
        switch kind {
        case .tcp, .udp: break
        case .icmp, nil: return .all
        }
        guard let first = from ?? to, let last = to ?? from, first <= last else { return .all }
        return PortRange(bounds: max(first, 0)...max(last, 0))
    }
}

extension SecurityGroupRule {
    /// What a group without declared egress lets out (rule SG-02).
    static let everything = SecurityGroupRule(
        flowProtocol: nil, ports: .all, peers: [.defaultIPv4, .defaultIPv6], groups: [])
}
