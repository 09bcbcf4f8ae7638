public import DNSCore
public import Emulation

/// What becomes of one message that arrived.
public struct Disposition: Hashable, Sendable {
    /// What is to be done.
    public enum Action: Hashable, Sendable {
        /// Nothing: the message is no query, or too broken to be answered.
        case ignore
        /// Nothing, since the emulated lookup gets no answer.
        case staySilent
        /// Send the octets that were written, after `delay`.
        case reply
    }

    /// What is to be done.
    public var action: Action
    /// The octets written into the buffer.
    public var length = 0
    /// The emulated delay in real time, in microseconds.
    public var delay: UInt32 = 0
    /// The outcome of the question; `nil` for what the responder says of its own accord (FORMERR, NOTIMP, BADVERS ...).
    public var outcome: LookupOutcome?
    /// The number of the facts in the view, where there is an outcome.
    public var facts: UInt16 = 0
    /// The RCODE of what the responder says of its own accord.
    public var code: ResponseCode?

    /// What becomes of a message.
    public init(
        _ action: Action, length: Int = 0, delay: UInt32 = 0, outcome: LookupOutcome? = nil, facts: UInt16 = 0,
        code: ResponseCode? = nil
    ) {
        self.action = action
        self.length = length
        self.delay = delay
        self.outcome = outcome
        self.facts = facts
        self.code = code
    }
}
