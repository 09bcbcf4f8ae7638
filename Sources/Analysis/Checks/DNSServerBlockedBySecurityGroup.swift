import ScenarioLanguage
public import WorldModel

/// A DNS server, such as an inbound endpoint, whose security group does not admit the clients' queries.
///
/// Behind AWS Client VPN the asker is the association's network interface, not the client's address. UDP and TCP 53 are both needed:
/// without TCP only answers that fit into a datagram arrive, which is a warning. Repair: admit UDP and TCP 53 from the target subnets.
public enum DNSServerBlockedBySecurityGroup: DesignCheck {
    /// `dns-server-blocked-by-security-group`.
    public static let id = "dns-server-blocked-by-security-group"
    /// What it looks for.
    public static let summary = "A security group that keeps UDP or TCP 53 from a DNS server"
    /// The rules behind it.
    public static let rules: [RuleID] = [.r53Inbound03, .sg01, .sg03, .sg04, .cvpnSG02, .cvpnSG03, .ibmDNS04]

    /// One finding for each server and group.
    public static func findings(in design: Design) -> [Finding] { obstacles(in: design, [.sgIngress, .sgEgress]) }
}
