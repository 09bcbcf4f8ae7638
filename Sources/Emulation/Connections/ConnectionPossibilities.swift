import IPCore
import WorldModel

/// The outcomes of a connection over all runs, equal ones merged, and what they agree on.
struct ConnectionPossibilities {
    /// The outcomes with their conditions, in the order in which the runs showed them.
    let possible: [PossibleConnection]
    /// What all agree on; the only outcome itself if there is one.
    let common: PossibleConnection
    /// `depends` if they differ in more than addresses and places.
    let outcome: ConnectionOutcome
    /// Whether every combination was seen.
    let isComplete: Bool

    /// What makes two outcomes the same.
    private struct Essence: Hashable {
        let outcome: ConnectionOutcome
        let reason: ReasonCode?
        let rule: RuleID?
        let via: String?
        let sourceAddress: IPAddress?
        let publicAddress: IPAddress?
        let droppedAt: String?
        let missing: String?

        init(_ connection: PossibleConnection) {
            outcome = connection.outcome
            reason = connection.reason
            rule = connection.rule
            via = connection.via
            sourceAddress = connection.sourceAddress
            publicAddress = connection.publicAddress
            droppedAt = connection.droppedAt
            missing = connection.missing
        }
    }

    init(_ exploration: Exploration<PossibleConnection>, landing: RuleID) {
        isComplete = exploration.isComplete
        let leaves = exploration.leaves
        var groups: [Int] = []
        var firsts: [Int] = []
        var known: [Essence: Int] = [:]
        for (run, leaf) in leaves.enumerated() {
            let group = known[Essence(leaf.result)] ?? firsts.count
            if group == firsts.count {
                known[Essence(leaf.result)] = group
                firsts.append(run)
            }
            groups.append(group)
        }
        let conditions = Condition.conditions(of: leaves.map(\.choices), groups: groups)
        var possible: [PossibleConnection] = []
        for (group, first) in firsts.enumerated() {
            var connection = leaves[first].result
            connection.when = conditions[group].text
            connection.choices = conditions[group].choices
            connection.assumptions = leaves[first].assumptions
            possible.append(connection)
        }
        self.possible = possible
        let first = possible[0]
        // Whether the traffic gets through, and if not why, is the outcome; where it came from is not.
        let agrees = possible.allSatisfy {
            $0.outcome == first.outcome && $0.reason == first.reason && $0.via == first.via
        }
        outcome = agrees ? first.outcome : .depends
        common = possible.count == 1 ? first : Self.agreement(of: possible, agrees: agrees, landing)
    }

    private static func agreement(
        of possible: [PossibleConnection], agrees: Bool, _ landing: RuleID
    ) -> PossibleConnection {
        func agreed<Value: Equatable>(_ value: (PossibleConnection) -> Value?) -> Value? {
            let first = value(possible[0])
            return possible.allSatisfy { value($0) == first } ? first : nil
        }
        var common = possible[0]
        common.when = ""
        common.choices = []
        common.outcome = agrees ? common.outcome : .depends
        common.reason = agreed(\.reason)
        common.rule = agreed(\.rule)
        common.via = agreed(\.via)
        common.sourceAddress = agreed(\.sourceAddress)
        common.publicAddress = agreed(\.publicAddress)
        common.droppedAt = agreed(\.droppedAt)
        common.missing = agreed(\.missing)
        common.notes = common.notes.filter { note in possible.allSatisfy { $0.notes.contains(note) } }
        common.remedy = possible.first { !$0.remedy.isEmpty }?.remedy ?? ""
        common.assumptions = possible.flatMap(\.assumptions).uniqued()
        if agrees {
            common.explanation.append(
                Dependence.addressStep(
                    possible.map { Dependence.Case(when: $0.when, choices: $0.choices, result: $0.addressSummary) },
                    landing: landing))
        } else {
            for index in common.explanation.indices { common.explanation[index].isDecisive = false }
            common.explanation.append(
                Dependence.step(
                    possible.map { Dependence.Case(when: $0.when, choices: $0.choices, result: $0.summary) },
                    landing: landing))
        }
        return common
    }
}

extension PossibleConnection {
    /// The outcome in a few words.
    var summary: String { outcome.rawValue + (reason.map { ", \($0.rawValue)" } ?? "") }

    /// Where the traffic seems to come from, or where it died.
    fileprivate var addressSummary: String {
        var parts: [String] = []
        if let droppedAt { parts.append("dropped at \(droppedAt)") }
        if let sourceAddress { parts.append("source \(sourceAddress)") }
        if let publicAddress { parts.append("public address \(publicAddress)") }
        return parts.isEmpty ? summary : parts.joined(separator: ", ")
    }
}
