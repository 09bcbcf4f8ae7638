import DNSCore
import IPCore
import WorldModel

/// What differs between versions of a resolver that asks all servers at once.
public struct BroadcastPolicy: Hashable, Sendable {
    /// Whether a truncated response is asked for again over TCP; else the part that came is used.
    public var followsTruncation: Bool
    /// How many SERVFAIL responses are answered by sending again at once, for each question and interval.
    public var servfailBudget: Int

    /// A policy.
    public init(followsTruncation: Bool, servfailBudget: Int = 2) {
        self.followsTruncation = followsTruncation
        self.servfailBudget = servfailBudget
    }
}

/// The exchange of musl (`__res_msend_rc`): every question goes to every server at once, and again after each interval until the
/// timeout; the first NOERROR or NXDOMAIN answers its question, whoever sent it.
struct Broadcast: QuestionEngine {
    let questions: [Question]
    private(set) var reports: [QuestionReport]?
    private let policy: BroadcastPolicy
    private var interval: Duration = .zero
    private var intervalTimer: Int?
    private var deadlineTimer: Int?
    private var budget = 0
    private var results: [Int: QuestionResult] = [:]
    /// The questions whose answer is fetched over TCP.
    private var overTCP: Set<Int> = []
    private var known: [Int: Int] = [:]
    private var servfails: [Int: QuestionResult] = [:]

    init(_ questions: [Question], _ policy: BroadcastPolicy) {
        self.questions = questions
        self.policy = policy
    }

    mutating func start(_ context: inout EngineContext) {
        guard context.state.attempts > 0, context.state.timeout > .zero else { return finish() }
        let milliseconds = context.state.timeout / .milliseconds(1)
        interval = .milliseconds(Int64(milliseconds) / Int64(context.state.attempts))
        deadlineTimer = context.wait(context.state.timeout)
        sendAll(&context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        guard reports == nil else { return }
        switch event {
        case .received(let response, let query):
            guard let question = known[query.number], results[question] == nil else { return }
            if query.transport == .tcp { return receivedOverTCP(response, to: query, about: question) }
            guard !overTCP.contains(question) else { return }
            received(response, to: query, about: question, &context)
        case .unreachable(let query, let cause):
            // Over UDP errors are not looked at; a TCP connection that breaks ends everything.
            if query.transport == .tcp, known[query.number] != nil, cause == .portUnreachable { finish() }
        case .expired(let timer):
            if timer == deadlineTimer { return finish() }
            if timer == intervalTimer { sendAll(&context) }
        case .timedOut, .siblingFinished: break
        }
    }

    private mutating func sendAll(_ context: inout EngineContext) {
        guard context.now < context.state.timeout else { return }
        budget = policy.servfailBudget * questions.count
        for question in questions.indices where results[question] == nil && !overTCP.contains(question) {
            for server in context.state.servers.indices { send(question, to: server, over: .udp, &context) }
        }
        intervalTimer = context.wait(interval)
    }

    private mutating func send(
        _ question: Int, to server: Int, over transport: Transport, _ context: inout EngineContext
    ) {
        let number = context.send(
            questions[question], to: server, over: transport, edns: context.state.ednsPayloadSize,
            timeout: context.state.timeout - context.now)
        known[number] = question
    }

    private mutating func received(
        _ response: StubResponse, to query: StubQuery, about question: Int, _ context: inout EngineContext
    ) {
        switch response.form {
        case .otherID, .otherSource: return
        case .malformed:
            // The octets where the response code stands are taken at their word.
            return note(.nodata(query: query.number), question)
        case .proper, .otherQuestion, .questionless: break
        }
        switch response.code {
        case .noerror, .nxdomain:
            if response.isTruncated, policy.followsTruncation {
                overTCP.insert(question)
                guard let server = context.state.servers.firstIndex(of: query.server) else { return }
                return send(question, to: server, over: .tcp, &context)
            }
            note(QuestionResult(response, to: query.number), question)
        case .servfail:
            servfails[question] = QuestionResult(response, to: query.number)
            guard budget > 0, let server = context.state.servers.firstIndex(of: query.server) else { return }
            budget -= 1
            send(question, to: server, over: .udp, &context)
        default: return
        }
    }

    private mutating func receivedOverTCP(_ response: StubResponse, to query: StubQuery, about question: Int) {
        guard response.form == .proper, response.code == .noerror || response.code == .nxdomain else {
            if response.code == .servfail { servfails[question] = QuestionResult(response, to: query.number) }
            return finish()
        }
        note(QuestionResult(response, to: query.number), question)
    }

    private mutating func note(_ result: QuestionResult, _ question: Int) {
        results[question] = result
        if results.count == questions.count { finish() }
    }

    private mutating func finish() {
        reports = questions.indices.map { question in
            QuestionReport(
                results[question] ?? servfails[question] ?? .timeout,
                searchKind: results[question] == nil ? .timeout : nil)
        }
    }
}
