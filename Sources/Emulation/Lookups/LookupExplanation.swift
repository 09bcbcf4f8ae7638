import DNSCore
import IPCore
import StubResolution
import WorldModel

/// A lookup told step by step: the resolver's configuration, each query with its route, its hops and the server's reasoning,
/// the conclusion, and whether the answer can be reached.
struct LookupExplanation {
    /// The steps; exactly one of them is decisive.
    private(set) var steps: [ReasoningStep]
    private let trace: LookupTrace
    /// The ways that have been told, by server and transport.
    private var toldWays: Set<Way> = []
    private var decisive: Int?

    private struct Way: Hashable {
        let server: IPAddress
        let transport: Transport
    }

    /// Tells a lookup; `remarks` are the steps behind the conclusion: leaks, and whether the addresses can be reached.
    init(of trace: LookupTrace, remarks: [ReasoningStep]) {
        self.trace = trace
        steps = trace.plan.state.steps
        tellSearchList()
        var previous: Exchange?
        for exchange in trace.exchanges {
            tell(exchange, after: previous)
            previous = exchange
        }
        tellConclusion()
        steps += remarks
        for index in steps.indices { steps[index].isDecisive = index == decisive }
    }

    private mutating func add(_ text: String, _ rule: RuleID?, isDecisive: Bool = false) {
        if isDecisive { decisive = steps.count }
        steps.append(ReasoningStep(text, rule))
    }

    /// Says why the name is not tried as it stands first.
    private mutating func tellSearchList() {
        let request = trace.plan.request
        guard let first = trace.exchanges.first, first.question.name != request.name else { return }
        add(
            "\(request.name.prose) has fewer dots than ndots (\(trace.plan.state.ndots)), so the search list comes first.",
            .stub08)
    }

    private mutating func tellConclusion() {
        if let fact = trace.undecided { return add(fact.text, nil, isDecisive: true) }
        let profile = trace.plan.profile
        switch trace.conclusion?.verdict {
        case .hostsFile(let addresses):
            let list = addresses.map(\.description).joined(separator: ", ")
            add(
                "The hosts file has \(trace.plan.request.name.prose): \(list). No server is asked.", nil,
                isDecisive: true)
        case .remembered:
            add("The device's cache has the result; no server is asked.", .stub15, isDecisive: true)
        case .noServer:
            add("There is no server to ask.", .stub01, isDecisive: true)
        case .timeout:
            add("The resolver gives up after \(trace.elapsed.prose).", profile.silenceRule)
        case .unreachable:
            add("Every query failed at once, so the resolver gives up without waiting.", .stub07)
        case .response:
            let asked = Set(trace.exchanges.map(\.server))
            if trace.concluding?.rejection != nil { break }
            guard trace.outcome != .answered, let code = trace.concluding?.response?.code,
                let spared = trace.plan.state.servers.first(where: { !asked.contains($0) })
            else { break }
            let isNegative = trace.outcome == .nxdomain || trace.outcome == .nodata
            let word = trace.outcome == .nodata ? "NODATA" : "\(code)"
            add(
                "\(word) is a response, and a response is final: \(spared) is not asked.",
                isNegative ? .stub06 : profile.responseRule)
        case nil:
            break
        }
        if decisive == nil, !steps.isEmpty { decisive = steps.count - 1 }
    }
}

// MARK: - One query

extension LookupExplanation {
    private mutating func tell(_ exchange: Exchange, after previous: Exchange?) {
        tellSending(exchange, after: previous)
        let isNewWay = toldWays.insert(Way(server: exchange.server, transport: exchange.transport)).inserted
        if isNewWay {
            steps += exchange.traced.fate.reasoning
            steps += exchange.traced.crossing
        }
        let decides = decisive == nil && trace.failsWithoutResponse && exchange.hasFailed
        if let drop = exchange.drop, isNewWay || exchange.traced.fate.drop == nil {
            add(drop.text, drop.rule, isDecisive: decides)
        }
        let silenceRule = trace.plan.profile.silenceRule
        let wait = (exchange.ended - exchange.sent).prose
        let isLastWord = decides && exchange.drop == nil
        switch exchange.result {
        case .response, .truncated:
            tellResponse(exchange)
        case .timeout:
            add("No response came from \(exchange.server) within \(wait).", silenceRule, isDecisive: isLastWord)
        case .late:
            add(
                "The response of \(exchange.server) came after \(wait), when the resolver had moved on.", silenceRule,
                isDecisive: isLastWord)
        case .mismatched:
            add(
                "The response of \(exchange.server) had another message ID and was ignored for \(wait).", silenceRule,
                isDecisive: isLastWord)
        case .unreachable:
            add("The resolver learns at once that \(exchange.server) fails.", .stub07, isDecisive: isLastWord)
        case nil:
            break
        }
    }

    private mutating func tellSending(_ exchange: Exchange, after previous: Exchange?) {
        let (server, question) = (exchange.server, exchange.question)
        let transport = exchange.transport == .tcp ? " over TCP" : ""
        if let previous, previous.question.name == question.name, previous.question != question,
            previous.sent == exchange.sent, previous.server == server
        {
            return add("Together with it the resolver asks for \(question.type)\(transport).", .stub09)
        }
        guard let previous, previous.question == question else {
            if case .sticky = trace.plan.profile.mechanism, let first = trace.plan.state.servers.first, server != first,
                trace.plan.state.servers.contains(server)
            {
                add(
                    "The resolver has moved on to \(server) since \(first) failed, and stays there: it never goes back to the first "
                        + "server by itself.", nil)
            }
            return add("The resolver asks \(server) for \(question.name.prose) \(question.type)\(transport).", .stub01)
        }
        if previous.result == .truncated, exchange.transport == .tcp {
            add("The response was truncated, so the resolver asks \(server) again over TCP.", .dnsmsg01)
        } else if previous.server == server {
            add("The resolver asks \(server) again\(transport).", trace.plan.profile.silenceRule)
        } else {
            let profile = trace.plan.profile
            let rule: RuleID =
                switch previous.result {
                case .unreachable: .stub07
                case .response: profile.responseRule
                case .timeout, .truncated, .late, .mismatched, nil: profile.silenceRule
                }
            add("The resolver goes on to \(server)\(transport).", rule)
        }
    }

    private mutating func tellResponse(_ exchange: Exchange) {
        guard let response = exchange.response else { return }
        let start = steps.count
        steps += response.reasoning
        if response.reasoning.isEmpty { add("\(exchange.server) answers \(response.code).", nil) }
        let answered = steps.count
        steps += exchange.rejection?.reasoning ?? []
        guard decisive == nil, let concluding = trace.concluding, concluding.isSameQuery(as: exchange) else { return }
        let deciding = exchange.rejection == nil ? start : answered
        decisive = steps[deciding...].firstIndex(where: \.isDecisive) ?? steps.count - 1
    }
}

extension LookupTrace {
    /// Whether the application got no response at all, though there was somebody to ask.
    fileprivate var failsWithoutResponse: Bool {
        conclusion?.verdict == .timeout || conclusion?.verdict == .unreachable
    }
}
