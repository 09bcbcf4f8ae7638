import ScenarioLanguage
public import WorldModel

/// VPC+2 of a VPC in which the tunnel does not end.
///
/// The resolver of a VPC answers from within that VPC alone: through a peering connection or a transit gateway it stays silent. Repair:
/// VPC+2 of the associated VPC, or an inbound endpoint in the other one.
public enum ResolverOfAnotherVPC: DesignCheck {
    /// `resolver-of-another-vpc`.
    public static let id = "resolver-of-another-vpc"
    /// What it looks for.
    public static let summary = "A pushed VPC+2 address of another VPC"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnDNS10, .vpcDNS08, .peerDNS01]

    /// One finding for each server.
    public static func findings(in design: Design) -> [Finding] { obstacles(in: design, [.peerResolver]) }
}
