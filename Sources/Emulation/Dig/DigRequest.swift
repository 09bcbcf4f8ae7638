public import DNSCore
public import IPCore
public import WorldModel

/// What `dig` is told to ask; the defaults are the tool's own.
public struct DigRequest: Hashable, Sendable {
    /// The question.
    public var question: Question
    /// The server given with `@`; `nil` for the servers in force.
    public var server: IPAddress?
    /// TCP with `+tcp`.
    public var transport: Transport
    /// How often the first server is asked (`+tries`).
    public var tries: Int
    /// How long each try waits (`+time`).
    public var time: Duration
    /// The EDNS payload size (`+bufsize`), or `nil` with `+noedns`.
    public var ednsPayloadSize: Int?
    /// RD; not with `+norec`.
    public var recursionDesired: Bool
    /// Whether SERVFAIL leads to the next server (`+nofail`).
    public var continuesAfterServfail: Bool
    /// When it is asked, on the virtual clock.
    public var at: Duration

    /// A question as `dig NAME TYPE` asks it.
    public init(
        _ question: Question, server: IPAddress? = nil, transport: Transport = .udp, tries: Int = 3,
        time: Duration = .seconds(5), ednsPayloadSize: Int? = 1232, recursionDesired: Bool = true,
        continuesAfterServfail: Bool = false, at: Duration = .zero
    ) {
        self.question = question
        self.server = server
        self.transport = transport
        self.tries = tries
        self.time = time
        self.ednsPayloadSize = ednsPayloadSize
        self.recursionDesired = recursionDesired
        self.continuesAfterServfail = continuesAfterServfail
        self.at = at
    }
}
