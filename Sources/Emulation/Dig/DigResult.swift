public import DNSCore
public import IPCore
public import WorldModel

/// What `dig` has to print.
public struct DigResult: Hashable, Sendable {
    /// What was asked.
    public var request: DigRequest
    /// The outcome over all that reality may draw, `depends` and `unknown` included.
    public var outcome: LookupOutcome
    /// All possible outcomes, at least one; what is printed is the first's.
    public var possible: [PossibleLookup]
    /// The response, or `nil` when no server replied.
    ///
    /// The message ID is 0, and the question section repeats the question.
    public var message: Message?
    /// The server that replied.
    public var server: IPAddress?
    /// The transport of the reply.
    public var transport: Transport?
    /// The time between the last query and its reply.
    public var queryTime: Duration?
    /// All queries in the order sent: the failed ones before the reply, and the truncated one before TCP, among them.
    public var attempts: [Attempt]

    /// A result.
    public init(
        request: DigRequest, outcome: LookupOutcome, possible: [PossibleLookup], message: Message?, server: IPAddress?,
        transport: Transport?, queryTime: Duration?, attempts: [Attempt]
    ) {
        self.request = request
        self.outcome = outcome
        self.possible = possible
        self.message = message
        self.server = server
        self.transport = transport
        self.queryTime = queryTime
        self.attempts = attempts
    }
}
