/// What came out of a document: as much of the scenario as is right, and all that is wrong.
public struct DecodedScenario: Sendable {
    /// The scenario without the elements that are faulty; their names are in `brokenNames`.
    public var scenario: Scenario
    /// What is wrong, in the order of the file; empty if all is well.
    public var diagnostics: [Diagnostic]

    /// Whether the scenario cannot be used.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
