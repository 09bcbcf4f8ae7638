import DNSCore
import IPCore
import ScenarioLanguage
public import WorldModel

/// The device's stub resolver as a state machine without sockets and clock: events in, actions out.
///
/// The event loop of the emulation, a live responder and a recorded trace drive the same value. Whoever drives it sends
/// `started` once, then performs the actions and reports what became of each query and timer, with the time of it: a query whose
/// `timeout` passes is reported as timed out, and a response that comes after that is reported as well, since some resolvers take it.
public struct StubResolver: Sendable {
    /// What happened.
    public enum Event: Hashable, Sendable {
        /// The application asks.
        case started
        /// A message came back for the query of this number.
        case received(StubResponse, query: Int)
        /// The query's time is up.
        case timedOut(query: Int)
        /// The socket reported an error: no route, or an ICMP error.
        case unreachable(query: Int, UnreachableCause)
        /// A timer's time is up.
        case expired(timer: Int)
    }

    /// What to do next.
    public enum Action: Hashable, Sendable {
        /// Send a query and watch its timeout.
        case send(StubQuery)
        /// Watch a timer; its number is the resolver's.
        case wait(timer: Int, Duration)
        /// Tell the application; the last action.
        case conclude(StubConclusion)
    }

    /// The profile.
    public let profile: ResolverProfile
    private let request: StubRequest
    private let types: [RecordType]
    private let search: SearchList
    /// The configuration with all its links.
    private let configured: ResolverState
    private var context: EngineContext
    // Where the machine stands.
    private var candidate = 0
    private var engines: [any QuestionEngine] = []
    /// The number of the first of `engines`, over all candidates.
    private var firstEngine = 0
    /// The types of the candidate that are still to be asked.
    private var waiting: [RecordType] = []
    private var reports: [QuestionReport] = []
    private var history: [Candidate] = []
    private var isConcluded = false

    /// What became of one name of the search list.
    private struct Candidate: Sendable {
        let position: Int
        let report: QuestionReport
        let answers: [Int]
        let remembered: [Int]
    }

    /// What the resolver remembers: as given, and after the conclusion for the next lookup.
    public var memory: ResolverMemory { context.memory }

    /// A resolver for one request, asked at `start` on the device's clock.
    public init(
        _ request: StubRequest, state: ResolverState, profile: ResolverProfile = .sequential,
        memory: ResolverMemory = ResolverMemory(), luck: Luck = Luck(fraction: 0.5), at start: Duration = .zero
    ) {
        precondition(!request.types.isEmpty, "A request asks for at least one type.")
        self.request = request
        self.profile = profile
        let wanted = state.omitsAAAA ? request.types.filter { $0 != .aaaa } : request.types
        types = wanted.isEmpty ? request.types : wanted
        search = SearchList(for: request, in: state, profile.search)
        context = EngineContext(
            state, recursionDesired: request.recursionDesired, memory: memory, luck: luck, start: start)
        configured = state
        let all = state.servers + state.scopes.flatMap(\.servers)
        if profile.forgetsOnChange, !memory.configured.isEmpty, memory.configured != all {
            context.memory.cache = [:]
            context.memory.currents = [:]
        }
        context.memory.configured = all
    }

    /// The links that compete for a name of the request; empty where there is no more than one.
    ///
    /// All of them would be asked, and the first response counts (rule STUB-11).
    public static func competingLinks(
        _ request: StubRequest, state: ResolverState, profile: ResolverProfile
    ) -> [String] {
        guard profile.knowsScopes, !state.scopes.isEmpty else { return [] }
        for name in SearchList(for: request, in: state, profile.search).candidates {
            let links = state.scopes(for: name)
            if links.count > 1 { return links.map(\.link) }
        }
        return []
    }

    /// The servers for a name: those of its link or domain, of several links the one that answers first.
    private func servers(for name: DomainName) -> [IPAddress] {
        guard profile.knowsScopes, request.method == .getaddrinfo else { return configured.servers }
        let links = configured.scopes(for: name)
        return (links.first { $0.link == configured.favouredLink } ?? links[0]).servers
    }

    /// Advances by one event at an instant since the lookup's start and returns what to do next; nothing while it goes on waiting.
    public mutating func handle(_ event: Event, at now: Duration) -> [Action] {
        guard !isConcluded else { return [] }
        context.now = now
        switch event {
        case .started: start()
        case .received(let response, let query):
            context.responses[query] = response
            pass(.received(response, context.queries[query]), to: context.owners[query])
        case .timedOut(let query): pass(.timedOut(context.queries[query]), to: context.owners[query])
        case .unreachable(let query, let cause):
            pass(.unreachable(context.queries[query], cause), to: context.owners[query])
        case .expired(let timer): pass(.expired(timer: timer), to: context.timerOwners[timer])
        }
        return context.takeActions()
    }

    private mutating func start() {
        if request.method == .getaddrinfo {
            let addresses = request.hostsAddresses.filter { request.types.contains($0.recordType) }
            if !addresses.isEmpty { return conclude(StubConclusion(.hostsFile(addresses), name: request.name)) }
        }
        if context.state.servers.isEmpty && context.state.scopes.isEmpty || search.candidates.isEmpty {
            return conclude(StubConclusion(.noServer, name: request.name, error: profile.errors.noServer))
        }
        ask()
    }

    private mutating func conclude(_ conclusion: StubConclusion) {
        isConcluded = true
        context.conclude(conclusion)
    }
}

// MARK: - One candidate

extension StubResolver {
    /// Begins the candidate at hand.
    private mutating func ask() {
        firstEngine += engines.count
        engines = []
        reports = []
        context.state.servers = servers(for: search.candidates[candidate])
        var unknown: [RecordType] = []
        // Where all names go out together, none is answered from the cache by itself.
        for type in types where asksAllCandidates || !recall(type) { unknown.append(type) }
        waiting = unknown
        guard !waiting.isEmpty else { return goOn() }
        guard !context.state.servers.isEmpty else {
            return conclude(
                StubConclusion(.noServer, name: search.candidates[candidate], error: profile.errors.noServer))
        }
        if asksAllCandidates {
            let questions = waiting.flatMap { type in search.candidates.map { Question(name: $0, type: type) } }
            waiting = []
            return begin([engine(for: questions)])
        }
        let isPair = waiting.count == 2 && Set(waiting) == [.a, .aaaa]
        switch profile.pairing {
        case .together where isPair:
            let pair = waiting
            waiting = []
            begin([engine(for: questions(pair))])
        case .independent where context.state.singleRequest == .no:
            let all = waiting
            waiting = []
            begin(all.map { engine(for: questions([$0])) })
        case .together, .independent, .oneAfterTheOther:
            begin([engine(for: questions([waiting.removeFirst()]))])
        }
    }

    /// Whether the questions of all names of the search list go out together.
    private var asksAllCandidates: Bool { profile.search.asksAllAtOnce && search.candidates.count > 1 }

    private func questions(_ types: [RecordType]) -> [Question] {
        types.map { Question(name: search.candidates[candidate], type: $0) }
    }

    /// Takes the answer for a type out of the cache, if it is there.
    private mutating func recall(_ type: RecordType) -> Bool {
        guard profile.cache(under: context.state.cache) != nil else { return false }
        let question = Question(name: search.candidates[candidate], type: type)
        guard let answer = context.memory.cache[question], answer.expires > context.clock else { return false }
        reports.append(QuestionReport(.remembered(answer)))
        return true
    }

    /// Keeps what an engine found out.
    private mutating func remember(_ report: QuestionReport, about question: Question) {
        guard let policy = profile.cache(under: context.state.cache), let query = report.result.query,
            let response = context.responses[query], let lifetime = policy.lifetime(of: response, report.result.kind),
            lifetime > .zero
        else { return }
        context.memory.cache[question] = CachedAnswer(
            kind: report.result.kind, token: response.token, expires: context.clock + lifetime)
    }

    private func engine(for questions: [Question]) -> any QuestionEngine {
        switch profile.mechanism {
        case .walk(let policy): return ServerWalk(questions[0], policy)
        case .pair: return PairExchange(questions)
        case .broadcast(let policy): return Broadcast(questions, policy)
        case .batch(let budget): return BatchWalk(questions, servfailBudget: budget)
        case .sticky: return StickyTransaction(questions[0])
        case .ladder(let policy): return Ladder(questions[0], policy)
        case .penalizing(let policy): return PenalizingWalk(questions[0], policy)
        case .forwarded(let kind, let client): return forwarded(questions, by: kind, client)
        }
    }

    private func forwarded(
        _ questions: [Question], by kind: ForwarderKind, _ client: ForwarderClient
    ) -> any QuestionEngine {
        var state = context.state
        state.servers = [Self.loopback]
        let engine: any QuestionEngine =
            switch client {
            case .pair: PairExchange(questions)
            case .walk(let policy): ServerWalk(questions[0], policy)
            }
        let forwarder: any LocalForwarder =
            switch kind {
            case .racing: RacingForwarder()
            case .drawing: DrawingForwarder()
            }
        return ForwardedExchange(engine, state: state, forwarder)
    }

    /// Where a forwarder on the device listens.
    private static let loopback = IPAddress.v4(IPv4Address(bits: 0x7f00_0001))

    private mutating func begin(_ started: [any QuestionEngine]) {
        let first = engines.count
        engines += started
        for index in first..<engines.count {
            context.engine = firstEngine + index
            engines[index].start(&context)
        }
        for index in first..<engines.count where engines[index].reports != nil { tellSiblings(of: index) }
        goOn()
    }

    private mutating func pass(_ event: EngineEvent, to owner: Int) {
        let index = owner - firstEngine
        guard engines.indices.contains(index), engines[index].reports == nil else { return }
        context.engine = owner
        engines[index].handle(event, &context)
        guard engines[index].reports != nil else { return }
        tellSiblings(of: index)
        goOn()
    }

    private mutating func tellSiblings(of index: Int) {
        guard let report = engines[index].reports?.first else { return }
        for other in engines.indices where other != index && engines[other].reports == nil {
            context.engine = firstEngine + other
            engines[other].handle(.siblingFinished(report), &context)
        }
    }

    /// Asks for the next type, or ends the candidate once all its questions are over.
    private mutating func goOn() {
        guard engines.allSatisfy({ $0.reports != nil }) else { return }
        if !waiting.isEmpty { return begin([engine(for: questions([waiting.removeFirst()]))]) }
        for engine in engines {
            for (question, report) in zip(engine.questions, engine.reports ?? []) { remember(report, about: question) }
        }
        let reports = self.reports + engines.flatMap { $0.reports ?? [] }
        guard asksAllCandidates else { return finish(ended(at: candidate, reports)) }
        history = search.candidates.indices.map { position in
            ended(at: position, types.indices.map { reports[$0 * search.candidates.count + position] })
        }
        conclude(history.first { $0.report.searchKind == .answered } ?? reported)
    }

    /// What became of a candidate by the reports on its types.
    private func ended(at position: Int, _ reports: [QuestionReport]) -> Candidate {
        let combined = reports.count > 1 ? profile.combination.combine(reports) : reports[0]
        let isAnswered = combined.result.kind == .answered
        return Candidate(
            position: position, report: combined,
            answers: isAnswered ? reports.compactMap(\.result.answeredQuery) : [],
            remembered: isAnswered ? reports.compactMap(\.result.answeredToken) : [])
    }
}

// MARK: - The search list

extension StubResolver {
    private mutating func finish(_ ended: Candidate) {
        let kind = ended.report.searchKind
        history.append(ended)
        if kind == .answered { return conclude(ended) }
        let policy = profile.search
        let isAsIsFirst = search.isAsIsFirst && candidate == 0
        if (isAsIsFirst ? policy.continuesAfterAsIs : policy.continuesAfter).contains(kind) {
            guard candidate + 1 < search.candidates.count else { return conclude(reported) }
            candidate += 1
            return ask()
        }
        if policy.triesAsIsInTheEnd, kind != .unreachable {
            guard let asIs = search.asIs, asIs > candidate else { return conclude(reported) }
            candidate = asIs
            return ask()
        }
        conclude(ended)
    }

    /// What is reported when no candidate has an answer.
    private var reported: Candidate {
        let asIs = history.first { $0.position == search.asIs }
        let nodata = history.first { $0.report.searchKind == .nodata }
        let last = history[history.count - 1]
        switch profile.search.report {
        case .asIsThenNodata:
            return (search.isAsIsFirst ? asIs : nil) ?? nodata ?? last
        case .asIsThenNodataThenServfail:
            let servfail = history.first { $0.report.searchKind == .servfail }
            return (search.isAsIsFirst ? asIs : nil) ?? nodata ?? servfail ?? last
        case .asIsThenFirst: return asIs ?? history[0]
        case .last: return last
        }
    }

    private mutating func conclude(_ ended: Candidate) {
        var conclusion = StubConclusion(
            ended.report.result.verdict, name: search.candidates[ended.position], answers: ended.answers,
            error: error(of: ended))
        conclusion.remembered = ended.remembered
        conclude(conclusion)
    }

    private func error(of ended: Candidate) -> String? {
        let kind = ended.report.result.kind
        guard kind != .answered else { return nil }
        let errors = profile.errors
        if errors.namesOtherCodes, kind == .otherCode, case .failed(_, let code) = ended.report.result {
            return "\(code)"
        }
        if request.method == .query { return ended.report.error ?? errors.byQuery[kind] }
        if let error = ended.report.error { return error }
        let isTemporary = [.timeout, .unreachable, .servfail, .refused, .notimp].contains(kind)
        if errors.needsSilenceForOneType, isTemporary, types.count == 1, history.last?.report.endedWithResponse == true
        {
            return errors.byName[.nxdomain]
        }
        return errors.byName[kind]
    }
}
