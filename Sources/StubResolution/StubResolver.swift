import DNSCore
import IPCore
import ScenarioLanguage
public import WorldModel

/// The device's stub resolver as a state machine without sockets and clock: events in, actions out.
///
/// The event loop of the emulation, a live responder and a recorded trace drive the same value. Whoever drives it sends
/// `started` once, then performs the actions and reports what became of each query; a query whose `timeout` passes is reported as
/// timed out, and a response to one that the resolver has given up on may still be reported and is ignored.
public struct StubResolver: Sendable {
    /// What happened.
    public enum Event: Hashable, Sendable {
        /// The application asks.
        case started
        /// A message came back for the query of this number.
        case received(StubResponse, query: Int)
        /// The query's time is up.
        case timedOut(query: Int)
        /// An error came at once: no route, or an ICMP error.
        case unreachable(query: Int)
    }

    /// What to do next.
    public enum Action: Hashable, Sendable {
        /// Send a query and watch its timeout.
        case send(StubQuery)
        /// Tell the application; the last action.
        case conclude(StubConclusion)
    }

    /// The profile.
    public let profile: ResolverProfile
    private let request: StubRequest
    private let state: ResolverState
    private let search: SearchList
    /// Positions in `state.servers`, one a try.
    private let tries: [Int]
    private let rotation: Int

    // Where the machine stands.
    private var candidate = 0
    private var type = 0
    private var position = 0
    private var sentCount = 0
    private var askedCount = 0
    private var pending: StubQuery?
    private var transport: Transport
    // What the current question has seen: silence, and the last response that led to another server.
    private var hasWaited = false
    private var lastFailure: QuestionResult?
    // The results of the current candidate, one a type, and those of the candidates that led on.
    private var results: [QuestionResult] = []
    private var negatives: [StubConclusion] = []
    private var negativeWithData: StubConclusion?

    /// A resolver for one request; `rotation` is the number of questions that the device asked before, for `rotate`.
    public init(
        _ request: StubRequest, state: ResolverState, profile: ResolverProfile = .sequential, rotation: Int = 0
    ) {
        precondition(!request.types.isEmpty, "A request asks for at least one type.")
        self.request = request
        self.state = state
        self.profile = profile
        self.rotation = rotation
        transport = state.usesTCP ? .tcp : .udp
        search = SearchList(for: request, in: state)
        tries = profile.schedule.serverPositions(serverCount: state.servers.count, attempts: state.attempts)
    }

    /// Advances by one event and returns what to do next; nothing while the resolver goes on waiting.
    public mutating func handle(_ event: Event) -> [Action] {
        switch event {
        case .started:
            return start()
        case .received(let response, let query):
            // A late response and one with a wrong message ID change nothing: the timer decides.
            guard let pending, pending.number == query, !response.isMismatched else { return [] }
            return received(response, to: pending)
        case .timedOut(let query):
            guard pending?.number == query else { return [] }
            hasWaited = true
            return goOn(after: .timeout)
        case .unreachable(let query):
            guard pending?.number == query else { return [] }
            return goOn(after: .unreachable)
        }
    }

    private mutating func start() -> [Action] {
        if request.method == .getaddrinfo {
            let addresses = request.hostsAddresses.filter { request.types.contains($0.recordType) }
            if !addresses.isEmpty { return [.conclude(StubConclusion(.hostsFile(addresses), name: request.name))] }
        }
        if tries.isEmpty { return [.conclude(StubConclusion(.noServer, name: request.name))] }
        return ask()
    }
}

// MARK: - One question

extension StubResolver {
    /// Begins the question that `candidate` and `type` stand for.
    private mutating func ask() -> [Action] {
        position = 0
        askedCount += 1
        hasWaited = false
        lastFailure = nil
        transport = state.usesTCP ? .tcp : .udp
        return send(over: transport)
    }

    private mutating func send(over transport: Transport) -> [Action] {
        let offset = state.rotates ? rotation + askedCount - 1 : 0
        let query = StubQuery(
            number: sentCount, to: state.servers[(tries[position] + offset) % state.servers.count],
            Question(name: search.candidates[candidate], type: request.types[type]), transport: transport,
            ednsPayloadSize: state.ednsPayloadSize, recursionDesired: request.recursionDesired,
            timeout: state.timeout)
        sentCount += 1
        pending = query
        return [.send(query)]
    }

    private mutating func received(_ response: StubResponse, to query: StubQuery) -> [Action] {
        if response.isTruncated, query.transport == .udp {
            if profile.keepsTCP { transport = .tcp }
            return send(over: .tcp)
        }
        let result = QuestionResult(response, to: query.number)
        // Any response is final, SERVFAIL included, unless `failover_on` names it (rules CVPN-DNS-04, STUB-05, STUB-06).
        guard let trigger = result.trigger, state.failover.contains(trigger) else { return finish(result) }
        lastFailure = result
        return goOn(after: trigger)
    }

    /// Makes the next try, with another server only if `trigger` leads there.
    private mutating func goOn(after trigger: FailoverTrigger) -> [Action] {
        let leadsOn = state.failover.contains(trigger)
        // Repeating a query is for silence: a server that has responded is not asked again before the next one.
        let isRepeated = profile.schedule != .firstServerRepeated || trigger == .timeout || trigger == .unreachable
        let next = tries[(position + 1)...].firstIndex { server in
            server == tries[position] ? isRepeated : leadsOn
        }
        guard let next else { return finish(lastFailure ?? (hasWaited ? .timeout : .unreachable)) }
        position = next
        return send(over: transport)
    }
}

// MARK: - All questions of a request

extension StubResolver {
    /// Notes the result of a question and goes on to the next type, the next candidate or the end.
    private mutating func finish(_ result: QuestionResult) -> [Action] {
        pending = nil
        results.append(result)
        type += 1
        if type < request.types.count { return ask() }

        let combined = QuestionResult.combined(results)
        let conclusion = StubConclusion(
            combined.verdict, name: search.candidates[candidate], answers: results.compactMap(\.answeredQuery))
        guard combined.isNegative else { return [.conclude(conclusion)] }
        negatives.append(conclusion)
        if combined.isNodata, negativeWithData == nil { negativeWithData = conclusion }
        candidate += 1
        guard candidate < search.candidates.count else { return [.conclude(negative)] }
        type = 0
        results = []
        return ask()
    }

    /// What is reported when no candidate has an answer: the name as it stands if it came first, else a NODATA, else the last.
    private var negative: StubConclusion {
        if search.isAsIsFirst { return negatives[0] }
        return negativeWithData ?? negatives[negatives.count - 1]
    }
}
