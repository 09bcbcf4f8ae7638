import ScenarioLanguage

/// Quotas that count over a whole Region or account (rules R53-PHZ-14, R53-INBOUND-11, R53-FWRULE-11).
extension WorldCompiler {
    /// Warns of more than the usual quotas.
    mutating func checkQuotas() {
        for zone in scenario.hostedZones where zone.vpcs.count > 300 {
            warn(
                "\(zone.name.text) is associated with \(zone.vpcs.count) VPCs: the quota is 300", .r53PHZ14,
                at: ReportPlace(zone.marks, "vpcs", index: 300))
        }
        checkEndpoints()
        let rules = scenario.resolverRules
        if rules.count > 1000 {
            warn(
                "\(rules.count) resolver rules: the quota is 1000 for a Region", .r53Fwrule11,
                at: ReportPlace(rules[1000].marks))
        }
        let associations = rules.reduce(0) { $0 + $1.vpcs.count }
        if associations > 2000, let last = rules.last {
            warn(
                "\(associations) associations of resolver rules: the quota is 2000 for a Region", .r53Fwrule11,
                at: ReportPlace(last.marks, "vpcs"))
        }
    }

    private mutating func checkEndpoints() {
        var counts: [String: Int] = [:]
        for vpc in scenario.vpcs {
            for endpoint in vpc.resolverEndpoints {
                counts[vpc.region, default: 0] += 1
                guard counts[vpc.region] == 5 else { continue }
                warn(
                    "\(vpc.region) has more than 4 resolver endpoints, which is the quota", .r53Inbound11,
                    at: ReportPlace(endpoint.marks))
            }
        }
    }
}
