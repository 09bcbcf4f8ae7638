public import DNSCore
public import IPCore
public import WorldModel

/// One query that the stub resolver wants sent.
public struct StubQuery: Hashable, Sendable {
    /// Its number, from 0 in the order sent; events refer to it.
    public var number: Int
    /// The server it goes to.
    public var server: IPAddress
    /// The question.
    public var question: Question
    /// UDP, or TCP after a truncated response and under `use_vc`.
    public var transport: Transport
    /// The EDNS payload size, or `nil` without OPT.
    public var ednsPayloadSize: Int?
    /// RD.
    public var recursionDesired: Bool
    /// How long the resolver waits for the response; `nil` where it has no limit of its own.
    public var timeout: Duration?

    /// A query.
    public init(
        number: Int, to server: IPAddress, _ question: Question, transport: Transport = .udp,
        ednsPayloadSize: Int? = nil, recursionDesired: Bool = true, timeout: Duration?
    ) {
        self.number = number
        self.server = server
        self.question = question
        self.transport = transport
        self.ednsPayloadSize = ednsPayloadSize
        self.recursionDesired = recursionDesired
        self.timeout = timeout
    }
}

/// What the stub resolver sees of a message that came back.
public struct StubResponse: Hashable, Sendable {
    /// How the message fits the query.
    public enum Form: String, CaseIterable, Hashable, Sendable {
        /// It is a response to the query.
        case proper
        /// Another message ID.
        case otherID
        /// Another question.
        case otherQuestion
        /// From an address that was not asked.
        case otherSource
        /// The header alone, without a question section.
        case questionless
        /// No DNS message at all.
        case malformed
    }

    /// The response code.
    public var code: ResponseCode
    /// Whether the answer section holds a record of the type asked for, CNAMEs followed.
    public var hasAnswer: Bool
    /// TC.
    public var isTruncated: Bool
    /// How the message fits the query.
    public var form: Form
    /// AA.
    public var isAuthoritative: Bool
    /// RA.
    public var recursionAvailable: Bool
    /// Whether the additional section holds more than an OPT record.
    public var hasAdditional: Bool
    /// Whether an OPT record is in it.
    public var hasEDNS: Bool
    /// Whether the resolver's validation rejects it; `code` is then SERVFAIL.
    public var isBogus = false
    /// How long it may be kept: the least TTL of the answer, or the negative TTL of the SOA (RFC 2308, section 5); `nil` if not.
    public var lifetime: Duration?
    /// Whatever number the driver knows the response by, for a later answer out of the cache.
    public var token: Int?

    /// A response as the resolver sees it.
    public init(
        _ code: ResponseCode, hasAnswer: Bool = false, isTruncated: Bool = false, form: Form = .proper,
        isAuthoritative: Bool = false, recursionAvailable: Bool = true, hasAdditional: Bool = false,
        hasEDNS: Bool = true, lifetime: Duration? = nil
    ) {
        self.code = code
        self.hasAnswer = hasAnswer
        self.isTruncated = isTruncated
        self.form = form
        self.isAuthoritative = isAuthoritative
        self.recursionAvailable = recursionAvailable
        self.hasAdditional = hasAdditional
        self.hasEDNS = hasEDNS
        self.lifetime = lifetime
    }

    /// Whether it is an empty NOERROR of a server that neither knows nor recurses.
    var isLame: Bool { code == .noerror && !hasAnswer && !isTruncated && !isAuthoritative && !recursionAvailable }
}

/// What the stub resolver tells the application in the end.
public struct StubConclusion: Hashable, Sendable {
    /// What decided.
    public enum Verdict: Hashable, Sendable {
        /// The hosts file has these addresses; nothing was sent.
        case hostsFile([IPAddress])
        /// The response to this query is the result, whatever its code.
        case response(query: Int)
        /// No usable response came before the resolver gave up.
        case timeout
        /// Every send failed at once.
        case unreachable
        /// The cache has the result; the number is the response's own that it came from.
        case remembered(token: Int?)
        /// There is no server to ask.
        case noServer
    }

    /// What decided.
    public var verdict: Verdict
    /// The name whose result is reported, after the search list.
    public var name: DomainName
    /// The queries whose responses hold what was asked for: at most one a type, in the order of the types.
    public var answers: [Int]
    /// The responses, by the driver's numbers, that the cache had for what was asked.
    public var remembered: [Int] = []
    /// What the application's API returns, `EAI_AGAIN`; `nil` for an answer, and where the profile defines none.
    public var error: String?

    /// A conclusion.
    public init(_ verdict: Verdict, name: DomainName, answers: [Int] = [], error: String? = nil) {
        self.verdict = verdict
        self.name = name
        self.answers = answers
        self.error = error
    }
}
