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
    /// What leads to the next server.
    public var failover: Set<FailoverTrigger>?

    /// Options that leave everything to the profile.
    public init() {}
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
