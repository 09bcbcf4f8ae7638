import DNSCore
import IPCore
import WorldModel

/// The exchange of busybox' `nslookup` (`send_queries`): all questions go to one server at once, those without a response again after
/// each interval; the next server is asked only if this one responded to nothing.
///
/// An error of the socket ends the server if it comes between two sends, as it does on the LAN; behind the last one a read takes it,
/// and the program goes on waiting. The timeout is that of one server, an interval the timeout divided by the attempts. A SERVFAIL is answered by sending again at
/// once, `servfailBudget` times a question and interval.
struct BatchWalk: QuestionEngine {
    let questions: [Question]
    private(set) var reports: [QuestionReport]?
    private let servfailBudget: Int
    // The server at hand.
    private var server = 0
    private var deadline: Duration = .zero
    private var deadlineTimer: Int?
    private var intervalTimer: Int?
    private var budget = 0
    /// The queries to it and their questions.
    private var pending: [Int: Int] = [:]
    /// The questions that go out next, and the timer for the first of them.
    private var unsent: ArraySlice<Int> = []
    private var sendTimer: Int?
    /// The responses that came before all were sent: nothing is read until then.
    private var unread: [(response: StubResponse, query: StubQuery)] = []
    // What came.
    private var results: [Int: QuestionResult] = [:]
    private var hasWaited = false

    init(_ questions: [Question], servfailBudget: Int) {
        self.questions = questions
        self.servfailBudget = servfailBudget
    }

    mutating func start(_ context: inout EngineContext) {
        guard context.state.attempts > 0, context.state.timeout > .zero, !context.state.servers.isEmpty else {
            return finish()
        }
        askServer(&context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        guard reports == nil else { return }
        switch event {
        case .received(let response, let query):
            if !unsent.isEmpty { return unread.append((response, query)) }
            read(response, to: query, &context)
        case .unreachable(let query, let cause):
            guard pending[query.number] != nil else { return }
            unreachable(cause, &context)
        case .expired(let timer):
            if timer == deadlineTimer {
                hasWaited = true
                return results.isEmpty ? nextServer(&context) : finish()
            }
            if timer == sendTimer { return sendNext(&context) }
            if timer == intervalTimer { sendAll(&context) }
        case .timedOut, .siblingFinished: break
        }
    }

    private mutating func askServer(_ context: inout EngineContext) {
        pending = [:]
        unread = []
        deadline = context.now + context.state.timeout
        deadlineTimer = context.wait(context.state.timeout)
        sendAll(&context)
    }

    private mutating func sendAll(_ context: inout EngineContext) {
        guard context.now < deadline else { return }
        budget = servfailBudget * questions.count
        unsent = questions.indices.filter { results[$0] == nil }[...]
        let milliseconds = Int64(context.state.timeout / .milliseconds(1))
        intervalTimer = context.wait(.milliseconds(max(1, milliseconds / Int64(context.state.attempts))))
        sendNext(&context)
    }

    private mutating func sendNext(_ context: inout EngineContext) {
        guard let question = unsent.popFirst() else { return }
        send(question, &context)
        guard unsent.isEmpty else {
            sendTimer = context.wait(.zero)
            return
        }
        let waiting = unread
        unread = []
        for (response, query) in waiting where reports == nil { read(response, to: query, &context) }
    }

    private mutating func send(_ question: Int, _ context: inout EngineContext) {
        let number = context.send(
            questions[question], to: server, over: .udp, edns: context.state.ednsPayloadSize,
            timeout: deadline - context.now)
        pending[number] = question
    }

    private mutating func read(_ response: StubResponse, to query: StubQuery, _ context: inout EngineContext) {
        guard let question = pending[query.number], results[question] == nil else { return }
        switch response.form {
        case .otherID, .otherSource: return
        // What cannot be parsed is a response without an answer.
        case .malformed: return note(.nodata(query: query.number), question)
        case .proper, .otherQuestion, .questionless: break
        }
        if response.code == .servfail, budget > 0 {
            budget -= 1
            return send(question, &context)
        }
        note(QuestionResult(response, to: query.number), question)
    }

    private mutating func note(_ result: QuestionResult, _ question: Int) {
        results[question] = result
        if results.count == questions.count { finish() }
    }

    private mutating func unreachable(_ cause: UnreachableCause, _ context: inout EngineContext) {
        switch cause {
        // The program ends when it cannot connect its socket, and has printed nothing.
        case .noRoute:
            let report = QuestionReport(.unreachable, error: "NODATA")
            reports = questions.map { _ in report }
        case .portUnreachable, .prohibited:
            if !unsent.isEmpty { nextServer(&context) }
        case .hostUnreachable, .noNeighbor, .connectionTimedOut: break
        }
    }

    private mutating func nextServer(_ context: inout EngineContext) {
        guard server + 1 < context.state.servers.count else { return finish() }
        server += 1
        askServer(&context)
    }

    private mutating func finish() {
        let silence: QuestionResult = hasWaited ? .timeout : .unreachable
        reports = questions.indices.map { QuestionReport(results[$0] ?? silence) }
    }
}
