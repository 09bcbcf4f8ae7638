import ScenarioLanguage

/// Holds the keys of one expectation against one result and collects what does not hold.
struct ExpectationCheck {
    /// What does not hold, in the order of the keys.
    private(set) var mismatches: [ExpectationMismatch] = []
    /// What stands before each key, `possible[0].` for one of several outcomes.
    private let prefix: String

    init(prefix: String = "") { self.prefix = prefix }

    /// A single value, or none where `null` is expected.
    mutating func compare<Value>(
        _ key: String, _ expected: Expected<Value>?, _ actual: Value?, _ text: (Value) -> String
    ) {
        switch expected {
        case nil: return
        case .absent: if let actual { add(key, "null", text(actual)) }
        case .value(let value): if value != actual { add(key, text(value), actual.map(text) ?? "null") }
        }
    }

    /// Values of which the order does not matter and all of which must be there.
    mutating func compareSet<Value: Hashable>(
        _ key: String, _ expected: [Value]?, _ actual: [Value], _ text: (Value) -> String
    ) {
        guard let expected, Set(expected) != Set(actual) else { return }
        add(key, Self.list(expected.map(text)), Self.list(actual.map(text)))
    }

    /// Values that must be among others; an empty list expects that there are none.
    mutating func compareSubset(_ key: String, _ expected: [String]?, _ actual: [String]) {
        guard let expected else { return }
        let holds = expected.isEmpty ? actual.isEmpty : Set(expected).isSubset(of: actual)
        if !holds { add(key, Self.list(expected), Self.list(actual)) }
    }

    /// Values in order.
    mutating func compareList(_ key: String, _ expected: [String]?, _ actual: [String]) {
        guard let expected, expected != actual else { return }
        add(key, Self.list(expected), Self.list(actual))
    }

    /// A word that is there whenever it is expected.
    mutating func compareWord(_ key: String, _ expected: String?, _ actual: String) {
        guard let expected, expected != actual else { return }
        add(key, expected, actual)
    }

    /// A time span within bounds.
    mutating func compareRange(_ key: String, _ expected: ClosedRange<Duration>?, _ actual: Duration) {
        guard let expected, !expected.contains(actual) else { return }
        let isExact = expected.lowerBound == expected.upperBound
        let text =
            isExact
            ? expected.lowerBound.notation : "\(expected.lowerBound.notation)..\(expected.upperBound.notation)"
        add(key, text, actual.notation)
    }

    /// Notes a key that does not hold.
    mutating func add(_ key: String, _ expected: String, _ actual: String) {
        mismatches.append(ExpectationMismatch(key: prefix + key, expected: expected, actual: actual))
    }

    /// A list as a scenario writes it.
    private static func list(_ texts: [String]) -> String { "[\(texts.joined(separator: ", "))]" }
}

/// The `possible` of an expectation: each is met by some outcome, and together they cover all.
enum PossibleCheck {
    /// What does not hold, given which expectations each outcome meets.
    static func mismatches(
        expectationCount: Int, outcomes: [String], meets: (_ expectation: Int, _ outcome: Int) -> Bool
    ) -> [ExpectationMismatch] {
        guard expectationCount > 0 else { return [] }
        var mismatches: [ExpectationMismatch] = []
        var covered = Set<Int>()
        for expectation in 0..<expectationCount {
            let met = outcomes.indices.filter { meets(expectation, $0) }
            covered.formUnion(met)
            if met.isEmpty {
                mismatches.append(
                    ExpectationMismatch(
                        key: "possible[\(expectation)]", expected: "an outcome like this",
                        actual: outcomes.joined(separator: "; ")))
            }
        }
        for outcome in outcomes.indices where !covered.contains(outcome) {
            mismatches.append(
                ExpectationMismatch(key: "possible", expected: "no further outcome", actual: outcomes[outcome]))
        }
        return mismatches
    }
}
