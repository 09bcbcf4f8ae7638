/// A switch or a † default that decided something; the prediction lists it.
public struct AssumptionUse: Hashable, Sendable {
    /// The key path that would settle it, `vpcs[v].instances[app].security_groups` or `assumptions.captured_address`.
    public let key: String
    /// The value assumed, as the scenario would write it; `nil` where the key was left out and nothing stands in its place.
    public let value: String?
    /// The rule that says what follows.
    public let rule: RuleID

    /// An assumption under its key.
    public init(key: String, value: String?, rule: RuleID) {
        self.key = key
        self.value = value
        self.rule = rule
    }
}

/// One sentence of an explanation and the rule behind it.
public struct ReasoningStep: Hashable, Sendable {
    /// A whole sentence, as a colleague would say it.
    public var text: String
    /// The rule that makes it true.
    public var rule: RuleID?
    /// Whether this step decided the outcome.
    public var isDecisive: Bool

    /// A sentence with its rule.
    public init(_ text: String, _ rule: RuleID?, isDecisive: Bool = false) {
        self.text = text
        self.rule = rule
        self.isDecisive = isDecisive
    }
}

/// What one run of the emulation consulted: the choices that it was told and the assumptions that it leant on.
///
/// Where reality draws lots the engine calls `choose`. The first run answers every new question with its first option; the
/// loop then runs again for each other combination (`combinations` of `Emulation`). The record goes through one run by
/// `inout` and starts fresh, with the prescribed choices, in the next.
public struct RunRecord: Sendable {
    /// One named choice and what was picked.
    public struct Choice: Hashable, Sendable {
        /// What is drawn, `landed_on` or `target of forward-corp`.
        public let name: String
        /// All that could be drawn, in the order of the scenario.
        public let options: [String]
        /// The index of the option taken in this run.
        public let picked: Int
    }

    /// The choices in the order in which they were consulted.
    public private(set) var choices: [Choice] = []
    /// The assumptions in the order in which they were leant on, each once.
    public private(set) var assumptions: [AssumptionUse] = []
    private let prescribed: [Int]

    /// A record whose first choices are prescribed by index.
    public init(prescribed: [Int] = []) { self.prescribed = prescribed }

    /// The index that this run takes among `options`; the same name always gets the same answer within a run.
    ///
    /// With a single option the choice is recorded all the same, so that the prediction can say `landed on vpn-a`.
    public mutating func choose(_ name: String, among options: [String]) -> Int {
        if let known = choices.first(where: { $0.name == name }) { return known.picked }
        let position = choices.count
        let picked = position < prescribed.count ? prescribed[position] : 0
        choices.append(Choice(name: name, options: options, picked: picked))
        return picked
    }

    /// Notes that a † default or a switch decided something.
    public mutating func assume(_ key: String, _ value: String?, _ rule: RuleID) {
        assume(AssumptionUse(key: key, value: value, rule: rule))
    }

    /// Notes what something leans on, if it leans on anything.
    public mutating func assume(_ use: AssumptionUse?) {
        if let use, !assumptions.contains(use) { assumptions.append(use) }
    }
}
