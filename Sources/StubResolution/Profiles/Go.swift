import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// The pure Go resolver (`net/dnsclient_unix.go`).
    public static let go: ResolverProfile = {
        var walk = WalkPolicy(.passes)
        walk.notices = [.portUnreachable, .prohibited, .noRoute]
        walk.otherCodesLeadOn = true
        walk.lameLeadsOn = true
        walk.questionless = .ignored
        walk.reported = .last
        walk.noRouteError = "network is unreachable"
        var profile = ResolverProfile(
            name: "go", summary: "the pure Go resolver", versions: "Go 1.19.8 and 1.27", evidence: .measured,
            mechanism: .walk(walk))
        profile.pairing = .independent
        profile.search = SearchPolicy(
            .byDots, continuesAfter: Set(ResultKind.allCases), report: .asIsThenFirst)
        profile.defaults.serverLimit = 3
        profile.defaults.ednsPayloadSize = 1232
        profile.defaults.failover = [.timeout, .unreachable, .servfail, .refused, .notimp, .formerr]
        profile.defaults.options = [.ndots, .timeout, .attempts, .rotate, .useVC, .singleRequest, .failoverOn]
        profile.defaults.resolvConfOptions = [.ndots, .timeout, .attempts, .rotate, .useVC, .singleRequest]
        profile.errors = CallerErrors([
            .timeout: "i/o timeout", .unreachable: "connection refused", .servfail: "server misbehaving",
            .refused: "server misbehaving", .notimp: "server misbehaving", .formerr: "server misbehaving",
            .otherCode: "server misbehaving", .nxdomain: "no such host", .nodata: "no such host",
        ])
        profile.remarks = [
            "A and AAAA go through all tries each by itself, and the slower one is waited for in full.",
            "Every error goes on with the next name of the search list, silence too.",
            "FORMERR leads to the next server; EDNS is never switched off.",
        ]
        return profile
    }()
}
