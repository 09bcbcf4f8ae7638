import WorldModel

/// The fate of a packet with what is told of it again and again.
///
/// A class so that the thousands of queries that take the same way share one; it never changes.
final class TracedFate: Sendable {
    /// The fate.
    let fate: FlowFate
    /// What it leant on.
    let assumptions: [AssumptionUse]
    /// The elements passed on the way there.
    let path: [String]
    /// The route and its reasons, then the drop if there was one.
    let routing: [ReasoningStep]
    /// What happened at each element behind the device's own interface, each a sentence; the way back is told only if the
    /// packet died on it.
    let crossing: [ReasoningStep]

    init(_ fate: FlowFate, assumptions: [AssumptionUse]) {
        self.fate = fate
        self.assumptions = assumptions
        path = fate.path
        routing = fate.reasoning + (fate.drop.map { [ReasoningStep($0.text, $0.rule)] } ?? [])
        let drop = fate.drop
        crossing = fate.hops.compactMap { hop in
            let isWorthTelling =
                hop.kind != .client && hop.kind != .interface && !hop.text.isEmpty
                && (hop.direction == .forward || drop?.direction == .return)
            // The drop itself is a step of its own.
            guard isWorthTelling, drop.map({ $0.text != hop.text + "." }) ?? true else { return nil }
            return ReasoningStep("\(hop.element): \(hop.text).", hop.rule)
        }
    }
}

extension FlowFate {
    /// Where it died, if it did.
    var drop: Drop? {
        if case .dropped(let drop) = outcome { drop } else { nil }
    }
}
