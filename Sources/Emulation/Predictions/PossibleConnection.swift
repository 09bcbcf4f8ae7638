public import IPCore
public import WorldModel

/// One of the outcomes of a connection that reality may draw.
public struct PossibleConnection: Hashable, Sendable {
    /// The condition in words, or `always` where nothing is drawn.
    public var when: String
    /// The choices behind it, by name, in the order consulted.
    public var choices: [ChoiceTaken]
    /// The outcome.
    public var outcome: ConnectionOutcome
    /// Why the traffic does not get through.
    public var reason: ReasonCode?
    /// The rule behind the reason.
    public var rule: RuleID?
    /// The interface of the sending device.
    public var via: String?
    /// The source address that the far end sees.
    public var sourceAddress: IPAddress?
    /// The public source address, if it left to the internet.
    public var publicAddress: IPAddress?
    /// The element where it died.
    public var droppedAt: String?
    /// The elements passed, there and back.
    public var hops: [Hop]
    /// Codes that are true and not decisive, in alphabetical order.
    public var notes: [ReasonCode]
    /// The key path that would decide an `unknown`.
    public var missing: String?
    /// The steps that led there; exactly one is decisive.
    public var explanation: [ReasoningStep]
    /// The switches and defaults that decided something.
    public var assumptions: [AssumptionUse]
    /// What would have to change for the traffic to get through; empty when it does.
    public var remedy: String

    /// One possible outcome.
    public init(
        when: String, choices: [ChoiceTaken], outcome: ConnectionOutcome, reason: ReasonCode?, rule: RuleID?,
        via: String?, sourceAddress: IPAddress?, publicAddress: IPAddress?, droppedAt: String?, hops: [Hop],
        notes: [ReasonCode], missing: String?, explanation: [ReasoningStep], assumptions: [AssumptionUse],
        remedy: String
    ) {
        self.when = when
        self.choices = choices
        self.outcome = outcome
        self.reason = reason
        self.rule = rule
        self.via = via
        self.sourceAddress = sourceAddress
        self.publicAddress = publicAddress
        self.droppedAt = droppedAt
        self.hops = hops
        self.notes = notes
        self.missing = missing
        self.explanation = explanation
        self.assumptions = assumptions
        self.remedy = remedy
    }
}
