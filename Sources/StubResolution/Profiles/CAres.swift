import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// c-ares 1.18: a server that failed is left out for the rest of the question (`ares_process.c`).
    public static let cAres118: ResolverProfile = {
        var walk = WalkPolicy(.passes)
        walk.growth = .doubledEachPass
        walk.excludesFailed = true
        walk.notices = [.portUnreachable, .prohibited, .noRoute]
        walk.truncation = .tcpFromHereOn
        walk.questionless = .ignored
        walk.acceptsLate = true
        walk.reported = .last
        var profile = cAres("c-ares 1.18.1", walk)
        profile.defaults.attempts = 4
        profile.defaults.resolvConfOptions = [.ndots, .rotate]
        // A failure that led on is never told: all that is left in the end is that nobody answered.
        for kind in [ResultKind.servfail, .refused, .notimp] {
            profile.errors.byName[kind] = "ARES_ECONNREFUSED"
            profile.errors.byQuery[kind] = "ARES_ECONNREFUSED"
        }
        profile.remarks = [
            "With two servers or more, one that failed by a response or an ICMP error is left out for the rest of the question.",
            "A response that comes late is taken.",
        ]
        return profile
    }()

    /// c-ares 1.34: the server with the fewest failures in a row first (`ares_process.c`, `ares_metrics.c`).
    public static let cAres134: ResolverProfile = {
        var profile = cAres("c-ares 1.34.9", recentCAresWalk)
        profile.since = [1, 34]
        profile.defaults.timeout = .seconds(2)
        profile.defaults.attempts = 3
        profile.defaults.ednsPayloadSize = 1232
        profile.defaults.resolvConfOptions = [.ndots, .rotate, .timeout, .attempts]
        profile.remarks = [
            "Failures stay with the channel: after one failure of the first server the next lookups go to the second.",
            "From the second pass on a random part of up to a half is taken off the doubled timeout.",
            "Once A is answered, AAAA gets no further try.",
            "FORMERR is asked once more without EDNS and then final.",
            "A failed server is probed after 5 s by one query in ten; the probe changes no result and is not modelled.",
        ]
        return profile
    }()

    /// The walk of c-ares 1.34, which Node carries in its own way.
    static let recentCAresWalk: WalkPolicy = {
        var walk = WalkPolicy(.fewestFailures)
        walk.growth = .doubledEachPassLessAPart
        walk.notices = [.portUnreachable, .prohibited, .noRoute]
        walk.truncation = .tcpFromHereOn
        walk.questionless = .leadsOn
        walk.malformed = .leadsOn
        walk.formerrDropsEDNS = true
        walk.remembersFailures = true
        walk.learnsRoundTrip = true
        walk.stopsAtFirstAddress = true
        walk.reported = .last
        walk.noRouteError = "ARES_ETIMEOUT"
        return walk
    }()

    private static func cAres(_ versions: String, _ walk: WalkPolicy) -> ResolverProfile {
        var profile = ResolverProfile(
            name: "c-ares", summary: "the library c-ares", versions: versions, evidence: .measured,
            mechanism: .walk(walk))
        profile.pairing = .independent
        profile.search = SearchPolicy(.byDots)
        profile.defaults.failover = [.timeout, .unreachable, .servfail, .refused, .notimp]
        profile.defaults.options = [.ndots, .timeout, .attempts, .rotate, .useVC, .edns0, .failoverOn]
        profile.errors = CallerErrors(
            [
                .timeout: "ARES_ETIMEOUT", .unreachable: "ARES_ECONNREFUSED", .servfail: "ARES_ESERVFAIL",
                .refused: "ARES_EREFUSED", .notimp: "ARES_ENOTIMP", .formerr: "ARES_EFORMERR",
                .nxdomain: "ARES_ENOTFOUND", .nodata: "ARES_ENODATA",
            ], noServer: "ARES_ECONNREFUSED")
        return profile
    }
}
