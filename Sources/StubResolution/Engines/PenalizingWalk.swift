import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

/// How long a server is tried, and how long one that failed is put last.
public struct PenalizingPolicy: Hashable, Sendable {
    /// The wait after the first query to a server.
    public var firstWait: Duration
    /// The wait after the second.
    public var secondWait: Duration
    /// When the caller gives up.
    public var limit: Duration
    /// How long a server that was silent or refused is put last; `nil` where the order is strict.
    public var penalty: Duration?

    /// A policy.
    public init(firstWait: Duration, secondWait: Duration, limit: Duration, penalty: Duration?) {
        self.firstWait = firstWait
        self.secondWait = secondWait
        self.limit = limit
        self.penalty = penalty
    }
}

/// Two queries to each server, those last that failed lately; once through the list it starts again with twice the waits (macOS).
struct PenalizingWalk: QuestionEngine {
    let questions: [Question]
    private(set) var reports: [QuestionReport]?
    private let policy: PenalizingPolicy
    private var order: [Int] = []
    private var position = 0
    private var pass = 0
    private var isSecond = false
    private var transport = Transport.udp
    private var pending: StubQuery?
    private var known: Set<Int> = []
    private var limitTimer: Int?
    private var failed: Set<Int> = []
    private var firstFailure: QuestionResult?
    private var hasWaited = false

    init(_ question: Question, _ policy: PenalizingPolicy) {
        questions = [question]
        self.policy = policy
    }

    mutating func start(_ context: inout EngineContext) {
        let now = context.clock
        let isPenalized = context.state.servers.map { address in
            guard let penalty = policy.penalty, let at = context.memory.servers[address]?.failedAt else { return false }
            return now < at + penalty
        }
        order =
            context.state.servers.indices.filter { !isPenalized[$0] }
            + context.state.servers.indices.filter { isPenalized[$0] }
        limitTimer = context.wait(policy.limit)
        send(&context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        guard reports == nil else { return }
        switch event {
        case .received(let response, let query):
            guard known.contains(query.number), response.form == .proper else { return }
            received(response, to: query, &context)
        case .timedOut(let query):
            guard pending?.number == query.number else { return }
            hasWaited = true
            if !isSecond, transport == .udp {
                isSecond = true
                return send(&context)
            }
            penalize(query.server, &context)
            nextServer(&context)
        case .unreachable(let query, let cause):
            guard pending?.number == query.number, cause != .prohibited else { return }
            failed.insert(order[position])
            nextServer(&context)
        case .expired(let timer):
            if timer == limitTimer { finish(firstFailure ?? .timeout) }
        case .siblingFinished: break
        }
    }

    private mutating func received(_ response: StubResponse, to query: StubQuery, _ context: inout EngineContext) {
        if response.isTruncated, query.transport == .udp {
            transport = .tcp
            return send(&context)
        }
        let result = QuestionResult(response, to: query.number)
        let isFinal: Bool =
            switch result.kind {
            case .answered, .nodata, .nxdomain: true
            case .servfail, .refused, .notimp, .formerr:
                result.trigger.map { !context.state.failover.contains($0) } ?? false
            case .otherCode: response.code == .notauth
            case .timeout, .unreachable: true
            }
        if isFinal { return finish(result) }
        if firstFailure == nil { firstFailure = result }
        if response.code == .refused { penalize(query.server, &context) }
        guard pending?.server == query.server else { return }
        failed.insert(order[position])
        nextServer(&context)
    }

    private func penalize(_ server: IPAddress, _ context: inout EngineContext) {
        context.memory.servers[server, default: .init()].failedAt = context.clock
    }

    private mutating func nextServer(_ context: inout EngineContext) {
        pending = nil
        transport = .udp
        isSecond = false
        guard failed.count < order.count else { return finish(firstFailure ?? (hasWaited ? .timeout : .unreachable)) }
        repeat {
            position += 1
            if position == order.count {
                position = 0
                pass += 1
            }
        } while failed.contains(order[position])
        send(&context)
    }

    private mutating func send(_ context: inout EngineContext) {
        let wait = (isSecond ? policy.secondWait : policy.firstWait) * (1 << min(pass, 10))
        let number = context.send(
            questions[0], to: order[position], over: transport, edns: context.state.ednsPayloadSize,
            timeout: transport == .tcp ? policy.firstWait + policy.secondWait : wait)
        pending = context.queries[number]
        known.insert(number)
    }

    private mutating func finish(_ result: QuestionResult) {
        pending = nil
        reports = [QuestionReport(result)]
    }
}
