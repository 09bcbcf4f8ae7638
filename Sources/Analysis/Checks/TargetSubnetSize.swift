import ScenarioLanguage
public import WorldModel

/// A target subnet that is too small, or in the wrong place.
///
/// A Client VPN endpoint needs subnets of /27 or larger with free addresses, of one VPC, one a zone, of default tenancy. Repair: a
/// subnet of its own for the association.
public enum TargetSubnetSize: DesignCheck {
    /// `target-subnet-size`.
    public static let id = "target-subnet-size"
    /// What it looks for.
    public static let summary = "A target subnet that is too small or cannot be associated"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnLimit04, .cvpnAssoc05]
    /// Reported when the scenario is loaded.
    public static let adopts = rules
    /// What would have to change.
    public static let repair = "Associate a subnet of its own, /27 or larger, in each Availability Zone of one VPC."
}
