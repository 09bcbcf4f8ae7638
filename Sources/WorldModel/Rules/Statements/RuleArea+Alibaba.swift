extension RuleArea {
    /// Alibaba Cloud SSL-VPN.
    static let alibaba = RuleArea(
        name: "alibaba", title: "Alibaba Cloud SSL-VPN", statements: Self.alibabaStatements)

    private static let alibabaStatements: [RuleID: String] = [
        .aliAddr01:
            "Each client takes a /30 of the pool; its gateway is the address before its own. The pool needs four addresses for each connection.",
        .aliAddr02:
            "The pool overlaps neither Local Network nor the VPC; overlapping the client's LAN is accepted, and traffic fails.",
        .aliAddr03:
            "The pool is a /16 to a /29.",
        .aliRoute01:
            "Always a split tunnel: the prefixes of Local Network and the pool are pushed, nothing else.",
        .aliRoute02:
            "The device's default route stays.",
        .aliRoute03:
            "A Local Network is a /8 to a /32 outside the reserved ranges, so neither a default route nor its halves; five of them at most.",
        .aliPath01:
            "Connections from the cloud to the client's assigned address work.",
        .aliPath02:
            "Nothing is translated: servers see the client's assigned address, and security groups must admit the pool.",
        .aliPath03:
            "The client's own LAN cannot be reached from the cloud.",
        .aliPath04:
            "The gateway is no way to the internet: a pushed public prefix is a black hole.",
        .aliPath05:
            "Other VPCs are reached if they are in Local Network and route the pool back.",
        .aliDNS01:
            "The SSL server has no DNS setting: nothing is pushed, and private names need a resolver set by hand.",
        .aliDNS02:
            "The VPC's resolvers are 100.100.2.136 and 100.100.2.138; that they answer VPN clients whose Local Network covers them is unconfirmed.",
        .aliOPS01:
            "Changes of Local Network show after the client reconnects: until then a session keeps the prefixes that it began with.",
        .aliMTU01:
            "The tunnel's MTU is 1,500: an echo of 1,472 octets passes unfragmented, one more does not.",
        .aliLimit01:
            "The port is 1194 unless set otherwise, and none of the sixteen reserved ones, such as 22, 53, 80, 443 and 4500.",
    ]
}
