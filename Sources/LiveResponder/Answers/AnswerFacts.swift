public import DNSCore
public import Emulation
public import IPCore
public import WorldModel

/// What the query log and the metrics tell of an answer.
public struct AnswerFacts: Hashable, Sendable {
    /// The outcome; of a name server of its own (`--per-server`) what its response means.
    public var outcome: LookupOutcome
    /// The RCODE sent; `nil` for silence.
    public var code: ResponseCode?
    /// The emulated server whose response it is.
    public var server: IPAddress?
    /// Why it is not an answer.
    public var reason: ReasonCode?

    /// Facts.
    public init(outcome: LookupOutcome, code: ResponseCode?, server: IPAddress?, reason: ReasonCode?) {
        self.outcome = outcome
        self.code = code
        self.server = server
        self.reason = reason
    }
}
