extension RuleID {
    /// Scenarios of `scenarios/` whose explanations cite the rule, by their paths without `.yaml`; made by `Scripts/rule-scenarios`.
    public var scenarios: [String] { Self.scenariosByRule[self] ?? [] }

    private static let scenariosByRule: [RuleID: [String]] = [:]
}
