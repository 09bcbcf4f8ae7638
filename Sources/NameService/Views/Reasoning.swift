import WorldModel

/// The sentences and side codes that gather while a name is looked for.
struct Reasoning {
    /// The sentences, in order.
    var steps: [ReasoningStep] = []
    /// Codes that are true but not decisive, each once.
    var notes: [ReasonCode] = []
    /// Defaults and switches that decided something.
    var assumptions: [AssumptionUse] = []

    /// Adds a sentence.
    mutating func say(_ text: String, _ rule: RuleID?, isDecisive: Bool = false) {
        steps.append(ReasoningStep(text, rule, isDecisive: isDecisive))
    }

    /// Adds a code unless it is there.
    mutating func note(_ code: ReasonCode) {
        if !notes.contains(code) { notes.append(code) }
    }

    /// Notes that a default or a switch decided something.
    mutating func assume(_ key: String, _ value: String?, _ rule: RuleID) {
        assumptions.append(AssumptionUse(key: key, value: value, rule: rule))
    }

    /// Takes over what another server thought; what decided there decides here no more than it did there.
    mutating func absorb(_ response: Response) {
        steps += response.reasoning
        for code in response.notes { note(code) }
    }

    /// Notes that the Region of a VPC was assumed, where names follow from it.
    mutating func assumeRegion(of vpc: VPC, _ rule: RuleID) {
        if let key = vpc.assumedRegionKey { assume(key, vpc.region, rule) }
    }

    /// Makes no step the decisive one: what decides is still to come.
    mutating func reopen() {
        for index in steps.indices { steps[index].isDecisive = false }
    }

    /// Makes one step the decisive one.
    mutating func decide(at position: Int) {
        for index in steps.indices { steps[index].isDecisive = index == position }
    }
}
