import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// BIND's `host`: two sends for the first server, SERVFAIL and empty answers without recursion lead on.
    public static let host: ResolverProfile = {
        var profile = bindTool("host", attempts: 2)
        profile.defaults.resolvConfOptions = [.ndots, .timeout]
        return profile
    }()

    /// BIND's `nslookup`: as `host` with three sends.
    public static let nslookup = bindTool("nslookup", attempts: 3)

    private static func bindTool(_ name: String, attempts: Int) -> ResolverProfile {
        guard case .walk(var walk) = dig.mechanism else { return dig }
        walk.lameLeadsOn = true
        walk.lameWithAdditionalLeadsOn = true
        walk.reported = .last
        var profile = dig
        profile.name = name
        profile.mechanism = .walk(walk)
        profile.method = .getaddrinfo
        profile.search = SearchPolicy(.aloneOrLast, continuesAfter: [.nxdomain], report: .last)
        profile.defaults.attempts = attempts
        profile.defaults.ednsPayloadSize = nil
        profile.defaults.failover = [.timeout, .unreachable, .servfail]
        profile.defaults.resolvConfOptions = [.ndots, .timeout, .attempts]
        return profile
    }

    /// Knot's `kdig`: three sends for each server, every code final, errors of the socket ignored.
    public static let kdig: ResolverProfile = {
        var walk = WalkPolicy(.eachServerRepeated)
        walk.notices = [.noRoute]
        walk.malformed = .leadsOn
        var profile = dig
        profile.name = "kdig"
        profile.summary = "the tool of Knot DNS"
        profile.versions = "Knot 3.2.6"
        profile.mechanism = .walk(walk)
        profile.defaults.ednsPayloadSize = nil
        profile.defaults.resolvConfOptions = []
        return profile
    }()

    /// NLnet Labs' `drill`: as `kdig` in an order that is drawn; truncation is not followed.
    public static let drill: ResolverProfile = {
        var walk = WalkPolicy(.eachServerRepeated)
        walk.notices = [.noRoute]
        walk.isShuffled = true
        walk.truncation = .usedAsItIs
        walk.otherID = .accepted
        walk.malformed = .accepted
        var profile = dig
        profile.name = "drill"
        profile.summary = "the tool of ldns"
        profile.versions = "ldns 1.8.3"
        profile.mechanism = .walk(walk)
        profile.defaults.ednsPayloadSize = nil
        profile.defaults.resolvConfOptions = []
        return profile
    }()

    /// The `nslookup` of busybox: A and AAAA to one server together, the next server only after one that sent no response at all.
    public static let busyboxNslookup: ResolverProfile = {
        var profile = ResolverProfile(
            name: "busybox-nslookup", summary: "the tool of busybox (Alpine Linux)", versions: "busybox 1.35",
            evidence: .measured, mechanism: .batch(servfailBudget: 2))
        profile.pairing = .together
        profile.search = SearchPolicy(.aloneWithADot, report: .asIsThenFirst)
        profile.search.asksAllAtOnce = true
        profile.defaults.failover = [.timeout, .unreachable]
        profile.defaults.options = []
        profile.silenceRule = .stub03
        profile.errors = dig.errors
        profile.remarks = [
            "A name of one label is asked for below every search domain at once.",
            "An ICMP error ends a server only if it comes between the sends of two questions; else the program goes on waiting.",
            "A server to which there is no route ends the program: nothing is sent to the others and nothing is printed.",
        ]
        return profile
    }()

    /// `dns.resolver.resolve()` of dnspython: round and round for 2 s each, with growing pauses, for 5 s in all.
    public static let dnspython: ResolverProfile = {
        var walk = WalkPolicy(.untilLifetime)
        walk.lifetime = .seconds(5)
        walk.pause = .milliseconds(100)
        walk.excludesFailed = true
        walk.excludesOnlyServer = true
        walk.otherCodesLeadOn = true
        walk.notices = [.noRoute]
        walk.questionless = .leadsOn
        var profile = ResolverProfile(
            name: "dnspython", summary: "resolve() of the library dnspython", versions: "dnspython 2.9.2",
            evidence: .measured, mechanism: .walk(walk))
        profile.search = SearchPolicy(.always)
        profile.defaults.timeout = .seconds(2)
        profile.defaults.failover = [.timeout, .unreachable, .servfail, .refused, .notimp, .formerr]
        profile.defaults.options = [.ndots, .timeout, .rotate, .failoverOn]
        profile.defaults.resolvConfOptions = [.ndots, .timeout, .rotate]
        profile.errors = CallerErrors([
            .timeout: "LifetimeTimeout", .unreachable: "NoNameservers", .servfail: "NoNameservers",
            .refused: "NoNameservers", .notimp: "NoNameservers", .formerr: "NoNameservers",
            .otherCode: "NoNameservers", .nxdomain: "NXDOMAIN", .nodata: "NoAnswer",
        ])
        profile.remarks = [
            "A server that failed by a response is left out; the pause after each round is 0.1 s, doubled up to 2 s."
        ]
        return profile
    }()
}
