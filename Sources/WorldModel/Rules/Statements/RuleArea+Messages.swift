extension RuleArea {
    /// DNS messages.
    static let messages = RuleArea(
        name: "messages", title: "DNS messages", statements: Self.messagesStatements)

    private static let messagesStatements: [RuleID: String] = [
        .dnsmsg01:
            "Without EDNS a UDP answer has at most 512 octets, with it what was offered, 4,096 at most; a larger one is cut and asked for again over TCP.",
        .dnsmsg02:
            "A server that stands in for a resolver listens on UDP and TCP, repeats the question and sets RA, never AA.",
        .dnsmsg03:
            "An OPT record is answered by one, a DO flag repeated without DNSSEC records, and an unknown EDNS version with BADVERS.",
        .dnsmsg04:
            "A cut answer whose repetition over TCP is blocked ends in a timeout, although UDP works.",
        .dnsmsg05:
            "Answers that are larger than the tunnel's MTU arrive in fragments, which a path may drop.",
        .dnsmsg06:
            "A negative answer bears the zone's SOA, and is remembered for the smaller of its TTL and its minimum.",
        .dnsmsg07:
            "Answers out of a resolver's cache show the remaining TTL, answers out of zones the configured one.",
        .dnsmsg08:
            "A cache belongs to a resolver, not to a client: a negative entry outlives the record that was added meanwhile.",
        .dnsmsg09:
            "AAAA of a name with A alone is NODATA, never NXDOMAIN.",
        .dnsmsg10:
            "An unknown type at a name is NODATA, ANY gets a minimal answer, another class REFUSED, another opcode NOTIMP, a malformed message FORMERR.",
        .dnsmsg11:
            "A chain of CNAME records is answered whole and in order; one that is too long or goes round ends in SERVFAIL.",
        .dnsmsg12:
            "Names are compared without regard to case, and the question's case is repeated.",
        .dnsmsg13:
            "For a lookup that is predicted to time out the live server sends nothing, unless it is told to send an error.",
    ]
}
