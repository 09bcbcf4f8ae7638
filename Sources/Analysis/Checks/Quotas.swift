import ScenarioLanguage
public import WorldModel

/// More of something than a quota of the service allows.
///
/// Routes, authorization rules, sessions, rules of security groups, targets of resolver rules, firewall groups and the like. Repair:
/// fewer of them, or a higher quota where the service grants one.
public enum Quotas: DesignCheck {
    /// `quota-exceeded`.
    public static let id = "quota-exceeded"
    /// What it looks for.
    public static let summary = "More than a quota of the service allows"
    /// The rules behind it.
    public static let rules: [RuleID] = [
        .cvpnLimit05, .cvpnLimit06, .cvpnLimit07, .cvpnDNS02, .ibmRoute10, .ibmLimit01, .sg05, .nacl03, .r53Fwrule07,
        .r53Fwrule11, .r53FW05, .r53Inbound11, .r53Outbound03, .r53PHZ14,
    ]
    /// Reported when the scenario is loaded.
    public static let adopts = rules
    /// What would have to change.
    public static let repair = "Stay within the quota, or have it raised where the service does so."
}
