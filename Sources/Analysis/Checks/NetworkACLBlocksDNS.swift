public import WorldModel

/// A network ACL that stops DNS queries or, since it is stateless, their answers.
///
/// Four permits are needed between two subnets: out to port 53, in to port 53, and for the answer out and in to the ephemeral ports
/// 1024 to 65535, for UDP and TCP. Repair: the rule that the finding names.
public enum NetworkACLBlocksDNS: DesignCheck {
    /// `network-acl-blocks-dns`.
    public static let id = "network-acl-blocks-dns"
    /// What it looks for.
    public static let summary = "A network ACL that stops DNS queries or their answers"
    /// The rules behind it.
    public static let rules: [RuleID] = [.nacl01, .nacl02, .r53Inbound04]

    /// One finding for each server and network ACL.
    public static func findings(in design: Design) -> [Finding] {
        obstacles(in: design, [.naclIn, .naclOut, .naclReturn])
    }
}
