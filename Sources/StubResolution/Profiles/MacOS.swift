import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// macOS and iOS as mDNSResponder's published source has it (`mDNSCore/uDNS.c`); Apple's HT4030 says it in words.
    public static let macos: ResolverProfile = {
        var profile = ResolverProfile(
            name: "macos", summary: "mDNSResponder of macOS and iOS", versions: "mDNSResponder 2600 (source)",
            evidence: .documented,
            mechanism: .penalizing(
                PenalizingPolicy(
                    firstWait: .seconds(1), secondWait: .seconds(2), limit: .seconds(30), penalty: .seconds(60))))
        profile.pairing = .independent
        profile.search = SearchPolicy(.byDots)
        profile.defaults.failover = [.timeout, .unreachable, .servfail, .refused, .notimp, .formerr]
        profile.defaults.options = [.ndots, .failoverOn]
        profile.silenceRule = .stub13
        profile.errors = CallerErrors([
            .timeout: "EAI_NONAME", .unreachable: "EAI_NONAME", .servfail: "EAI_NONAME", .refused: "EAI_NONAME",
            .notimp: "EAI_NONAME", .formerr: "EAI_NONAME", .otherCode: "EAI_NONAME", .nxdomain: "EAI_NONAME",
            .nodata: "EAI_NONAME",
        ])
        profile.remarks = [
            "Shipping systems send unicast queries through a component whose source is not published: these are the classic values.",
            "A server that was silent or said REFUSED is put last for 60 s; other failures lead on without that.",
            "Once through the list it starts again with twice the waits; 30 s in all.",
        ]
        return profile
    }()
}
