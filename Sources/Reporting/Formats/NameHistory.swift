import Emulation
import WorldModel

/// The fate of one name over the time of a scenario, as its lookups find it.
struct NameHistory: Sendable {
    /// Lookups that fare alike.
    struct Span: Sendable {
        /// When the first of them is made.
        let start: Duration
        /// The outcome with what matters about it.
        let fate: String
        let isWorking: Bool
        /// What decides, where that is not simply the answer of a server.
        let because: ReasoningStep?
    }

    /// The name with its type and who asks.
    let title: String
    private var all: [Span] = []

    init(title: String) { self.title = title }

    /// Takes the next lookup.
    mutating func append(_ lookup: LookupResult, because step: ReasoningStep?) {
        var fate = lookup.outcome.rawValue
        if let reason = lookup.common.reason { fate += " (\(reason.rawValue))" }
        if lookup.outcome == .answered || lookup.outcome == .depends { fate += " \(lookup.answerText)" }
        if let server = lookup.common.server { fate += " by \(server)" }
        let isWorking = lookup.outcome == .answered
        let needsReason = !isWorking || lookup.common.server == nil
        let span = Span(start: lookup.at, fate: fate, isWorking: isWorking, because: needsReason ? step : nil)
        all.append(span)
    }

    /// The lookups, one after the other, that fare alike; those of a file need not be in order of time.
    var spans: [Span] {
        all.sorted { $0.start < $1.start }.reduce(into: []) { spans, next in
            if spans.last?.fate != next.fate { spans.append(next) }
        }
    }

    /// A sentence for each span: `heals at 15 s: answered 10.123.2.1 by 10.10.1.228`.
    var sentences: [(text: String, because: ReasoningStep?)] {
        let spans = spans
        return spans.enumerated().map { index, span in
            let word: String =
                switch (index == 0 ? nil : spans[index - 1].isWorking, span.isWorking) {
                case (nil, true): "works"
                case (nil, false): "broken"
                case (true, true): "works on"
                case (true, false): "breaks"
                case (false, true): "heals"
                case (false, false): "stays broken"
                }
            return ("\(word) at \(span.start.text): \(span.fate)", span.because)
        }
    }
}
