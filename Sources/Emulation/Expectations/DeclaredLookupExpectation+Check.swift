import DNSCore
import DNSWire
import IPCore
import ScenarioLanguage
import WorldModel

extension DeclaredLookupExpectation {
    /// Where the expectation does not hold; empty when it is met.
    ///
    /// Where the outcome hangs on a choice every possible outcome must meet it, unless it expects just that.
    func mismatches(in prediction: LookupPrediction) -> [ExpectationMismatch] {
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
                let lookup = prediction.possible[outcome]
                return possible[expectation].mismatches(in: lookup, outcome: lookup.outcome, prefix: "").isEmpty
            }
    }

    /// Whether anything but `possible` is expected.
    private var hasKeys: Bool {
        outcome != nil || reason != nil || addresses != nil || records != nil || scope != nil || server != nil
            || via != nil || rcode != nil || reachable != nil || queries != nil || elapsed != nil || notes != nil
    }

    private func mismatches(
        in lookup: PossibleLookup, outcome actual: LookupOutcome, prefix: String
    ) -> [ExpectationMismatch] {
        var check = ExpectationCheck(prefix: prefix)
        check.compareWord("outcome", outcome?.rawValue, actual.rawValue)
        check.compare("reason", reason, lookup.reason?.rawValue) { $0 }
        check.compareSet("addresses", addresses, lookup.addresses, \.description)
        if let records {
            check.compareSubset("records", records.map(\.singleSpaced), lookup.records.map { presentation(of: $0) })
        }
        check.compare("scope", scope, lookup.scope.flatMap { DeclaredAddressScope(rawValue: $0.rawValue) }, \.rawValue)
        check.compare("server", server, lookup.server, \.description)
        check.compare("via", via, lookup.via) { $0 }
        check.compare("rcode", rcode, lookup.code, \.description)
        check.compare("reachable", reachable, lookup.isReachable) { "\($0)" }
        check.compareList(
            "queries", queries.map { $0.map { "\($0.server) \($0.name.lowercased) \($0.type)" } },
            lookup.attempts.map { "\($0.server) \($0.question.name.lowercased) \($0.question.type)" })
        check.compareRange("elapsed", elapsed, lookup.elapsed)
        check.compareSubset("notes", notes, lookup.notes.map(\.rawValue))
        return check.mismatches
    }
}

extension PossibleLookup {
    /// Whether every address can be reached; `nil` without addresses and where it is not known.
    var isReachable: Bool? {
        if reachability.isEmpty { return nil }
        if reachability.contains(where: { $0.outcome != .connected && $0.outcome != .unknown }) { return false }
        return reachability.contains { $0.outcome == .unknown } ? nil : true
    }
}

extension String {
    /// The words of the text with single spaces between them, as records are printed.
    fileprivate var singleSpaced: String {
        split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}
