import Emulation
import WorldModel

/// One result of a run: of a lookup, of a connection, or of loading what is expected to be refused.
public enum RunResult: Sendable {
    case lookup(LookupResult)
    case connection(ConnectionResult)
    case load(LoadResult)

    /// The file and case it belongs to.
    public var origin: ResultOrigin {
        switch self {
        case .lookup(let result): result.origin
        case .connection(let result): result.origin
        case .load(let result): result.origin
        }
    }

    /// Whether its expectation holds; `nil` without one.
    public var isMet: Bool? {
        switch self {
        case .lookup(let result): result.mismatches.map(\.isEmpty)
        case .connection(let result): result.mismatches.map(\.isEmpty)
        case .load(let result): result.mismatches.isEmpty
        }
    }
}

/// Where a result comes from.
public struct ResultOrigin: Hashable, Sendable {
    /// The file as the command line names it.
    public var file: String
    /// The case, or `nil` for the base.
    public var caseName: String?
    /// The scenario's title.
    public var title: String?

    /// A file and a case.
    public init(file: String, caseName: String?, title: String?) {
        self.file = file
        self.caseName = caseName
        self.title = title
    }
}

/// What the tests of JUnit and TAP are called.
extension RunResult {
    /// The result in a few words: `lookup test.example.local. A`, `connection 10.123.2.1 tcp/443`.
    var title: String {
        switch self {
        case .lookup(let result):
            "lookup \(result.name) \(result.typeText)\(result.askedServerText)\(Self.circumstances(result.from, result.at))"
        case .connection(let result):
            "connection \(result.endpointText)\(Self.circumstances(result.from, result.at))"
        case .load: "load"
        }
    }

    /// Where the expectation does not hold; empty without one.
    var mismatches: [ExpectationMismatch] {
        switch self {
        case .lookup(let result): result.mismatches ?? []
        case .connection(let result): result.mismatches ?? []
        case .load(let result): result.mismatches
        }
    }

    /// How long the result took on the virtual clock, where it tells.
    var elapsed: Duration? {
        switch self {
        case .lookup(let result): result.common.elapsed
        case .connection, .load: nil
        }
    }

    /// The step that decided the outcome, else the last one.
    var decisiveStep: ReasoningStep? {
        let steps: [ReasoningStep] =
            switch self {
            case .lookup(let result): result.common.explanation
            case .connection(let result): result.common.explanation
            case .load: []
            }
        return steps.first(where: \.isDecisive) ?? steps.last
    }

    private static func circumstances(_ from: String, _ at: Duration) -> String {
        (from == "client" ? "" : " from \(from)") + (at == .zero ? "" : " at \(at.text)")
    }
}

extension ReasoningStep {
    /// The sentence with the rule behind it in brackets.
    var textWithRule: String { rule.map { "\(text) [\($0.rawValue)]" } ?? text }
}
