import IPCore
import ScenarioLanguage
import WorldModel

extension DeclaredConnectionExpectation {
    /// Where the expectation does not hold; empty when it is met.
    ///
    /// Where the outcome hangs on a choice every possible outcome must meet it, unless it expects just that.
    func mismatches(in prediction: ConnectionPrediction) -> [ExpectationMismatch] {
        var mismatches: [ExpectationMismatch] = []
        if prediction.outcome == .depends, outcome != .depends, hasKeys {
            for (index, possible) in prediction.possible.enumerated() {
                mismatches += self.mismatches(in: possible, outcome: possible.outcome, prefix: "possible[\(index)].")
            }
        } else {
            mismatches += self.mismatches(in: prediction.common, outcome: prediction.outcome, prefix: "")
        }
        return mismatches
            + PossibleCheck.mismatches(
                expectationCount: possible.count, outcomes: prediction.possible.map { "\($0.when): \($0.summary)" }
            ) { expectation, outcome in
                let connection = prediction.possible[outcome]
                return possible[expectation].mismatches(in: connection, outcome: connection.outcome, prefix: "").isEmpty
            }
    }

    /// Whether anything but `possible` is expected.
    private var hasKeys: Bool {
        outcome != nil || reason != nil || reachable != nil || via != nil || sourceIP != nil || publicIP != nil
            || droppedAt != nil || notes != nil
    }

    private func mismatches(
        in connection: PossibleConnection, outcome actual: ConnectionOutcome, prefix: String
    ) -> [ExpectationMismatch] {
        var check = ExpectationCheck(prefix: prefix)
        check.compareWord("outcome", outcome?.rawValue, actual.rawValue)
        check.compare("reason", reason, connection.reason?.rawValue) { $0 }
        check.compare("reachable", reachable, actual.isReachable) { "\($0)" }
        check.compare("via", via, connection.via) { $0 }
        check.compare("source_ip", sourceIP, connection.sourceAddress, \.description)
        check.compare("public_ip", publicIP, connection.publicAddress, \.description)
        check.compare("dropped_at", droppedAt, connection.droppedAt) { $0 }
        check.compareSubset("notes", notes, connection.notes.map(\.rawValue))
        return check.mismatches
    }
}
