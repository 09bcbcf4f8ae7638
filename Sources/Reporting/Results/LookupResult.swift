public import ScenarioLanguage
public import DNSCore
public import Emulation
public import IPCore

/// A lookup that was predicted.
public struct LookupResult: Sendable {
    /// The file and the case.
    public var origin: ResultOrigin
    /// The name as asked, absolute.
    public var name: String
    /// The record types asked for as one result.
    public var types: [RecordType]
    /// Who asks.
    public var from: String
    /// The server that is asked past the resolver; `nil` without one.
    public var askedServer: IPAddress?
    /// When, on the virtual clock.
    public var at: Duration
    /// Whether it shares the device with the other lookups on the clock: the scenario says when it is made.
    public var isOnClock = false
    /// The outcome, `depends` included.
    public var outcome: LookupOutcome
    /// What all possible outcomes agree on.
    public var common: PossibleLookup
    /// All possible outcomes.
    public var possible: [PossibleLookup]
    /// Whether every combination of choices was seen.
    public var isComplete: Bool
    /// The expectation as the scenario writes it.
    public var expect: JSONValue?
    /// Where the expectation does not hold; `nil` without one.
    public var mismatches: [ExpectationMismatch]?

    /// A result.
    public init(
        origin: ResultOrigin, name: String, types: [RecordType], from: String, at: Duration, outcome: LookupOutcome,
        common: PossibleLookup, possible: [PossibleLookup], isComplete: Bool, expect: JSONValue?,
        mismatches: [ExpectationMismatch]?
    ) {
        self.origin = origin
        self.name = name
        self.types = types
        self.from = from
        self.at = at
        self.outcome = outcome
        self.common = common
        self.possible = possible
        self.isComplete = isComplete
        self.expect = expect
        self.mismatches = mismatches
    }

    /// The types as they are asked for, `A` or for a pair `A+AAAA`.
    public var typeText: String { types.map(\.description).joined(separator: "+") }
}
