import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// The resolver of the GNU C library, as `getaddrinfo` and `res_query` use it.
    ///
    /// Servers in order, three at most; SERVFAIL, REFUSED, NOTIMP and an empty answer without recursion lead to the next one at once,
    /// as do ICMP errors. A and AAAA are asked together and fail over together (glibc `resolv/res_send.c`, `resolv/res_query.c`;
    /// resolv.conf(5); rules STUB-01, STUB-02, STUB-05, STUB-09).
    public static let glibc: ResolverProfile = {
        var profile = ResolverProfile(
            name: "glibc", summary: "the GNU C library", versions: "glibc 2.36", evidence: .measured, mechanism: .pair)
        profile.pairing = .together
        profile.combination = .firstUsefulCode
        profile.defaults.serverLimit = 3
        profile.defaults.timeoutLimit = .seconds(30)
        profile.defaults.attemptsLimit = 5
        profile.defaults.failover = [.timeout, .unreachable, .servfail, .refused, .notimp]
        profile.defaults.options = [.ndots, .timeout, .attempts, .rotate, .useVC, .edns0, .singleRequest, .noAAAA]
        profile.search = SearchPolicy(
            .byDots, continuesAfter: [.nxdomain, .nodata, .servfail],
            continuesAfterAsIs: Set(ResultKind.allCases), triesAsIsInTheEnd: true,
            report: .asIsThenNodataThenServfail)
        profile.errors = CallerErrors(
            [
                .timeout: "EAI_AGAIN", .unreachable: "EAI_AGAIN", .servfail: "EAI_AGAIN", .refused: "EAI_AGAIN",
                .notimp: "EAI_AGAIN", .nxdomain: "EAI_NONAME", .nodata: "EAI_NODATA", .formerr: "EAI_NONAME",
                .otherCode: "EAI_NONAME",
            ],
            byQuery: [
                .timeout: "TRY_AGAIN", .unreachable: "TRY_AGAIN", .servfail: "TRY_AGAIN", .refused: "TRY_AGAIN",
                .notimp: "TRY_AGAIN", .nxdomain: "HOST_NOT_FOUND", .nodata: "NO_DATA", .formerr: "NO_RECOVERY",
                .otherCode: "NO_RECOVERY",
            ], needsSilenceForOneType: true, noServer: "EAI_AGAIN")
        profile.remarks = [
            "The server at index i waits timeout x 2^i / n seconds for i > 0, rounded down, at least 1 s.",
            "A response that comes late is read when its server's turn comes again.",
            "A server that loses one of A and AAAA is asked again one question at a time, 3 timeouts in all; the mode stays.",
            "A truncated response moves everything to TCP, with no timeout but the kernel's and no second pass.",
        ]
        return profile
    }()
}
