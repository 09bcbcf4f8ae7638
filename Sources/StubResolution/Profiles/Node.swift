import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// `dns.resolve*` of Node: c-ares 1.34 with every response code handed to the caller, so that only silence leads on.
    public static let node: ResolverProfile = {
        var walk = recentCAresWalk
        walk.tick = .seconds(1)
        walk.formerrDropsEDNS = false
        walk.learnsRoundTrip = true
        walk.noRouteError = nil
        var profile = ResolverProfile(
            name: "node", summary: "dns.resolve of Node.js", versions: "Node 20.20 with c-ares 1.34.6",
            evidence: .measured, mechanism: .walk(walk))
        profile.pairing = .independent
        profile.search = SearchPolicy(.always)
        profile.defaults.timeout = .seconds(2)
        profile.defaults.attempts = 4
        profile.defaults.options = [.timeout, .attempts, .rotate, .failoverOn]
        profile.defaults.resolvConfOptions = [.timeout, .rotate]
        profile.errors = CallerErrors(
            [
                .timeout: "ETIMEOUT", .unreachable: "ECONNREFUSED", .servfail: "ESERVFAIL", .refused: "EREFUSED",
                .notimp: "ENOTIMP", .formerr: "EFORMERR", .nxdomain: "ENOTFOUND", .nodata: "ENODATA",
                .otherCode: "ENODATA",
            ], noServer: "ECONNREFUSED")
        profile.remarks = [
            "SERVFAIL, REFUSED, NOTIMP and FORMERR of the first server that answers are final.",
            "Timeouts are looked at once a second, which makes the first failover 3 s.",
            "dns.lookup is getaddrinfo of the C library: use that profile for it.",
        ]
        return profile
    }()
}
