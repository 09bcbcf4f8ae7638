import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// The Windows DNS client with one adapter (Microsoft, "DNS client resolution timeouts"; rule STUB-04).
    public static let windows: ResolverProfile = {
        func rung(_ second: Int, _ servers: [Int]?) -> LadderPolicy.Rung { .init(.seconds(second), servers) }
        let one = [0, 1, 2, 4, 8].map { rung($0, [0]) }
        let two = [rung(0, [0]), rung(1, [1]), rung(2, [1]), rung(4, nil), rung(8, nil)]
        let more = [rung(0, [0]), rung(1, [1]), rung(2, [2]), rung(4, nil), rung(8, nil)]
        var profile = ResolverProfile(
            name: "windows", summary: "the DNS client of Windows, one adapter",
            versions: "Windows (KB 2834226)", evidence: .documented,
            mechanism: .ladder(LadderPolicy(rungs: [one, two, more], limit: .seconds(10))))
        profile.pairing = .independent
        profile.search = SearchPolicy(.byDots)
        profile.defaults.options = [.failoverOn]
        profile.silenceRule = .stub04
        profile.errors = CallerErrors([
            .timeout: "WSATRY_AGAIN", .unreachable: "WSATRY_AGAIN", .servfail: "WSATRY_AGAIN",
            .refused: "WSATRY_AGAIN", .notimp: "WSANO_RECOVERY", .formerr: "WSANO_RECOVERY",
            .otherCode: "WSANO_RECOVERY", .nxdomain: "WSAHOST_NOT_FOUND", .nodata: "WSANO_DATA",
        ])
        profile.remarks = [
            "Queries at 0, 1, 2, 4 and 8 s to more and more servers, given up at 10 s; the first response of any ends it.",
            "Microsoft says that new servers are tried only when the previous ones cannot be reached: SERVFAIL is final.",
            "That ICMP errors change nothing about the times is assumed.",
        ]
        return profile
    }()
}
