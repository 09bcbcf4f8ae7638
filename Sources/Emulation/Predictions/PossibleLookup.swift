public import DNSCore
public import IPCore
public import WorldModel

/// One of the outcomes that reality may draw.
public struct PossibleLookup: Hashable, Sendable {
    /// The condition in words, `landed on vpn-a`; `always` where nothing is drawn.
    public var when: String
    /// The choices behind it, by name, in the order consulted.
    public var choices: [ChoiceTaken]
    /// The outcome; of the merged view `depends` if they differ.
    public var outcome: LookupOutcome
    /// Why it was not answered.
    public var reason: ReasonCode?
    /// The code of the response that concluded it.
    public var code: ResponseCode?
    /// The addresses of the answer.
    public var addresses: [IPAddress]
    /// The answer section.
    public var records: [ResourceRecord]
    /// How far the addresses reach.
    public var scope: AddressScope?
    /// The server whose response concluded it.
    public var server: IPAddress?
    /// The interface of that response, or without one that of all queries, if they share one.
    public var via: String?
    /// How long it took.
    public var elapsed: Duration
    /// Codes that are true and not decisive, in alphabetical order.
    public var notes: [ReasonCode]
    /// Whether each address can be reached.
    public var reachability: [Reachability]
    /// Every query sent, in order.
    public var attempts: [Attempt]
    /// The name whose response is reported, after the search list.
    public var qname: DomainName
    /// The key path that would decide an `unknown`.
    public var missing: String?
    /// The steps that led there; exactly one is decisive.
    public var explanation: [ReasoningStep]
    /// The switches and defaults that decided something.
    public var assumptions: [AssumptionUse]
    /// The response that concluded it, for `dig`.
    public var response: Response?
    /// What would have to change for the lookup to be answered; empty for an answer.
    public var remedy: String
    /// What the application's API returns, `EAI_AGAIN`; `nil` for an answer, and where the profile defines none.
    public var error: String?

    /// One possible outcome.
    public init(
        when: String, choices: [ChoiceTaken], outcome: LookupOutcome, reason: ReasonCode?, code: ResponseCode?,
        addresses: [IPAddress], records: [ResourceRecord], scope: AddressScope?, server: IPAddress?, via: String?,
        elapsed: Duration, notes: [ReasonCode], reachability: [Reachability], attempts: [Attempt], qname: DomainName,
        missing: String?, explanation: [ReasoningStep], assumptions: [AssumptionUse], response: Response?,
        remedy: String, error: String? = nil
    ) {
        self.when = when
        self.choices = choices
        self.outcome = outcome
        self.reason = reason
        self.code = code
        self.addresses = addresses
        self.records = records
        self.scope = scope
        self.server = server
        self.via = via
        self.elapsed = elapsed
        self.notes = notes
        self.reachability = reachability
        self.attempts = attempts
        self.qname = qname
        self.missing = missing
        self.explanation = explanation
        self.assumptions = assumptions
        self.response = response
        self.remedy = remedy
        self.error = error
    }
}
