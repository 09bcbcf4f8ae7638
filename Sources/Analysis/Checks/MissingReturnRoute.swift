import ScenarioLanguage
public import WorldModel

/// A DNS server that gets the queries and whose answers do not find back.
///
/// With source translation the far side needs a route to the VPC of the association; without it, to the client pool. Repair: the
/// return route that the finding names.
public enum MissingReturnRoute: DesignCheck {
    /// `missing-return-route`.
    public static let id = "missing-return-route"
    /// What it looks for.
    public static let summary = "A DNS server whose answers find no way back"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnSNAT03, .peer01, .tgw02, .ibmRoute06, .ibmRoute07, .aliPath05]

    /// One finding for each server.
    public static func findings(in design: Design) -> [Finding] { obstacles(in: design, [.noReturnRoute]) }
}
