import DNSCore
import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// systemd-resolved 252 (`src/resolve/resolved-dns-transaction.c`, `resolved-dns-server.c`).
    public static let systemdResolved: ResolverProfile = {
        var profile = ResolverProfile(
            name: "systemd-resolved", summary: "the resolver daemon of systemd", versions: "systemd 252",
            evidence: .measured, mechanism: .sticky)
        profile.pairing = .independent
        profile.search = SearchPolicy(
            .neverAsOneLabel,
            continuesAfter: [.nxdomain, .servfail, .refused, .notimp, .formerr, .otherCode, .unreachable],
            report: .last)
        profile.defaults.ednsPayloadSize = 1472
        profile.defaults.failover = [.timeout, .unreachable, .servfail, .refused, .notimp, .formerr]
        profile.defaults.options = [.dnssec]
        profile.trust.downgrades = true
        profile.trust.unsignedDomains = unsignedDomains
        profile.errors = CallerErrors(
            [
                .timeout: "QueryTimedOut", .unreachable: "errno", .servfail: "SERVFAIL", .refused: "REFUSED",
                .notimp: "NOTIMP", .formerr: "FORMERR", .nxdomain: "NXDOMAIN", .nodata: "NoSuchResourceRecord",
            ], noServer: "NoNameServers")
        profile.errors.namesOtherCodes = true
        profile.forgetsOnChange = true
        profile.cache = CachePolicy(maximum: .seconds(7200), negativeMaximum: .seconds(7200), failures: .seconds(10))
        profile.remarks = [
            "One server is current for all questions until it fails, and there is no return to the first one.",
            "5 s for a try over UDP, 10 s over TCP, with up to 250 ms of timer slack; 24 tries or 120 s in all.",
            "SERVFAIL: the same server again with EDNS, then without, then the next server; FORMERR and NOTIMP: without, then the next.",
            "NXDOMAIN, and a response without OPT, are asked once more without EDNS.",
            "Three lost packets make a server one to be asked with less: EDNS, plain UDP, TCP.",
            "When one of A and AAAA is answered, the other has 6 s from the start.",
            "Names with a dot never use the search list, names without one are never sent as they stand.",
            "A response that validation rejects is final (`dnssec`; from its documentation, not measured).",
        ]
        return profile
    }()

    /// Its built-in negative trust anchors (dnssec-trust-anchors.d(5), https://manpages.debian.org/bookworm/systemd-resolved/).
    private static let unsignedDomains: [DomainName] = {
        let private172 = (16...31).map { "\($0).172.in-addr.arpa" }
        let names =
            [
                "10.in-addr.arpa", "168.192.in-addr.arpa", "d.f.ip6.arpa", "home.arpa", "corp", "home", "internal",
                "intranet",
            ]
            + ["lan", "local", "private", "test"] + private172
        return names.compactMap(DomainName.init(_:))
    }()
}
