import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// glibc in front of dnsmasq 2.90 on the device (`forward.c`).
    public static let dnsmasq: ResolverProfile = {
        var profile = behindForwarder(
            "dnsmasq", "glibc in front of dnsmasq on the device", "dnsmasq 2.90", .racing)
        profile.defaults.options.formUnion([.strictOrder, .allServers, .dnssec])
        profile.remarks = [
            "It never repeats a query by itself: the client's repetition drives it.",
            "All servers are asked at once when none is remembered, after 20 s or 50 queries, when the client repeats, and after a "
                + "SERVFAIL or REFUSED of the remembered one; otherwise that one alone.",
            "In a race the first response that is not REFUSED counts, SERVFAIL too, and its sender is remembered.",
            "`strict_order`: the first server; the client's repetition goes to the next, SERVFAIL and REFUSED at once; those of the "
                + "last server are not passed on at all.",
        ]
        return profile
    }()

    /// glibc in front of unbound 1.17 as a forwarder on the device.
    public static let unboundForward: ResolverProfile = {
        var profile = behindForwarder(
            "unbound-forward", "glibc in front of unbound as a forwarder on the device", "unbound 1.17.1", .drawing)
        profile.defaults.options = [.ndots, .timeout, .attempts, .singleRequest, .noAAAA, .dnssec]
        profile.remarks = [
            "The server is drawn among those expected within 400 ms of the best; one never heard of counts as 376 ms.",
            "A silent server is asked twice with the same wait, which is then doubled for it.",
            "SERVFAIL and REFUSED draw again at once, up to five times a server; then SERVFAIL.",
            "A reply that took longer than 1.9 s is not sent: the client's repetition gets it.",
        ]
        return profile
    }()

    private static func behindForwarder(
        _ name: String, _ summary: String, _ versions: String, _ kind: ForwarderKind
    ) -> ResolverProfile {
        var profile = glibc
        profile.name = name
        profile.summary = summary
        profile.versions = versions
        profile.mechanism = .forwarded(kind, client: .pair)
        profile.defaults.serverLimit = nil
        profile.cache = CachePolicy(
            maximum: .seconds(86_400), negativeMaximum: .seconds(3600), failures: kind == .drawing ? .seconds(5) : nil)
        return profile
    }
}
