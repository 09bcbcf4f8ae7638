extension RuleArea {
    /// Route 53 Resolver endpoints.
    static let endpoints = RuleArea(
        name: "resolver-endpoints", title: "Route 53 Resolver endpoints", statements: Self.endpointsStatements)

    private static let endpointsStatements: [RuleID: String] = [
        .r53Inbound01:
            "An inbound endpoint is two to six network interfaces with private addresses, reachable like any others in the VPC, and never from the internet.",
        .r53Inbound02:
            "A query to an inbound endpoint is resolved as if asked in its own VPC: the zones, rules, endpoints and attributes of that VPC count.",
        .r53Inbound03:
            "Its security group must admit UDP and TCP 53 from the asker, who with Client VPN is the association's interface. Without TCP, answers that do not fit are lost.",
        .r53Inbound04:
            "The network ACLs on the way apply to it, unlike to VPC+2.",
        .r53Inbound05:
            "Each address takes 10,000 queries a second, and as few as 1,500 where its security group tracks connections; what is above is dropped.",
        .r53Inbound06:
            "Its addresses are servers of their own: while one zone is down, that one times out.",
        .r53Inbound07:
            "It needs a VPC of default tenancy, and answers the address family that it has.",
        .r53Inbound08:
            "A forwarding rule of its own VPC that leads back to it goes round in a circle: SERVFAIL after a delay.",
        .r53Inbound09:
            "A delegation endpoint answers iterative queries for private zones; a stub resolver's query it refuses.",
        .r53Inbound10:
            "Besides port 53 nothing listens on it.",
        .r53Inbound11:
            "Four endpoints a Region, a quota that can be raised.",
        .r53Outbound01:
            "Forwarded queries leave from the outbound endpoint's addresses in its VPC: the routes, network ACLs and egress rules there decide, and the target sees these addresses.",
        .r53Outbound02:
            "The targets are reached by peering, transit gateway, VPN, Direct Connect or NAT, and need a way back to the endpoint's subnets.",
        .r53Outbound03:
            "An outbound endpoint has two to six addresses, and may send a query more than once.",
    ]
}
