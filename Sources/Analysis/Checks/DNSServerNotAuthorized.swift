import ScenarioLanguage
public import WorldModel

/// A DNS server that this user is not authorized to reach.
///
/// The rules with the longest prefix around the server decide; where none of them is for this user, or none covers the server at all,
/// the endpoint drops every query. Repair: an authorization rule that covers the server.
public enum DNSServerNotAuthorized: DesignCheck {
    /// `dns-server-not-authorized`.
    public static let id = "dns-server-not-authorized"
    /// What it looks for.
    public static let summary = "A DNS server that no authorization rule opens to the user"
    /// The rules behind it.
    public static let rules: [RuleID] = [.cvpnAuth01, .cvpnAuth02, .cvpnAuth03, .cvpnAuth04]

    /// One finding for each server.
    public static func findings(in design: Design) -> [Finding] { obstacles(in: design, [.vpnNoAuth]) }
}
