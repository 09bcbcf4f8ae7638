public import ScenarioLanguage

/// What would happen to one connection; `reachable` is `nil` for `depends` and `unknown`.
public struct ConnectionPrediction: Sendable {
    /// As declared.
    public var request: DeclaredConnection
    /// When the traffic is sent.
    public var at: Duration
    /// The outcome, `depends` included.
    public var outcome: ConnectionOutcome
    /// The merged view: what all possible outcomes agree on.
    public var common: PossibleConnection
    /// All possible outcomes, at least one.
    public var possible: [PossibleConnection]
    /// `false` when the number of runs was bounded before every combination was seen.
    public var isComplete: Bool
    /// Where the expectation does not hold: `nil` without an expectation, empty when it is met.
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
        outcome.isReachable
    }
}
