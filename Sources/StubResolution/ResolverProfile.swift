public import DNSCore
public import ScenarioLanguage
public import WorldModel

/// What is known about a profile, and how.
public enum ProfileEvidence: String, Hashable, Sendable {
    /// Runs of the unmodified software were recorded and are reproduced.
    case measured
    /// It is what the vendor's documentation or published source says.
    case documented
    /// It is a convention of the scenario language.
    case convention
}

/// How the questions of one lookup relate.
public enum Pairing: String, Hashable, Sendable {
    /// One after the other, each through all tries.
    case oneAfterTheOther = "one after the other"
    /// Both at once, each by itself.
    case independent = "both at once, each by itself"
    /// Both at once at the same server, and failing over together.
    case together = "both at once, failing over together"
}

/// The state machine that a profile sets up.
public enum ResolverMechanism: Hashable, Sendable {
    /// One question after the other walks over the servers.
    case walk(WalkPolicy)
    /// A and AAAA walk together (glibc).
    case pair
    /// Every question goes to every server at once (musl).
    case broadcast(BroadcastPolicy)
    /// All questions walk over the servers together, each answered by itself (busybox).
    case batch(servfailBudget: Int)
    /// One current server for all questions (systemd-resolved).
    case sticky
    /// Fixed times at which more and more servers are asked (Windows).
    case ladder(LadderPolicy)
    /// A walk that puts servers last that failed lately (macOS).
    case penalizing(PenalizingPolicy)
    /// A resolver in front of a forwarder on the device.
    case forwarded(ForwarderKind, client: ForwarderClient)
}

/// A forwarder on the device.
public enum ForwarderKind: String, Hashable, Sendable {
    /// Races between all servers, whose winner is asked alone for a while (dnsmasq).
    case racing
    /// Servers drawn among the fast ones (unbound).
    case drawing
}

/// What asks a forwarder on the device.
public enum ForwarderClient: Hashable, Sendable {
    /// glibc.
    case pair
    /// A resolver that walks over the servers it knows, of which the forwarder is the only one.
    case walk(WalkPolicy)
}

/// What the caller of the resolver sees where there is no answer, by the kind of result.
public struct CallerErrors: Hashable, Sendable {
    /// Of a lookup by name.
    public var byName: [ResultKind: String]
    /// Of a single literal question.
    public var byQuery: [ResultKind: String]
    /// Whether a temporary failure is told as such only if the last exchange had no usable answer, for one type alone (glibc).
    public var needsSilenceForOneType: Bool
    /// The error when there is no server.
    public var noServer: String?
    /// Whether other codes are told by their names.
    public var namesOtherCodes = false

    /// Errors; `byQuery` are the same unless given.
    public init(
        _ byName: [ResultKind: String] = [:], byQuery: [ResultKind: String]? = nil,
        needsSilenceForOneType: Bool = false,
        noServer: String? = nil
    ) {
        self.byName = byName
        self.byQuery = byQuery ?? byName
        self.needsSilenceForOneType = needsSilenceForOneType
        self.noServer = noServer
    }
}

/// The values of a profile for what a scenario may set.
public struct ResolverDefaults: Hashable, Sendable {
    /// See `ResolverOptions`.
    public var ndots = 1
    /// The time for one try.
    public var timeout: Duration = .seconds(5)
    /// Passes or tries.
    public var attempts = 2
    /// The EDNS payload size, or `nil` without EDNS.
    public var ednsPayloadSize: Int?
    /// What leads to the next server.
    public var failover: Set<FailoverTrigger> = [.timeout, .unreachable]
    /// How many servers are used at most; `nil` for all.
    public var serverLimit: Int?
    /// The longest timeout that can be set.
    public var timeoutLimit: Duration?
    /// The most attempts that can be set.
    public var attemptsLimit: Int?
    /// The options that the software knows; the others change nothing.
    public var options: Set<ResolverOption> = Set(ResolverOption.allCases)
    /// Those of them that it reads in resolv.conf; `nil` for all.
    public var resolvConfOptions: Set<ResolverOption>?

    /// The values of the profile `sequential`.
    public init() {}
}

/// What a validating resolver takes without signatures.
public struct TrustPolicy: Hashable, Sendable {
    /// The domains below which nothing need be signed (negative trust anchors, RFC 7646).
    public var unsignedDomains: [DomainName] = []
    /// Whether it can do without validation at a server that sends no DNSSEC records.
    public var downgrades = false

    /// A resolver that demands signatures wherever the public DNS is signed.
    public init() {}
}

/// An option of `resolver.options`.
public enum ResolverOption: String, CaseIterable, Hashable, Sendable {
    case ndots, timeout, attempts, rotate
    case useVC = "use_vc"
    case edns0
    case singleRequest = "single_request"
    case noAAAA = "no_aaaa"
    case strictOrder = "strict_order"
    case allServers = "all_servers"
    case dnssec
    case failoverOn = "failover_on"
}

/// What makes one resolver software differ from another: a policy, read by the state machine `StubResolver`.
public struct ResolverProfile: Hashable, Sendable {
    /// The name, as scenarios write it.
    public var name: String
    /// What it is, in a few words.
    public var summary: String
    /// The versions that were measured.
    public var versions: String
    /// The first version with this behaviour, `[1, 34]`; empty for all.
    public var since: [Int] = []
    /// Where the values come from.
    public var evidence: ProfileEvidence
    /// How applications ask unless a lookup says otherwise.
    public var method = LookupMethod.getaddrinfo
    /// The machine.
    public var mechanism: ResolverMechanism
    /// How the questions of a lookup relate.
    public var pairing = Pairing.oneAfterTheOther
    /// How their results become one.
    public var combination = PairCombination.anyAnswer
    /// What becomes of the search list.
    public var search = SearchPolicy(.byDots)
    /// What the caller sees.
    public var errors = CallerErrors()
    /// The values for what a scenario may set.
    public var defaults = ResolverDefaults()
    /// What it takes unsigned when it validates.
    public var trust = TrustPolicy()
    /// Whether a change of the servers empties the cache and the choice of the server.
    public var forgetsOnChange = false
    /// What is kept of responses; `nil` for nothing.
    public var cache: CachePolicy?
    /// What else there is to know, a sentence each.
    public var remarks: [String] = []
    /// The rule that says how this resolver goes on after silence.
    public var silenceRule = RuleID.stub02
    /// The rule that says what a response other than an answer leads to.
    public var responseRule = RuleID.stub05

    /// A profile; what is not given is as in `sequential`.
    public init(
        name: String, summary: String, versions: String, evidence: ProfileEvidence, mechanism: ResolverMechanism
    ) {
        self.name = name
        self.summary = summary
        self.versions = versions
        self.evidence = evidence
        self.mechanism = mechanism
    }

    /// Whether several servers are asked at once and the first response counts.
    public var racesServers: Bool {
        switch mechanism {
        case .broadcast: true
        case .forwarded(let kind, _): kind == .racing
        case .walk, .pair, .batch, .sticky, .ladder, .penalizing: false
        }
    }

    /// Whether the search for servers goes by links and domains; a tool that reads the list alone knows nothing of them.
    public var knowsScopes: Bool { name != "dig" && method == .getaddrinfo }

    /// Whether it draws which server to ask first.
    public var drawsServers: Bool {
        switch mechanism {
        case .walk(let walk): walk.isShuffled
        case .forwarded(let kind, _): kind == .drawing
        case .pair, .broadcast, .batch, .sticky, .ladder, .penalizing: false
        }
    }

    /// Whether single questions of one type can fare otherwise after earlier ones: by a cache, a server that it stays with, or what it
    /// has learnt of the servers.
    public func remembers(in state: ResolverState) -> Bool {
        if cache(under: state.cache) != nil { return true }
        return switch mechanism {
        case .walk(let walk): walk.remembersFailures || walk.learnsRoundTrip
        case .sticky, .penalizing, .forwarded: true
        case .pair, .broadcast, .batch, .ladder: false
        }
    }

    /// The cache in force: the profile's own, as far as the scenario does not say otherwise (rule STUB-15).
    func cache(under options: CacheOptions) -> CachePolicy? {
        guard options.isEnabled ?? (cache != nil) else { return nil }
        var policy = cache ?? CachePolicy(maximum: .seconds(86_400), negativeMaximum: .seconds(10_800))
        if let maximum = options.maximum { policy.maximum = maximum }
        if let maximum = options.negativeMaximum { policy.negativeMaximum = maximum }
        return policy
    }

    /// The options that the scenario sets and this software does not know.
    public func unknownOptions(in state: ResolverState) -> [ResolverOption] {
        let options = state.options
        let isSet: [ResolverOption: Bool] = [
            .ndots: options.ndots != nil, .timeout: options.timeout != nil, .attempts: options.attempts != nil,
            .rotate: options.rotates != nil, .useVC: options.usesTCP != nil, .edns0: options.ednsPayloadSize != nil,
            .singleRequest: options.singleRequest != nil, .noAAAA: options.omitsAAAA != nil,
            .strictOrder: options.strictOrder != nil, .allServers: options.allServers != nil,
            .dnssec: options.validation != nil,
            .failoverOn: options.failover != nil,
        ]
        return ResolverOption.allCases.filter { isSet[$0] == true && !defaults.options.contains($0) }
    }

    /// The configuration as this software reads it: its own values where the scenario is silent, its limits, and nothing of what
    /// it does not know.
    public func reading(_ state: ResolverState) -> ResolverState {
        var read = state
        let options = state.options
        func value<Value>(_ option: ResolverOption, _ declared: Value?, _ own: Value) -> Value {
            defaults.options.contains(option) ? declared ?? own : own
        }
        read.ndots = min(15, value(.ndots, options.ndots, defaults.ndots))
        read.timeout = value(.timeout, options.timeout, defaults.timeout)
        if let limit = defaults.timeoutLimit { read.timeout = min(read.timeout, limit) }
        read.attempts = value(.attempts, options.attempts, defaults.attempts)
        if let limit = defaults.attemptsLimit { read.attempts = min(read.attempts, limit) }
        read.rotates = value(.rotate, options.rotates, false)
        read.usesTCP = value(.useVC, options.usesTCP, false)
        read.ednsPayloadSize = value(.edns0, options.ednsPayloadSize, defaults.ednsPayloadSize)
        read.failover = value(.failoverOn, options.failover, defaults.failover)
        read.singleRequest = value(.singleRequest, options.singleRequest, .no)
        read.omitsAAAA = value(.noAAAA, options.omitsAAAA, false)
        read.strictOrder = value(.strictOrder, options.strictOrder, false)
        read.allServers = value(.allServers, options.allServers, false)
        read.validation = value(.dnssec, options.validation, .no)
        // Only systemd-resolved knows what it is to do without.
        if read.validation == .allowDowngrade, !trust.downgrades { read.validation = .yes }
        if let limit = defaults.serverLimit { read.servers = Array(read.servers.prefix(limit)) }
        return read
    }
}

/// The resolver software that can be emulated.
public enum ResolverProfiles {
    /// All profiles, the default one first; of several variants of one software the newest version last.
    public static let all: [ResolverProfile] = [
        .sequential, .glibc, .musl123, .musl125, .systemdResolved, .cAres118, .cAres134, .go, .dnsmasq, .unboundForward,
        .java, .node, .dig, .macos, .windows, .host, .nslookup, .kdig, .drill, .busyboxNslookup,
        .dnspython,
    ]

    /// The profile of a name and version, or `nil`; without a version the newest.
    ///
    /// A version is read as numbers: `1.18.1` takes the variant that begins at 1.0 or 1.18 rather than that of 1.34.
    public static func named(_ name: String, version: String? = nil) -> ResolverProfile? {
        let variants = all.filter { $0.name == name }
        guard let version else { return variants.last }
        let numbers = version.split(separator: ".").map { part in Int(part.prefix { $0.isNumber }) ?? 0 }
        return variants.last { $0.since.isEmpty || !numbers.lexicographicallyPrecedes($0.since) } ?? variants.first
    }
}
