public import DNSCore
public import IPCore
public import WorldModel

/// One query that the resolver sent and what became of it.
public struct Attempt: Hashable, Sendable {
    /// When it was sent, on the virtual clock.
    public var at: Duration
    /// When it ended, on the virtual clock.
    public var ended: Duration
    /// The server asked.
    public var server: IPAddress
    /// UDP or TCP.
    public var transport: Transport
    /// The question.
    public var question: Question
    /// The interface it left by.
    public var interface: String?
    /// What became of it.
    public var fate: AttemptFate
    /// The response code, if there was a response.
    public var code: ResponseCode?
    /// Where the packet died.
    public var droppedAt: String?
    /// Why it brought no answer.
    public var reason: ReasonCode?
    /// The rule behind the reason.
    public var rule: RuleID?
    /// The elements passed.
    public var path: [String]
    /// The hops behind the path.
    public var hops: [Hop]
    /// The device's reasoning about the way: the route that won and those that lost, then the drop if there was one.
    public var routing: [ReasoningStep]
    /// The reasoning of the servers that the query reached, in order: view, rule, zone, recursion.
    public var answering: [ReasoningStep]

    /// An attempt.
    public init(
        at: Duration, ended: Duration, server: IPAddress, transport: Transport, question: Question, interface: String?,
        fate: AttemptFate, code: ResponseCode?, droppedAt: String?, reason: ReasonCode?, rule: RuleID?, path: [String],
        hops: [Hop], routing: [ReasoningStep] = [], answering: [ReasoningStep] = []
    ) {
        self.at = at
        self.ended = ended
        self.server = server
        self.transport = transport
        self.question = question
        self.interface = interface
        self.fate = fate
        self.code = code
        self.droppedAt = droppedAt
        self.reason = reason
        self.rule = rule
        self.path = path
        self.hops = hops
        self.routing = routing
        self.answering = answering
    }
}
