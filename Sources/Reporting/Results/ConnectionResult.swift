public import ScenarioLanguage
public import Emulation

/// A connection that was predicted.
public struct ConnectionResult: Sendable {
    /// The file and the case.
    public var origin: ResultOrigin
    /// Where it goes, as the scenario writes it.
    public var to: String
    /// Who opens it.
    public var from: String
    /// The protocol, `tcp`.
    public var protocolName: String
    /// The port; `nil` for ICMP.
    public var port: Int?
    /// When, on the virtual clock.
    public var at: Duration
    /// The outcome, `depends` included.
    public var outcome: ConnectionOutcome
    /// What all possible outcomes agree on.
    public var common: PossibleConnection
    /// All possible outcomes.
    public var possible: [PossibleConnection]
    /// Whether every combination of choices was seen.
    public var isComplete: Bool
    /// The expectation as the scenario writes it.
    public var expect: JSONValue?
    /// Where the expectation does not hold; `nil` without one.
    public var mismatches: [ExpectationMismatch]?

    /// A result.
    public init(
        origin: ResultOrigin, to: String, from: String, protocolName: String, port: Int?, at: Duration,
        outcome: ConnectionOutcome, common: PossibleConnection, possible: [PossibleConnection], isComplete: Bool,
        expect: JSONValue?, mismatches: [ExpectationMismatch]?
    ) {
        self.origin = origin
        self.to = to
        self.from = from
        self.protocolName = protocolName
        self.port = port
        self.at = at
        self.outcome = outcome
        self.common = common
        self.possible = possible
        self.isComplete = isComplete
        self.expect = expect
        self.mismatches = mismatches
    }

    /// Whether application traffic gets there and back; `nil` where that depends or is not known.
    public var reachable: Bool? {
        switch outcome {
        case .connected: true
        case .refused, .timeout, .unreachable: false
        case .depends, .unknown: nil
        }
    }

    /// The destination with protocol and port, `10.123.2.1 tcp/443`.
    public var endpointText: String { "\(to) \(protocolName)\(port.map { "/\($0)" } ?? "")" }
}
