public import Emulation
public import ScenarioLanguage

/// A case or file that was expected to be refused or warned about.
public struct LoadResult: Sendable {
    /// The file and the case.
    public var origin: ResultOrigin
    /// `expect.invalid` and `expect.warnings` as the scenario writes them.
    public var expect: JSONValue
    /// Where the expectation does not hold.
    public var mismatches: [ExpectationMismatch]
    /// What loading reported.
    public var diagnostics: [Diagnostic]

    /// A result.
    public init(
        origin: ResultOrigin, expect: JSONValue, mismatches: [ExpectationMismatch], diagnostics: [Diagnostic]
    ) {
        self.origin = origin
        self.expect = expect
        self.mismatches = mismatches
        self.diagnostics = diagnostics
    }
}
