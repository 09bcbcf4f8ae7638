import DNSCore
import IPCore
import WorldModel

/// What a forwarder on the device does with the queries of the resolver in front of it.
protocol LocalForwarder: Sendable {
    /// A query of the client, by its number there.
    mutating func asked(_ query: StubQuery, _ context: inout EngineContext)
    /// What became of a query of its own, or of a timer; nothing else is passed on.
    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext)
    /// The replies to the client that are due, taken out.
    mutating func takeReplies() -> [ForwarderReply]
}

/// A reply of a forwarder to its client.
struct ForwarderReply: Hashable, Sendable {
    /// The client's query.
    let client: Int
    /// What it is told.
    let response: StubResponse
    /// The forwarder's query whose response is passed on; `nil` for a reply of its own.
    let source: Int?
}

/// A resolver in front of a forwarder on the same device: the client's queries go to the forwarder without delay, the forwarder's
/// to the servers.
struct ForwardedExchange: QuestionEngine {
    let questions: [Question]
    private(set) var reports: [QuestionReport]?
    private var client: any QuestionEngine
    private var clientContext: EngineContext
    private var forwarder: any LocalForwarder
    /// The timers that stand for the client's queries and timers.
    private var queryTimers: [Int: Int] = [:]
    private var clientTimers: [Int: Int] = [:]
    /// The forwarder's query behind each of the client's that was answered.
    private var sources: [Int: Int] = [:]

    init(_ client: any QuestionEngine, state: ResolverState, _ forwarder: any LocalForwarder) {
        self.client = client
        self.forwarder = forwarder
        questions = client.questions
        clientContext = EngineContext(
            state, recursionDesired: true, memory: ResolverMemory(), luck: Luck(fraction: 0.5), start: .zero)
    }

    mutating func start(_ context: inout EngineContext) {
        clientContext.now = context.now
        clientContext.memory.pairMode = context.memory.pairMode
        client.start(&clientContext)
        settle(&context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        guard reports == nil else { return }
        clientContext.now = context.now
        if case .expired(let timer) = event {
            if let query = queryTimers[timer] {
                client.handle(.timedOut(clientContext.queries[query]), &clientContext)
                return settle(&context)
            }
            if let clientTimer = clientTimers[timer] {
                client.handle(.expired(timer: clientTimer), &clientContext)
                return settle(&context)
            }
        }
        forwarder.handle(event, &context)
        settle(&context)
    }

    /// Carries queries and replies to and fro until both sides rest.
    private mutating func settle(_ context: inout EngineContext) {
        while true {
            let actions = clientContext.takeActions()
            for action in actions {
                switch action {
                case .send(let query):
                    if let timeout = query.timeout { queryTimers[context.wait(timeout)] = query.number }
                    forwarder.asked(query, &context)
                case .wait(let timer, let duration): clientTimers[context.wait(duration)] = timer
                case .conclude: break
                }
            }
            let replies = forwarder.takeReplies()
            if actions.isEmpty, replies.isEmpty { break }
            for reply in replies where client.reports == nil {
                if let source = reply.source { sources[reply.client] = source }
                client.handle(.received(reply.response, clientContext.queries[reply.client]), &clientContext)
            }
        }
        context.memory.pairMode = clientContext.memory.pairMode
        guard let ended = client.reports else { return }
        reports = ended.map { report in
            var report = report
            report.result = report.result.moved { sources[$0] }
            return report
        }
    }
}

extension QuestionResult {
    /// The same result with the numbers of the forwarder's queries; a reply of the forwarder's own is no server's response.
    fileprivate func moved(_ source: (Int) -> Int?) -> QuestionResult {
        switch self {
        case .answered(let query): source(query).map { .answered(query: $0) } ?? .unreachable
        case .nodata(let query): source(query).map { .nodata(query: $0) } ?? .unreachable
        case .nxdomain(let query): source(query).map { .nxdomain(query: $0) } ?? .unreachable
        case .failed(let query, let code): source(query).map { .failed(query: $0, code) } ?? .unreachable
        case .timeout, .unreachable: self
        }
    }
}
