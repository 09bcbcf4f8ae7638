import DNSCore
import ScenarioLanguage
import WorldModel

/// What DNS Firewall does with a query.
struct FirewallVerdict {
    /// The answer in place of the resolver's; `nil` if the query passes.
    var response: Response?
    /// The sentence about a rule that let it pass, if one did.
    var steps: [ReasoningStep] = []
}

extension NameServerTask {
    /// What DNS Firewall of a VPC does with the query, before rules and zones (rules R53-FW-01..04).
    func firewallVerdict(in reference: Reference<VPC>) -> FirewallVerdict {
        guard let groups = world.names.firewallGroupsByVPC[reference] else { return FirewallVerdict() }
        let vpc = world.topology.vpcs[reference]
        let name = query.question.name
        var verdict = FirewallVerdict()
        for group in groups {
            let whose = group.profile.map { "\(group.name), which \(vpc.name) has of the Profile \($0)," } ?? group.name
            if isDown(group) {
                guard vpc.firewallFailsOpen else {
                    verdict.response = blocked(
                        .servfail, "The firewall group \(whose) does not answer, and \(vpc.name) fails closed.",
                        .r53FW04)
                    return verdict
                }
                verdict.steps.append(
                    ReasoningStep(
                        "The firewall group \(whose) does not answer, and \(vpc.name) fails open: the query passes.",
                        .r53FW04))
                return verdict
            }
            for rule in group.rules {
                guard let pattern = rule.match(name) else { continue }
                let head = "Rule \(rule.priority) of the firewall group \(whose)"
                let entry = query.trail.isEmpty && isInboundEndpoint ? RuleID.r53FW03 : RuleID.r53FW01
                switch rule.action {
                case .allow, .alert:
                    let what = rule.action == .allow ? "lets \(name.text) pass" : "logs \(name.text) and lets it pass"
                    verdict.steps.append(ReasoningStep("\(head) matches \(pattern.text) and \(what).", entry))
                case .blockWithNoData:
                    verdict.response = blocked(
                        .noerror, "\(head) matches \(pattern.text) and blocks \(name.text): the answer is empty.",
                        .r53FW02)
                case .blockWithNXDOMAIN:
                    verdict.response = blocked(
                        .nxdomain, "\(head) matches \(pattern.text) and blocks \(name.text): it is said not to exist.",
                        .r53FW02)
                case .override(let target, let ttl):
                    var response = blocked(
                        .noerror,
                        "\(head) matches \(pattern.text) and puts a CNAME to \(target.text) in place of the answer.",
                        .r53FW02)
                    response.answers = [.cname(name, ttl: ttl, target: target)]
                    response.authorities = []
                    if query.question.type == .cname { response.reason = nil }
                    verdict.response = response
                }
                return verdict
            }
        }
        return verdict
    }

    private var isInboundEndpoint: Bool { if case .inboundEndpoint = server.role { true } else { false } }

    private func blocked(_ code: ResponseCode, _ text: String, _ rule: RuleID) -> Response {
        var response = failure(code, .dnsFirewall, text, rule)
        if code != .servfail { response.authorities = [.amazonSOA(query.question.name.parent ?? .root)] }
        return response
    }

    /// Whether a fault keeps the group from answering now.
    private func isDown(_ group: FirewallGroup) -> Bool {
        (world.faultsByTarget[.element(group.name)] ?? []).contains { position in
            let declared = world.faults[position].declared
            return query.at >= declared.from ?? .zero && declared.until.map { query.at < $0 } ?? true
        }
    }
}
