import ScenarioLanguage
import WorldModel

extension ResolverProfile {
    /// The DNS provider of JNDI (`DnsClient.java`); `InetAddress` is getaddrinfo with a cache of its own.
    public static let java: ResolverProfile = {
        var walk = WalkPolicy(.passes)
        walk.growth = .doubledEachPass
        walk.excludesFailed = true
        walk.excludesOnlyServer = true
        walk.otherCodesLeadOn = true
        walk.notices = [.portUnreachable, .prohibited, .noRoute]
        walk.truncation = .tcpFromHereOn
        walk.usesTruncatedInTheEnd = true
        walk.questionless = .leadsOn
        walk.malformed = .leadsOn
        walk.reported = .first
        var profile = ResolverProfile(
            name: "java", summary: "JNDI's DNS provider", versions: "OpenJDK 17 and 25", evidence: .measured,
            mechanism: .walk(walk))
        profile.search = SearchPolicy(.always)
        profile.defaults.timeout = .seconds(1)
        profile.defaults.attempts = 4
        profile.defaults.failover = [.timeout, .unreachable, .servfail, .refused, .notimp, .formerr]
        profile.defaults.options = [.timeout, .attempts, .failoverOn]
        profile.defaults.resolvConfOptions = []
        profile.errors = CallerErrors([
            .timeout: "CommunicationException", .unreachable: "CommunicationException",
            .servfail: "ServiceUnavailableException", .refused: "OperationNotSupportedException",
            .notimp: "OperationNotSupportedException", .formerr: "NamingException", .otherCode: "NamingException",
            .nxdomain: "NameNotFoundException",
        ])
        profile.remarks = [
            "A server that failed by a response or an error is left out for the rest of the question, the only one too.",
            "The error reported is the first one seen; NODATA is an empty result without an error.",
            "`timeout` and `attempts` are com.sun.jndi.dns.timeout.initial and .retries; resolv.conf's are not read.",
        ]
        return profile
    }()
}
