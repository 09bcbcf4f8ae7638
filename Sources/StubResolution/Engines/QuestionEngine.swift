import DNSCore
import IPCore
import WorldModel

/// How one or two questions about a name are put to the servers: the mechanism behind a profile.
protocol QuestionEngine: Sendable {
    /// The questions, in order.
    var questions: [Question] { get }
    /// One report a question once all is over; `nil` before.
    var reports: [QuestionReport]? { get }
    /// Begins.
    mutating func start(_ context: inout EngineContext)
    /// Goes on after an event.
    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext)
}

/// What happened to a query or timer of an engine.
enum EngineEvent: Sendable {
    case received(StubResponse, StubQuery)
    case timedOut(StubQuery)
    case unreachable(StubQuery, UnreachableCause)
    case expired(timer: Int)
    /// The other question of the pair is over.
    case siblingFinished(QuestionReport)
}

/// What an engine works with: the configuration, the memory, the clock, and what it wants done.
struct EngineContext: Sendable {
    /// The configuration, with the profile's own values where the scenario was silent.
    let state: ResolverState
    /// RD.
    let recursionDesired: Bool
    /// What the resolver remembers.
    var memory: ResolverMemory
    /// Its draws.
    var luck: Luck
    /// The clock, from the start of the lookup.
    var now: Duration = .zero
    /// When the lookup started, on the device's clock.
    let start: Duration
    /// All queries, by number.
    private(set) var queries: [StubQuery] = []
    /// The engine of each query, and of each timer.
    private(set) var owners: [Int] = []
    private(set) var timerOwners: [Int] = []
    /// The engine that is at work.
    var engine = 0
    private(set) var actions: [StubResolver.Action] = []

    init(_ state: ResolverState, recursionDesired: Bool, memory: ResolverMemory, luck: Luck, start: Duration) {
        self.state = state
        self.recursionDesired = recursionDesired
        self.memory = memory
        self.luck = luck
        self.start = start
    }

    /// The device's clock.
    var clock: Duration { start + now }

    /// Sends a question to a server by position and returns the number of the query.
    @discardableResult
    mutating func send(
        _ question: Question, to server: Int, over transport: Transport, edns: Int?, timeout: Duration?
    ) -> Int {
        let query = StubQuery(
            number: queries.count, to: state.servers[server], question, transport: transport, ednsPayloadSize: edns,
            recursionDesired: recursionDesired, timeout: timeout)
        queries.append(query)
        owners.append(engine)
        actions.append(.send(query))
        return query.number
    }

    /// Starts a timer and returns its number.
    mutating func wait(_ duration: Duration) -> Int {
        timerOwners.append(engine)
        actions.append(.wait(timer: timerOwners.count - 1, duration))
        return timerOwners.count - 1
    }

    mutating func takeActions() -> [StubResolver.Action] {
        defer { actions = [] }
        return actions
    }

    mutating func conclude(_ conclusion: StubConclusion) { actions.append(.conclude(conclusion)) }
}
