/// A part of the rulebook: the rules about one thing, each in a sentence or two.
public struct RuleArea: Sendable {
    /// What files and command lines call it, `client-vpn`.
    public let name: String
    /// What it is about.
    public let title: String
    /// The rules, in the order of the rulebook.
    public let rules: [RuleID]
    let statements: [RuleID: String]

    init(name: String, title: String, statements: [RuleID: String]) {
        self.name = name
        self.title = title
        self.statements = statements
        rules = RuleID.allCases.filter { statements[$0] != nil }
    }

    /// All areas, in the order of the rulebook; each rule is in one of them.
    public static let all: [RuleArea] = [
        clientVPN, openVPN, stubResolver, cloud, privateZones, endpoints, resolverRules, links, filters, messages, ibm,
        alibaba,
    ]

    /// The area of a rule.
    public static func area(of rule: RuleID) -> RuleArea? { all.first { $0.statements[rule] != nil } }
}

extension RuleID {
    /// What the rule says and what it makes happen.
    public var statement: String { Self.statements[self] ?? "" }

    private static let statements: [RuleID: String] = RuleArea.all.reduce(into: [:]) { result, area in
        result.merge(area.statements) { first, _ in first }
    }

    /// The switch of the scenario language that decides where the sources leave something open; `nil` for a rule without one.
    public var switchKey: String? { Self.switchKeys[self] }

    private static let switchKeys: [RuleID: String] = [
        .cvpnRoute06: "assumptions.split_default_route", .cvpnRoute12: "assumptions.block_local",
        .cvpnLAN01: "assumptions.captured_address", .cvpnDNS10: "assumptions.foreign_vpc_resolver",
        .cvpnFWD02: "assumptions.full_tunnel_implicit_peer", .cvpnAssoc04: "assumptions.pushed_routes",
        .cvpnV603: "assumptions.ipv6_resolvers", .vpcDNS02: "assumptions.inbound_without_dns_support",
        .vpcDNS07: "assumptions.non_recursive_query", .ec2Name07: "assumptions.private_name_without_instance",
        .r53PHZ04: "assumptions.phz_missing_type", .r53PHZ11: "assumptions.phz_delegation",
        .r53Fwrule08: "assumptions.forward_timeout", .r53RDNS03: "assumptions.reverse_unassigned",
        .dnsmsg05: "assumptions.fragments", .dnsmsg07: "assumptions.ttl_mode",
        .aliDNS02: "assumptions.alibaba_vpc_resolver", .stub05: "client.resolver.options.failover_on",
        .stub08: "client.resolver.options.ndots", .ec2Name12: "vpcs[].eks_clusters[].private_ips_in_public_dns",
        .r53FW04: "vpcs[].firewall_fail_open", .r53RDNS01: "vpcs[].autodefined_reverse_flag",
    ]
}
