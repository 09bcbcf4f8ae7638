import ScenarioLanguage
public import WorldModel

/// More queries than a resolver takes.
///
/// With the clients and lookups of `load`, an interface of the endpoint sends more than 1,024 packets a second to VPC+2, or an address of
/// an inbound endpoint gets more than it takes: 10,000 queries a second, 1,500 where its security group tracks connections. Repair: more
/// associations or addresses, rules of the group that need no tracking, caches on the clients.
public enum ResolverOverload: DesignCheck {
    /// `resolver-overload`.
    public static let id = "resolver-overload"
    /// What it looks for.
    public static let summary = "More queries than the limit of a resolver or network interface"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnDNS14, .vpcDNS06, .r53Inbound05]

    /// One finding for each server.
    public static func findings(in design: Design) -> [Finding] {
        design.overloads.map { overload in
            finding(
                .warning, overload.rule, at: design.scenario.load.marks.place(of: "lookups_per_second"), overload.text,
                repair: "Use more associations or addresses, a security group that tracks no connections, or caches.")
        }
    }
}
