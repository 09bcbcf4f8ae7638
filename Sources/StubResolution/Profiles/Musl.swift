import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// musl before 1.2.4: truncated answers are used as they are.
    public static let musl123 = musl(versions: "musl 1.2.3", since: [], followsTruncation: false, nodata: "EAI_NONAME")

    /// musl from 1.2.4 on: truncated answers are fetched over TCP within the same timeout.
    public static let musl125 = musl(
        versions: "musl 1.2.5", since: [1, 2, 4], followsTruncation: true, nodata: "EAI_NODATA")

    /// The resolver of musl: all servers at once, everything over after one timeout (musl `src/network/res_msend.c`).
    private static func musl(
        versions: String, since: [Int], followsTruncation: Bool, nodata: String
    ) -> ResolverProfile {
        var profile = ResolverProfile(
            name: "musl", summary: "the C library musl (Alpine Linux)", versions: versions, evidence: .measured,
            mechanism: .broadcast(BroadcastPolicy(followsTruncation: followsTruncation)))
        profile.since = since
        profile.pairing = .together
        profile.combination = .allOrNothing
        profile.search = SearchPolicy(.aloneOrLast, continuesAfter: [.nxdomain], report: .last)
        profile.defaults.serverLimit = 3
        profile.defaults.timeoutLimit = .seconds(60)
        profile.defaults.attemptsLimit = 10
        profile.defaults.options = [.ndots, .timeout, .attempts]
        profile.errors = CallerErrors([
            .timeout: "EAI_AGAIN", .unreachable: "EAI_AGAIN", .servfail: "EAI_AGAIN", .refused: "EAI_AGAIN",
            .notimp: "EAI_AGAIN", .formerr: "EAI_AGAIN", .otherCode: "EAI_AGAIN", .nxdomain: "EAI_NONAME",
            .nodata: nodata,
        ])
        profile.remarks = [
            "`timeout` is for the whole lookup; within it everything unanswered is sent again after each timeout / attempts.",
            "The first NOERROR or NXDOMAIN counts, whoever sent it; other codes are ignored, and SERVFAIL is answered by sending again.",
            "A and AAAA must both be answered, and NXDOMAIN for either is NXDOMAIN for both.",
            "ICMP errors and missing routes are ignored.",
        ]
        return profile
    }
}
