import WorldModel

extension ResolverProfile {
    /// The tool `dig`: one literal question, the first server three times, each further one once.
    ///
    /// As BIND 9.18 was seen to do it; its manual speaks of three tries a server (rule STUB-03). Any response is final,
    /// SERVFAIL included, unless `+nofail` is given: then the next server is asked at once.
    public static let dig: ResolverProfile = {
        var walk = WalkPolicy(.firstServerRepeated)
        walk.truncation = .tcpFromHereOn
        walk.notices = [.portUnreachable, .prohibited, .noRoute]
        walk.tcpTimeout = .seconds(10)
        var profile = ResolverProfile(
            name: "dig", summary: "the tool of BIND", versions: "BIND 9.18", evidence: .measured,
            mechanism: .walk(walk))
        profile.method = .query
        profile.search = SearchPolicy(.always)
        profile.defaults.attempts = 3
        profile.defaults.ednsPayloadSize = 1232
        profile.defaults.serverLimit = 3
        profile.silenceRule = .stub03
        profile.errors = CallerErrors([
            .servfail: "SERVFAIL", .refused: "REFUSED", .notimp: "NOTIMP", .formerr: "FORMERR", .nxdomain: "NXDOMAIN",
            .nodata: "NODATA", .timeout: "NO_SERVER_REACHED", .unreachable: "NO_SERVER_REACHED",
        ])
        return profile
    }()
}
