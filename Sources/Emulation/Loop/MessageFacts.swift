import DNSCore
import WorldModel

/// A fact that decides an outcome and is not in the scenario.
struct UndecidedFact: Hashable {
    /// The key path that would tell.
    var missing: String
    /// Why it matters, a whole sentence.
    var text: String
}

extension Response {
    /// Whether the answer section holds what was asked for, CNAMEs followed.
    func hasAnswer(to question: Question) -> Bool {
        answers.contains { $0.type == question.type || question.type == .any }
    }
}

extension Drop {
    /// The same drop as it looks to a resolver whose UDP queries pass (rules DNSMSG-04, R53-INBOUND-03).
    var blockingTCP: Drop {
        var drop = self
        drop.notes.append(reason)
        drop.reason = .tcp53Blocked
        drop.rule = .dnsmsg04
        drop.text = "DNS over UDP passes here and DNS over TCP does not: \(text)"
        return drop
    }
}
