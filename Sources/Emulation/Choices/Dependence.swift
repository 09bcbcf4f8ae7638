import WorldModel

/// The sentence of an explanation that says on what an outcome hangs.
enum Dependence {
    /// One possible outcome.
    struct Case {
        let when: String
        let choices: [ChoiceTaken]
        let result: String
    }

    /// The decisive step of an outcome that hangs on a choice (`landing` is the rule for the association landed on).
    static func step(_ cases: [Case], landing: RuleID) -> ReasoningStep {
        ReasoningStep("The outcome is not certain: \(list(cases)).", rule(cases, landing), isDecisive: true)
    }

    /// The step that says that only the addresses seen by others hang on a choice.
    static func addressStep(_ cases: [Case], landing: RuleID) -> ReasoningStep {
        ReasoningStep("What the far end sees is not certain: \(list(cases)).", rule(cases, landing))
    }

    private static func list(_ cases: [Case]) -> String {
        cases.map { "if \($0.when), \($0.result)" }.joined(separator: "; ")
    }

    private static func rule(_ cases: [Case], _ landing: RuleID) -> RuleID? {
        let names = Set(cases.flatMap(\.choices).map(\.name))
        if names.contains("landed_on") { return landing }
        if names.contains(where: { $0.contains("target of ") }) { return .r53Fwrule07 }
        if names.contains(RaceChoice.link) { return .stub11 }
        return nil
    }
}
