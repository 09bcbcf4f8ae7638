public import DNSCore
public import IPCore
public import WorldModel

/// A question that a name server puts to another one.
public struct UpstreamQuery: Hashable, Sendable {
    /// The number of the query within its task, from 0; the event that answers it carries the same.
    public var attempt: Int
    /// The question, which need not be the one that came in: a CNAME's target is asked for too.
    public var question: Question
    /// The address asked.
    public var address: IPAddress
    /// The port asked.
    public var port: Int
    /// From where: the server's own host, or an address of an outbound endpoint.
    public var origin: FlowOrigin
    /// The transport.
    public var transport: Transport
    /// RD.
    public var recursionDesired: Bool
    /// The EDNS payload size, or `nil` without OPT.
    public var ednsPayloadSize: Int?
    /// How long the server waits.
    public var timeout: Duration
    /// The servers on whose behalf this is asked, the asking one last: the `trail` of the query that arrives.
    public var trail: [IncomingQuery.Step]

    /// A query.
    public init(
        attempt: Int, question: Question, to address: IPAddress, port: Int, from origin: FlowOrigin,
        transport: Transport, recursionDesired: Bool, ednsPayloadSize: Int?, timeout: Duration,
        trail: [IncomingQuery.Step]
    ) {
        self.attempt = attempt
        self.question = question
        self.address = address
        self.port = port
        self.origin = origin
        self.transport = transport
        self.recursionDesired = recursionDesired
        self.ednsPayloadSize = ednsPayloadSize
        self.timeout = timeout
        self.trail = trail
    }
}
