extension RuleArea {
    /// Route 53 Resolver rules.
    static let resolverRules = RuleArea(
        name: "resolver-rules", title: "Route 53 Resolver rules", statements: Self.resolverRulesStatements)

    private static let resolverRulesStatements: [RuleID: String] = [
        .r53Fwrule01:
            "Rules are a VPC's own by association: those of the VPC that was asked, or of the inbound endpoint's, count.",
        .r53Fwrule02:
            "A FORWARD rule sends a domain to other servers, a SYSTEM rule keeps one here; the most specific domain wins over all kinds.",
        .r53Fwrule03:
            "For one name a rule wins over a private zone, and that over an autodefined rule; a more specific private zone wins over a rule above it.",
        .r53Fwrule04:
            "A rule for all names does not take private zones, AWS's own names or reverse zones, which are more specific.",
        .r53Fwrule05:
            "A rule for amazonaws.com does not take the instance names of the Region.",
        .r53Fwrule06:
            "The private names of interface endpoints are like a private zone: a rule above them does not take them, one for exactly that name does.",
        .r53Fwrule07:
            "A rule has up to six targets, tried in random order.",
        .r53Fwrule08:
            "If no target answers, the resolver gives up with SERVFAIL after a while; a client with less patience has timed out by then.",
        .r53Fwrule09:
            "A SYSTEM rule has no targets; the name is resolved as without the FORWARD rule above it.",
        .r53Fwrule10:
            "A DELEGATE rule lets the resolver follow NS records of a private zone to name servers in the rule's domain, through the outbound endpoint.",
        .r53Fwrule11:
            "1,000 rules and 2,000 associations a Region, quotas that can be raised.",
        .r53Auto01:
            "Autodefined rules answer the Region's instance names, reverse zones of private ranges and localhost in place, while DNS hostnames are on.",
        .r53Auto02:
            "Each associated private zone counts as a rule for its name.",
        .r53Auto03:
            "A rule of one's own for the same name stands above an autodefined one.",
        .r53Auto04:
            "Of a VPC that is connected with DNS support the reverse zones are known, and of another Region the instance names, too.",
        .r53Auto05:
            "localhost is answered with the loopback addresses; other names below it do not exist.",
        .r53RDNS01:
            "The reverse zones of private ranges and of the VPC's own blocks are answered in place, which can be switched off for each VPC.",
        .r53RDNS02:
            "So reverse lookups of private addresses never leave by a rule for all names; a rule for the reverse zone itself takes them.",
        .r53RDNS03:
            "An address of the VPC gives its private IP name, other private addresses do not exist.",
        .r53RDNS04:
            "Reverse lookups of public addresses are recursion; a private reverse zone loses against the VPC's own, which is longer.",
        .r53RDNS05:
            "Resolvers elsewhere answer the reverse zones of private ranges in place, with NXDOMAIN.",
        .r53Prof01:
            "A Profile gives private zones, rules, firewall groups and interface endpoints to many VPCs; for each the effect is that of its own association.",
        .r53Prof02:
            "Several Profiles on a VPC have different priorities; the lower number goes first.",
        .r53Prof03:
            "For the same name a VPC's own association wins over a Profile; among different names the most specific wins.",
        .r53FW01:
            "DNS Firewall goes through the groups of a VPC, and the rules of each, by ascending priority; the first rule that matches decides, and what none matches passes.",
        .r53FW02:
            "A blocked query is answered with NODATA, NXDOMAIN or a CNAME to a name of one's choice.",
        .r53FW03:
            "It applies to queries of the VPC and to those that come in through an inbound endpoint of it, before rules and zones, and looks at names alone.",
        .r53FW04:
            "When the firewall itself does not answer, a closed one gives SERVFAIL, the default; an open one lets pass.",
        .r53FW05:
            "Five groups a VPC, 100 rules a group.",
    ]
}
