extension RuleArea {
    /// Route 53 private hosted zones.
    static let privateZones = RuleArea(
        name: "private-zones", title: "Route 53 private hosted zones", statements: Self.privateZonesStatements)

    private static let privateZonesStatements: [RuleID: String] = [
        .r53PHZ01:
            "A private zone answers through the resolver of a VPC that it is associated with; elsewhere its names are looked up in the public DNS.",
        .r53PHZ02:
            "A zone matches names at and below its own. Of several the most specific one alone is used.",
        .r53PHZ03:
            "What the chosen zone does not have does not exist: nothing falls through to a wider private zone or to the public one.",
        .r53PHZ04:
            "A name without the type asked for is NODATA by the protocol; one page words it as NXDOMAIN.",
        .r53PHZ05:
            "A zone that is associated with another VPC than the one asked might as well not exist: private names end in NXDOMAIN, real domains in their public answer.",
        .r53PHZ06:
            "Both DNS attributes must be on in the VPC whose resolver is asked.",
        .r53PHZ07:
            "Association does not pass on through peering or a transit gateway.",
        .r53PHZ08:
            "A wildcard is the whole first label; it covers all names below that do not exist otherwise, and not the domain itself.",
        .r53PHZ09:
            "A VPC is associated with one zone of a name at most; a second one is refused.",
        .r53PHZ10:
            "Of the routing policies, simple and multivalue answers are modelled: all records of the set are given.",
        .r53PHZ11:
            "NS records in a private zone delegate only together with a DELEGATE rule; without one the resolver cannot get on, and answers SERVFAIL by default.",
        .r53PHZ12:
            "The name servers that a private zone lists give nothing to those who ask them directly.",
        .r53PHZ13:
            "A CNAME that leaves the zone goes on under the rules of the same VPC; an alias record answers with its target's addresses.",
        .r53PHZ14:
            "A zone can be associated with 300 VPCs.",
    ]
}
