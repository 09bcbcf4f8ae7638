import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

/// At which times which servers are asked.
public struct LadderPolicy: Hashable, Sendable {
    /// One rung: when, and which servers by position; `nil` for all.
    public struct Rung: Hashable, Sendable {
        /// The time since the start.
        public var at: Duration
        /// The servers.
        public var servers: [Int]?

        /// A rung.
        public init(_ at: Duration, _ servers: [Int]?) {
            self.at = at
            self.servers = servers
        }
    }

    /// The ladder for one server, for two, and for three or more.
    public var rungs: [[Rung]]
    /// When it is given up.
    public var limit: Duration

    /// A ladder.
    public init(rungs: [[Rung]], limit: Duration) {
        self.rungs = rungs
        self.limit = limit
    }
}

/// A question that is sent again at fixed times, to more and more servers, until any of them responds (Windows).
struct Ladder: QuestionEngine {
    let questions: [Question]
    private(set) var reports: [QuestionReport]?
    private let policy: LadderPolicy
    private var timers: [Int: Int] = [:]
    private var limitTimer: Int?
    private var known: Set<Int> = []
    private var failed: Set<IPAddress> = []
    private var lastFailure: QuestionResult?

    init(_ question: Question, _ policy: LadderPolicy) {
        questions = [question]
        self.policy = policy
    }

    private func rungs(_ context: EngineContext) -> [LadderPolicy.Rung] {
        policy.rungs[min(context.state.servers.count, policy.rungs.count) - 1]
    }

    mutating func start(_ context: inout EngineContext) {
        for (index, rung) in rungs(context).enumerated() where rung.at > .zero {
            timers[context.wait(rung.at)] = index
        }
        limitTimer = context.wait(policy.limit)
        climb(0, &context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        guard reports == nil else { return }
        switch event {
        case .expired(let timer):
            if timer == limitTimer { return finish(lastFailure ?? .timeout) }
            if let rung = timers[timer] { climb(rung, &context) }
        case .received(let response, let query):
            guard known.contains(query.number), response.form == .proper else { return }
            if response.isTruncated, query.transport == .udp {
                return send(to: query.server, over: .tcp, &context)
            }
            let result = QuestionResult(response, to: query.number)
            guard let trigger = result.trigger, context.state.failover.contains(trigger) else { return finish(result) }
            lastFailure = result
            failed.insert(query.server)
        case .timedOut, .unreachable, .siblingFinished: break
        }
    }

    private mutating func climb(_ index: Int, _ context: inout EngineContext) {
        let servers = rungs(context)[index].servers ?? Array(context.state.servers.indices)
        for server in servers where !failed.contains(context.state.servers[server]) {
            send(to: context.state.servers[server], over: .udp, &context)
        }
    }

    private mutating func send(to server: IPAddress, over transport: Transport, _ context: inout EngineContext) {
        guard let position = context.state.servers.firstIndex(of: server) else { return }
        known.insert(
            context.send(
                questions[0], to: position, over: transport, edns: context.state.ednsPayloadSize,
                timeout: policy.limit - context.now))
    }

    private mutating func finish(_ result: QuestionResult) { reports = [QuestionReport(result)] }
}
