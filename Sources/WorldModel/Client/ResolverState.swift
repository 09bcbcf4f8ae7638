public import DNSCore
public import IPCore

/// How A and AAAA are asked by resolvers that can do either (resolv.conf `single-request`, `single-request-reopen`).
public enum SingleRequest: String, Hashable, Sendable {
    /// Both at once.
    case no
    /// One after the other.
    case single
    /// One after the other, each on a socket of its own.
    case reopen
}

/// Whether a resolver validates what it is told (RFC 4035 section 4).
public enum DNSSECValidation: String, Hashable, Sendable {
    /// It does not.
    case no
    /// It does, but for servers that send no DNSSEC records.
    case allowDowngrade = "allow-downgrade"
    /// It does, whoever answers.
    case yes
}

/// What a scenario says about how servers are asked; `nil` where it is silent, so that the profile's own value holds.
public struct ResolverOptions: Hashable, Sendable {
    /// The fewest dots of a name that is tried as it stands first.
    public var ndots: Int?
    /// The time for one query.
    public var timeout: Duration?
    /// Passes over the servers, or tries.
    public var attempts: Int?
    /// Whether each question starts at the next server.
    public var rotates: Bool?
    /// Whether TCP is used from the start.
    public var usesTCP: Bool?
    /// EDNS: `.some(nil)` turns it off.
    public var ednsPayloadSize: Int??
    /// How pairs are asked.
    public var singleRequest: SingleRequest?
    /// Whether AAAA is not asked.
    public var omitsAAAA: Bool?
    /// Whether servers are asked strictly in order.
    public var strictOrder: Bool?
    /// Whether all servers are asked at once.
    public var allServers: Bool?
    /// Whether answers are validated.
    public var validation: DNSSECValidation?
    /// What leads to the next server.
    public var failover: Set<FailoverTrigger>?

    /// Options that leave everything to the profile.
    public init() {}
}

/// What a scenario says about a device's cache; `nil` where it is silent.
public struct CacheOptions: Hashable, Sendable {
    /// Whether there is one.
    public var isEnabled: Bool?
    /// The longest that an answer is kept.
    public var maximum: Duration?
    /// The longest that a negative answer is kept.
    public var negativeMaximum: Duration?

    /// Options that leave everything to the profile.
    public init() {}
}

/// Servers that are asked for some names only: those of a link, or of a domain.
public struct ResolverScope: Hashable, Sendable {
    /// The link, `utun1`; for servers of a domain the domain.
    public var link: String
    /// The servers, in order.
    public var servers: [IPAddress]
    /// The domains whose names go here; the root takes what no longer domain takes.
    public var domains: [DomainName]
    /// Whether names that match no domain may go here, too.
    public var isDefault: Bool

    /// A scope.
    public init(link: String, servers: [IPAddress], domains: [DomainName], isDefault: Bool) {
        self.link = link
        self.servers = servers
        self.domains = domains
        self.isDefault = isDefault
    }

    /// The labels of the longest domain that the name is in; `nil` if it is in none.
    public func match(_ name: DomainName) -> Int? {
        domains.filter { $0 == name || name.isStrictSubdomain(of: $0) }.map(\.labelCount).max()
    }
}

extension ResolverState {
    /// The name of the scope that `servers` stand for where links have scopes of their own.
    public static let globalLink = "the device's own"

    /// The links whose servers a name goes to: those with the longest matching domain, else the default ones (rule STUB-11).
    ///
    /// Without scopes, and where none takes the name, `servers` are asked.
    public func scopes(for name: DomainName) -> [ResolverScope] {
        let own = ResolverScope(link: Self.globalLink, servers: servers, domains: [], isDefault: true)
        guard !scopes.isEmpty else { return [own] }
        let all = (servers.isEmpty ? [] : [own]) + scopes.filter { !$0.servers.isEmpty }
        if let best = all.compactMap({ $0.match(name) }).max() { return all.filter { $0.match(name) == best } }
        let defaults = all.filter(\.isDefault)
        return defaults.isEmpty ? [own] : defaults
    }
}

/// The resolver configuration in force at one time: where it came from is told by the steps.
public struct ResolverState: Hashable, Sendable {
    /// The servers in the order in which they are asked.
    public var servers: [IPAddress]
    /// The search list.
    public var search: [DomainName]
    /// Names with fewer dots than this get the search list first (resolv.conf `ndots`).
    public var ndots: Int
    /// The time for one attempt.
    public var timeout: Duration
    /// Passes over the server list.
    public var attempts: Int
    /// Whether each lookup starts at the next server.
    public var rotates: Bool
    /// Whether TCP is used from the start.
    public var usesTCP: Bool
    /// The EDNS payload size, or `nil` without EDNS.
    public var ednsPayloadSize: Int?
    /// What makes the resolver go on to the next server.
    public var failover: Set<FailoverTrigger>
    /// How the servers came to be, each with its rule.
    public var steps: [ReasoningStep]
    /// What a server's presence in `servers` leans on; listed when it is asked.
    public var serverAssumptions: [IPAddress: AssumptionUse] = [:]
    /// The resolver software, as the scenario names it.
    public var profile = "sequential"
    /// The version of that software, or `nil` for the one that was measured.
    public var version: String?
    /// What the scenario says; the values above are those of the profile `sequential` where it is silent.
    public var options = ResolverOptions()
    /// How pairs are asked.
    public var singleRequest = SingleRequest.no
    /// Whether AAAA is not asked.
    public var omitsAAAA = false
    /// Whether servers are asked strictly in order.
    public var strictOrder = false
    /// Whether all servers are asked at once.
    public var allServers = false
    /// Whether answers are validated.
    public var validation = DNSSECValidation.no
    /// What the scenario says about the cache; what it leaves open is the profile's.
    public var cache = CacheOptions()

    /// Servers of links and for single domains, besides `servers`.
    public var scopes: [ResolverScope] = []
    /// Of links that compete for a name, the one that answers first; drawn before a lookup.
    public var favouredLink: String?

    /// A configuration.
    public init(
        servers: [IPAddress], search: [DomainName], ndots: Int, timeout: Duration, attempts: Int, rotates: Bool,
        usesTCP: Bool, ednsPayloadSize: Int?, failover: Set<FailoverTrigger>, steps: [ReasoningStep]
    ) {
        self.servers = servers
        self.search = search
        self.ndots = ndots
        self.timeout = timeout
        self.attempts = attempts
        self.rotates = rotates
        self.usesTCP = usesTCP
        self.ednsPayloadSize = ednsPayloadSize
        self.failover = failover
        self.steps = steps
    }
}
