public import WorldModel

/// A delegation endpoint as DNS server of VPN clients.
///
/// An inbound endpoint of the category delegation answers iterative queries of other name servers, not those of stub resolvers.
/// Repair: an inbound endpoint of the default category.
public enum DelegationEndpointPushed: DesignCheck {
    /// `delegation-endpoint-pushed`.
    public static let id = "delegation-endpoint-pushed"
    /// What it looks for.
    public static let summary = "A delegation endpoint pushed as DNS server"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53Inbound09]
    /// Reported when the scenario is loaded.
    public static let adopts: [RuleID] = [.r53Inbound09]
    /// What would have to change.
    public static let repair = "Push the addresses of an inbound endpoint of the default category."
}
