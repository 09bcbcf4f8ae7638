public import ScenarioLanguage

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
