import Emulation
import WorldModel

/// What is bad about an answer that came.
extension PossibleLookup {
    /// The sentences about the addresses that cannot be reached.
    var lostAddresses: [ReasoningStep] {
        reachability.lazy.filter { $0.outcome != .connected && $0.outcome != .unknown }.compactMap { verdict in
            explanation.last { $0.text.hasPrefix("The answer is right") && $0.text.contains("\(verdict.address) ") }
        }
    }

    /// How long the resolver waited in vain, for whom and why; `nil` if it waited for nobody.
    var lossOfTime: (text: String, rule: RuleID?)? {
        let silent = attempts.filter(\.isSilent)
        guard let first = silent.first else { return nil }
        let time = silent.reduce(Duration.zero) { $0 + ($1.ended - $1.at) }
        let text = "\(time.text) of it went by waiting for \(first.server)."
        let death = first.hops.last.map { "\($0.text)." }
        if let cause = explanation.first(where: { $0.text == death }) {
            return ("\(text) \(cause.textWithRule)", cause.rule)
        }
        return (first.reason.map { "\(text.dropLast()) (\($0.rawValue))." } ?? text, first.rule)
    }
}

extension Attempt {
    /// Whether the resolver waited for it in vain.
    fileprivate var isSilent: Bool {
        switch fate {
        case .timeout, .late, .mismatched: true
        case .response, .truncated, .unreachable: false
        }
    }
}
