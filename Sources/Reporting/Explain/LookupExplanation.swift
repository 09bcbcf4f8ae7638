import DNSCore
import Emulation
import IPCore
public import WorldModel

/// One lookup told step by step, as a colleague would at a whiteboard: the verdict first, the sources last.
public struct LookupExplanation: Sendable {
    private let result: LookupResult
    private let world: World
    private let style: OutputStyle

    /// An explanation of a result in the world that it was predicted in.
    public init(_ result: LookupResult, in world: World, style: OutputStyle) {
        self.result = result
        self.world = world
        self.style = style
    }

    /// The whole text.
    public var text: String {
        var page = ExplanationPage(style: style)
        page.verdict(result.verdict, emphasis: result.outcome.emphasis)
        if let step = decisiveStep(of: shown) { page.paragraph("Because: \(step.textWithRule)", cite: step.rule) }
        if result.possible.count > 1 {
            appendPossible(to: &page)
        } else {
            appendReservations(to: &page)
        }
        page.section("Question")
        page.paragraph(question)
        appendResolver(to: &page)
        // The explanation is in the order of time: what stands before a query's own reasoning leads up to the query.
        let elsewhere = stepsToldElsewhere
        var rest = shown.explanation[...]
        for (number, attempt) in shown.attempts.enumerated() {
            if let start = start(of: attempt, in: rest) {
                page.steps(rest[..<start].filter { !elsewhere.contains($0.text) })
                rest = rest[start...]
            }
            append(attempt, number: number + 1, to: &page)
        }
        appendReachability(rest.filter { !elsewhere.contains($0.text) }, to: &page)
        let remedies = result.possible.map(\.remedy).filter { !$0.isEmpty }
        if !remedies.isEmpty {
            page.section("What would have to change")
            for remedy in remedies.unique { page.item(remedy) }
        }
        appendAssumptions(to: &page)
        page.rules()
        return page.text
    }

    /// What is told in detail: the one outcome, or the first of several.
    private var shown: PossibleLookup { result.possible.first ?? result.common }

    /// Where a query's own reasoning has begun: behind its first step or, where it goes the way of an earlier query and has
    /// none in the explanation, behind the sentence that sends it.
    private func start(of attempt: Attempt, in steps: ArraySlice<ReasoningStep>) -> Int? {
        if let first = attempt.routing.first, let start = steps.firstIndex(of: first) { return start + 1 }
        let sending = ["The resolver asks \(attempt.server) ", "The resolver goes on to \(attempt.server)."]
        return steps.firstIndex { step in sending.contains { step.text.hasPrefix($0) } }.map { $0 + 1 }
    }

    /// The steps that the sections of the resolver and of the queries tell.
    private var stepsToldElsewhere: Set<String> {
        var told = Set(result.from == "client" ? world.client.resolver.steps.map(\.text) : [])
        for attempt in shown.attempts {
            told.formUnion((attempt.routing + attempt.answering).map(\.text))
            told.formUnion(attempt.hops.map { "\($0.element): \($0.text)." })
        }
        return told
    }

    private func decisiveStep(of possible: PossibleLookup) -> ReasoningStep? {
        if result.possible.count > 1 { return nil }
        return possible.explanation.first(where: \.isDecisive) ?? possible.explanation.last
    }

    /// What is bad about an answer: an address that cannot be reached, the time lost on servers that kept silent.
    private func appendReservations(to page: inout ExplanationPage) {
        guard shown.outcome == .answered else { return }
        for step in shown.lostAddresses { page.paragraph("But: \(step.textWithRule)", cite: step.rule) }
        guard let loss = shown.lossOfTime else { return }
        page.paragraph("Slow: \(loss.text)", cite: loss.rule)
    }

    private var question: String {
        var text = "\(result.name) \(result.typeText), asked by \(result.from)"
        if result.at != .zero { text += " at \(result.at.text)" }
        if let qname = result.agreed(\.qname), qname.description != result.name {
            text += "; the name whose response counts is \(qname)"
        }
        return text + "."
    }

    private func appendPossible(to page: inout ExplanationPage) {
        page.section("Possible outcomes")
        for possible in result.possible {
            let step = possible.explanation.first(where: \.isDecisive)
            let reason = step.map { " \($0.textWithRule)" } ?? ""
            page.item("\(possible.when): \(possible.verdict).\(reason)", cite: step?.rule)
        }
        if !result.isComplete {
            page.paragraph("There are more combinations than were tried; the list is not complete.")
        }
        page.paragraph("What follows is told for \(shown.when).")
    }

    private func appendResolver(to page: inout ExplanationPage) {
        guard result.from == "client" else { return }
        let state = world.client.resolver
        page.section("Resolver of the client")
        page.steps(state.steps)
        if state.servers.isEmpty {
            page.item("There is no server to ask.")
        } else {
            let servers = state.servers.map(\.description).joined(separator: ", then ")
            page.item("Servers: \(servers); \(world.client.resolver.habit).")
        }
        if !state.search.isEmpty {
            let names = state.search.map(\.description).joined(separator: ", ")
            page.item("Search list: \(names), for names with fewer dots than \(state.ndots).")
        }
    }

    private func append(_ attempt: Attempt, number: Int, to page: inout ExplanationPage) {
        let transport = attempt.transport.rawValue.uppercased()
        page.section("Query \(number): \(attempt.question.name) \(attempt.question.type) to \(attempt.server)")
        page.item("Sent over \(transport) at \(attempt.at.text)\(attempt.interface.map { " through \($0)" } ?? "").")
        let earlier = shown.attempts.prefix(number - 1).firstIndex {
            $0.hops == attempt.hops && $0.routing == attempt.routing && !attempt.hops.isEmpty
        }
        if let earlier {
            page.item("It goes the same way as query \(earlier + 1).")
        } else {
            page.steps(attempt.routing)
            page.hops(attempt.hops)
        }
        page.steps(attempt.answering)
        page.item(attempt.resultText, emphasis: attempt.fate.emphasis, cite: attempt.rule)
    }

    /// The second verdict, in the explanation's own sentences where it has them, and what else the explanation ends with.
    private func appendReachability(_ steps: [ReasoningStep], to page: inout ExplanationPage) {
        var steps = steps
        var verdicts: [(step: ReasoningStep, outcome: ConnectionOutcome)] = []
        for verdict in shown.reachability {
            let sentence = steps.firstIndex { $0.text.hasPrefix("\(verdict.address) ") }
            let step = sentence.map { steps.remove(at: $0) } ?? ReasoningStep(verdict.sentence, verdict.rule)
            verdicts.append((step, verdict.outcome))
        }
        if !steps.isEmpty {
            page.section("What follows")
            page.steps(steps)
        }
        if verdicts.isEmpty { return }
        page.section("Can the answer be reached?")
        for (step, outcome) in verdicts {
            page.item(step.textWithRule, emphasis: outcome.emphasis, cite: step.rule)
        }
    }

    private func appendAssumptions(to page: inout ExplanationPage) {
        let assumptions = result.possible.flatMap(\.assumptions).unique
        guard !assumptions.isEmpty else { return }
        page.section("Assumptions")
        for assumption in assumptions {
            let value = assumption.value.map { "taken as \($0)" } ?? "left out"
            page.item("\(assumption.key): \(value) [\(assumption.rule.rawValue)]", cite: assumption.rule)
        }
    }
}

extension LookupResult {
    /// The outcome in one sentence.
    fileprivate var verdict: String {
        let subject = "\(name) \(typeText)"
        switch outcome {
        case .depends: return "\(subject) depends: \(possible.count) outcomes are possible\(commonality)."
        case .unknown:
            return "\(subject) is not known: \(common.missing ?? "a key that is missing") would decide."
        case .answered, .nodata, .nxdomain, .servfail, .refused, .notimp, .formerr, .timeout, .unreachable:
            return "\(subject): \((possible.first ?? common).verdict)."
        }
    }

    /// What the possible outcomes have in common, as the end of a sentence.
    private var commonality: String {
        let answered = possible.count { $0.outcome == .answered }
        if answered == 0, !possible.contains(where: { $0.outcome == .unknown }) { return ", and none is an answer" }
        if answered < possible.count { return "" }
        let isUseful = possible.map { $0.reachability.allSatisfy { $0.outcome == .connected } }
        if !isUseful.contains(true) { return ", each an answer that is of no use" }
        return isUseful.contains(false) ? ", each an answer, but not each is of use" : ", each an answer"
    }
}

extension PossibleLookup {
    /// The outcome in a clause: `answered with 10.123.2.1 (private) by 10.10.1.228 through utun1 after 21 ms`.
    fileprivate var verdict: String {
        var text = outcome.rawValue
        if outcome == .answered {
            if !addresses.isEmpty { text += " with \(addresses.map(\.description).joined(separator: ", "))" }
            if let scope { text += " (\(scope.rawValue))" }
        }
        if let reason { text += " (\(reason.rawValue))" }
        if let server { text += " by \(server)" }
        if let via { text += " through \(via)" }
        text += " after \(elapsed.text)"
        let lost =
            outcome == .answered ? reachability.filter { $0.outcome != .connected && $0.outcome != .unknown } : []
        guard let first = lost.first else { return text }
        let subject = lost.count == addresses.count ? "the answer" : "\(first.address)"
        return "\(text), but \(subject) cannot be reached\(first.reason.map { " (\($0.rawValue))" } ?? "")"
    }
}

extension Reachability {
    /// The verdict in one sentence.
    fileprivate var sentence: String {
        let port = flowProtocol == .icmp ? "" : "/\(port)"
        let interface = via.map { " through \($0)" } ?? ""
        let code = reason.map { " (\($0.rawValue))" } ?? ""
        return "\(address) \(flowProtocol.rawValue)\(port): \(outcome.rawValue)\(interface)\(code)."
    }
}

extension Attempt {
    /// What came back.
    fileprivate var resultText: String {
        let duration = (ended - at).text
        switch fate {
        case .response: return "Response: \(code?.description ?? "no RCODE") after \(duration)."
        case .truncated: return "Truncated response after \(duration): it has to be asked again over TCP."
        case .late: return "The response came after the resolver had moved on."
        case .mismatched:
            return "A response with another message ID came; it does not count. Given up after \(duration)."
        case .timeout, .unreachable:
            let verdict = fate == .timeout ? "Nothing came back in \(duration)" : "An error came after \(duration)"
            let place = droppedAt.map { ": the packet died at \($0)" } ?? ""
            let code = reason.map { " (\($0.rawValue))" } ?? ""
            return "\(verdict)\(place)\(code).\(rule.map { " [\($0.rawValue)]" } ?? "")"
        }
    }
}

extension AttemptFate {
    fileprivate var emphasis: Emphasis {
        switch self {
        case .response: .good
        case .truncated, .late, .mismatched: .doubtful
        case .timeout, .unreachable: .bad
        }
    }
}

extension Sequence where Element: Hashable {
    /// The elements in order, each once.
    fileprivate var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
