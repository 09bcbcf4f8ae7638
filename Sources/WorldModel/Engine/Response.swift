public import DNSCore
public import IPCore

/// What a name server sends back, before it is cut to a message size, with the reasons behind it.
public struct Response: Hashable, Sendable {
    /// The response code.
    public var code: ResponseCode
    /// AA: the answer comes from the server's own zone.
    public var isAuthoritative: Bool
    /// RA: the server resolves for its clients.
    public var recursionAvailable: Bool
    /// TC: the answer did not fit.
    public var isTruncated: Bool
    /// The answer section: CNAME chain in order, then the RRset asked for.
    public var answers: [ResourceRecord]
    /// The authority section: the SOA of a negative response, the NS RRset of a referral.
    public var authorities: [ResourceRecord]
    /// The additional section, without OPT: glue.
    public var additionals: [ResourceRecord]
    /// Why it is not an answer; `nil` for one.
    public var reason: ReasonCode?
    /// Codes that are true but not decisive.
    public var notes: [ReasonCode]
    /// The server's reasoning, in order.
    public var reasoning: [ReasoningStep]
    /// What a validator finds in it.
    public var signatures = Signatures.absent

    /// What a validator finds in a response.
    public enum Signatures: Hashable, Sendable {
        /// Data of a zone that is not signed, or not data of a zone.
        case absent
        /// Data of signed zones alone.
        case valid
        /// No DNSSEC records, since the server sends none of any zone; with the rule that says so, if any does.
        case withheld(RuleID?)
    }

    /// A response.
    public init(
        code: ResponseCode, isAuthoritative: Bool = false, recursionAvailable: Bool = false, isTruncated: Bool = false,
        answers: [ResourceRecord] = [], authorities: [ResourceRecord] = [], additionals: [ResourceRecord] = [],
        reason: ReasonCode? = nil, notes: [ReasonCode] = [], reasoning: [ReasoningStep] = []
    ) {
        self.code = code
        self.isAuthoritative = isAuthoritative
        self.recursionAvailable = recursionAvailable
        self.isTruncated = isTruncated
        self.answers = answers
        self.authorities = authorities
        self.additionals = additionals
        self.reason = reason
        self.notes = notes
        self.reasoning = reasoning
    }
}

/// A query as it arrives at a name server.
public struct IncomingQuery: Hashable, Sendable {
    /// A server that is still busy with a question, and so asks another one.
    public struct Step: Hashable, Sendable {
        /// The server.
        public var server: Reference<NameServer>
        /// What it was asked.
        public var question: Question

        /// A step.
        public init(server: Reference<NameServer>, question: Question) {
            self.server = server
            self.question = question
        }
    }

    /// The question.
    public var question: Question
    /// The source address that the server sees.
    public var source: IPAddress?
    /// Which of the server's addresses was asked; `nil` where that makes no difference.
    public var destination: IPAddress?
    /// The transport.
    public var transport: Transport
    /// RD.
    public var recursionDesired: Bool
    /// The EDNS payload size, or `nil` without OPT.
    public var ednsPayloadSize: Int?
    /// When it arrives, on the virtual clock.
    public var at: Duration
    /// The how-manieth query this is for this server since the start, from 1.
    public var ordinal: Int
    /// The same for the one address asked; a fault that hits an address counts the queries that come there.
    public var ordinalAtDestination: Int
    /// The servers on whose behalf this is asked, the first one asked first; empty for a query of a stub resolver.
    public var trail: [Step]

    /// A query.
    public init(
        _ question: Question, source: IPAddress?, destination: IPAddress? = nil, transport: Transport = .udp,
        recursionDesired: Bool = true, ednsPayloadSize: Int? = nil, at: Duration = .zero, ordinal: Int = 1,
        ordinalAtDestination: Int? = nil, trail: [Step] = []
    ) {
        self.question = question
        self.source = source
        self.destination = destination
        self.transport = transport
        self.recursionDesired = recursionDesired
        self.ednsPayloadSize = ednsPayloadSize
        self.at = at
        self.ordinal = ordinal
        self.ordinalAtDestination = ordinalAtDestination ?? ordinal
        self.trail = trail
    }
}
