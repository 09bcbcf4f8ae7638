extension RuleArea {
    /// Security groups and network ACLs.
    static let filters = RuleArea(
        name: "filters", title: "Security groups and network ACLs", statements: Self.filtersStatements)

    private static let filtersStatements: [RuleID: String] = [
        .sg01:
            "Security groups are stateful and only allow; each network interface has its own, except the VPC's resolver.",
        .sg02:
            "The default group lets everything out and its own members in; a new group lets everything out and nobody in. What declares no group is taken as not filtered.",
        .sg03:
            "A rule may name a group of the same VPC or of a peer in the Region; across a transit gateway only while security group referencing is on for both attachments.",
        .sg04:
            "DNS needs UDP and TCP 53.",
        .sg05:
            "60 rules for each direction of a group, and five groups an interface.",
        .nacl01:
            "Network ACLs are stateless, numbered, and the first match decides; they hold at the border of a subnet, not inside it and not for the VPC's resolver.",
        .nacl02:
            "A DNS exchange between two subnets needs four permits: out and in for port 53, out and in again for the answer's ephemeral port.",
        .nacl03:
            "The default network ACL allows all, a new one nothing; 20 rules for each direction.",
        .nacl04:
            "Its addresses are those of the interface and the server, never of the client CIDR block.",
    ]
}
