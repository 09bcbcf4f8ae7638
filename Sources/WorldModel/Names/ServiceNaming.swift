/// How the public name of a VPN service resolves to its addresses; any label in front of it does not matter.
public struct ServiceNaming: Hashable, Sendable {
    /// Whether the name itself does not exist, only names with a label in front (rule CVPN-NAME-01).
    public var needsLabel: Bool
    /// The rule behind the addresses.
    public var rule: RuleID?

    /// A way to resolve.
    public init(needsLabel: Bool, rule: RuleID?) {
        self.needsLabel = needsLabel
        self.rule = rule
    }
}
