public import DNSCore
public import IPCore
public import ScenarioLanguage
public import WorldModel

/// One query that the resolver sent and what became of it.
public struct Attempt: Hashable, Sendable {
    /// When it was sent and when it ended, on the virtual clock.
    public var at: Duration
    public var ended: Duration
    public var server: IPAddress
    public var transport: Transport
    public var question: Question
    /// The interface it left by.
    public var interface: String?
    public var fate: AttemptFate
    public var code: ResponseCode?
    /// Where the packet died.
    public var droppedAt: String?
    public var reason: ReasonCode?
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

/// Whether an address of an answer can be reached: the second verdict.
public struct Reachability: Hashable, Sendable {
    public var address: IPAddress
    public var flowProtocol: FlowProtocol
    public var port: Int
    public var outcome: ConnectionOutcome
    public var via: String?
    public var reason: ReasonCode?
    public var rule: RuleID?

    /// A verdict.
    public init(
        address: IPAddress, flowProtocol: FlowProtocol, port: Int, outcome: ConnectionOutcome, via: String?,
        reason: ReasonCode?, rule: RuleID?
    ) {
        self.address = address
        self.flowProtocol = flowProtocol
        self.port = port
        self.outcome = outcome
        self.via = via
        self.reason = reason
        self.rule = rule
    }
}

/// One of the outcomes that reality may draw.
public struct PossibleLookup: Hashable, Sendable {
    /// The condition in words, `landed on vpn-a`; `always` where nothing is drawn.
    public var when: String
    /// The choices behind it, by name, in the order consulted.
    public var choices: [ChoiceTaken]
    public var outcome: LookupOutcome
    public var reason: ReasonCode?
    public var code: ResponseCode?
    public var addresses: [IPAddress]
    public var records: [ResourceRecord]
    public var scope: AddressScope?
    public var server: IPAddress?
    public var via: String?
    public var elapsed: Duration
    public var notes: [ReasonCode]
    public var reachability: [Reachability]
    public var attempts: [Attempt]
    /// The name whose response is reported, after the search list.
    public var qname: DomainName
    /// The key path that would decide an `unknown`.
    public var missing: String?
    public var explanation: [ReasoningStep]
    public var assumptions: [AssumptionUse]
    /// The response that concluded it, for `dig`.
    public var response: Response?
    /// What would have to change for the lookup to be answered; empty for an answer.
    public var remedy: String

    /// One possible outcome.
    public init(
        when: String, choices: [ChoiceTaken], outcome: LookupOutcome, reason: ReasonCode?, code: ResponseCode?,
        addresses: [IPAddress], records: [ResourceRecord], scope: AddressScope?, server: IPAddress?, via: String?,
        elapsed: Duration, notes: [ReasonCode], reachability: [Reachability], attempts: [Attempt], qname: DomainName,
        missing: String?, explanation: [ReasoningStep], assumptions: [AssumptionUse], response: Response?,
        remedy: String
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
    }
}

/// A named choice and what was drawn.
public struct ChoiceTaken: Hashable, Sendable {
    public var name: String
    public var value: String

    /// A choice.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// What would happen to one lookup.
///
/// With one possible outcome the prediction is that outcome. With several, `outcome` is `depends`, and of the other fields those
/// are kept in which all agree (`nil` or empty otherwise); attempts, hops and explanation are the first's.
public struct LookupPrediction: Sendable {
    /// As declared.
    public var request: DeclaredLookup
    /// When the lookup starts.
    public var at: Duration
    /// The outcome, `depends` included.
    public var outcome: LookupOutcome
    /// The merged view: what all possible outcomes agree on.
    public var common: PossibleLookup
    /// All possible outcomes, at least one.
    public var possible: [PossibleLookup]
    /// `false` when the number of runs was bounded before every combination was seen.
    public var isComplete: Bool
    /// Where the expectation does not hold; `nil` without an expectation, empty when it is met.
    public var mismatches: [ExpectationMismatch]?

    /// A prediction.
    public init(
        request: DeclaredLookup, at: Duration, outcome: LookupOutcome, common: PossibleLookup,
        possible: [PossibleLookup], isComplete: Bool, mismatches: [ExpectationMismatch]?
    ) {
        self.request = request
        self.at = at
        self.outcome = outcome
        self.common = common
        self.possible = possible
        self.isComplete = isComplete
        self.mismatches = mismatches
    }
}

/// One key of an expectation that does not hold.
public struct ExpectationMismatch: Hashable, Sendable {
    /// The key, `addresses`; for one of several possible outcomes `possible[0].addresses`.
    public var key: String
    /// What the scenario expects, as it would be written.
    public var expected: String
    /// What is predicted.
    public var actual: String

    /// A mismatch.
    public init(key: String, expected: String, actual: String) {
        self.key = key
        self.expected = expected
        self.actual = actual
    }
}

/// One of the outcomes of a connection that reality may draw.
public struct PossibleConnection: Hashable, Sendable {
    public var when: String
    public var choices: [ChoiceTaken]
    public var outcome: ConnectionOutcome
    public var reason: ReasonCode?
    public var rule: RuleID?
    public var via: String?
    public var sourceAddress: IPAddress?
    public var publicAddress: IPAddress?
    public var droppedAt: String?
    public var hops: [Hop]
    public var notes: [ReasonCode]
    public var missing: String?
    public var explanation: [ReasoningStep]
    public var assumptions: [AssumptionUse]
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

/// What would happen to one connection; `reachable` is `nil` for `depends` and `unknown`.
public struct ConnectionPrediction: Sendable {
    public var request: DeclaredConnection
    public var at: Duration
    public var outcome: ConnectionOutcome
    public var common: PossibleConnection
    public var possible: [PossibleConnection]
    public var isComplete: Bool
    public var mismatches: [ExpectationMismatch]?

    /// A prediction.
    public init(
        request: DeclaredConnection, at: Duration, outcome: ConnectionOutcome, common: PossibleConnection,
        possible: [PossibleConnection], isComplete: Bool, mismatches: [ExpectationMismatch]?
    ) {
        self.request = request
        self.at = at
        self.outcome = outcome
        self.common = common
        self.possible = possible
        self.isComplete = isComplete
        self.mismatches = mismatches
    }

    /// Whether application traffic gets there and back.
    public var reachable: Bool? {
        switch outcome {
        case .connected: true
        case .refused, .timeout, .unreachable: false
        case .depends, .unknown: nil
        }
    }
}
