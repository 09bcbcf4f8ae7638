import DNSCore
import IPCore
import WorldModel

/// The exchange of glibc (`res_send`): A and AAAA go to one server together and fail over together.
///
/// The servers in order, at most three; the wait for the server at index i is the timeout for i = 0, else timeout·2^i / n, in
/// whole seconds and at least one. A truncated response moves everything to TCP, where each further server gets one try, every
/// code is final and there is no timeout but the kernel's.
struct PairExchange: QuestionEngine {
    let questions: [Question]
    private(set) var reports: [QuestionReport]?

    /// What came for a question in the present turn.
    private enum Reply: Hashable {
        /// A failure that would lead on by itself.
        case useless
        case useful(QuestionResult)
    }

    // Where it stands: the turn within the pass, and the pass.
    private var serverCount = 0
    private var offset = 0
    private var turn = 0
    private var pass = 0
    private var transport = Transport.udp
    private var deadline: Duration = .zero
    private var pending: [Int: Int] = [:]
    private var replies: [Int: Reply] = [:]
    private var firstReply: Int?
    /// The queries on sockets that are still open, each with its question, by server; and what came too late on them.
    private var open: [Int: [Int: Int]] = [:]
    private var unread: [Int: [Unread]] = [:]
    // What it has seen.
    private var hasHeard = false
    private var lastFailure: QuestionResult?
    private var lastCode = ResponseCode.noerror
    private var hasTimedOut = false

    private struct Unread: Hashable {
        let response: StubResponse
        let query: StubQuery
        let question: Int
    }

    init(_ questions: [Question]) { self.questions = questions }

    private var isPair: Bool { questions.count > 1 }
    private var server: Int { (turn + offset) % serverCount }

    mutating func start(_ context: inout EngineContext) {
        serverCount = context.state.servers.count
        if context.state.rotates { offset = context.memory.rotation % max(1, serverCount) }
        context.memory.rotation += 1
        switch context.state.singleRequest {
        case .no: break
        case .single: context.memory.pairMode = max(context.memory.pairMode, .oneAfterTheOther)
        case .reopen: context.memory.pairMode = max(context.memory.pairMode, .newSockets)
        }
        transport = context.state.usesTCP ? .tcp : .udp
        guard serverCount > 0, context.state.attempts > 0 else { return fail() }
        ask(&context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        guard reports == nil else { return }
        switch event {
        case .received(let response, let query):
            if let question = pending[query.number] {
                received(response, to: query, about: question, &context)
            } else if let question = open[position(of: query, context)]?[query.number] {
                // The socket is still open; it is read when its server's turn comes again.
                unread[position(of: query, context), default: []].append(
                    Unread(response: response, query: query, question: question))
            }
        case .timedOut(let query):
            guard pending[query.number] != nil else { return }
            timedOut(&context)
        case .unreachable(let query, _):
            guard pending[query.number] != nil else { return }
            closeSockets()
            nextServer(&context)
        case .expired, .siblingFinished: break
        }
    }

    private func position(of query: StubQuery, _ context: EngineContext) -> Int {
        context.state.servers.firstIndex(of: query.server) ?? 0
    }
}

// MARK: - One server's turn

extension PairExchange {
    private mutating func ask(_ context: inout EngineContext) {
        pending = [:]
        replies = [:]
        firstReply = nil
        deadline = context.now + Self.wait(context.state.timeout, server: server, of: serverCount)
        if transport == .tcp {
            for question in questions.indices { send(question, &context) }
            return
        }
        let isOneByOne = isPair && context.memory.pairMode != .together
        for question in questions.indices.prefix(isOneByOne ? 1 : questions.count) { send(question, &context) }
        let waiting = unread.removeValue(forKey: server) ?? []
        for message in waiting where reports == nil && replies[message.question] == nil && transport == .udp {
            received(message.response, to: message.query, about: message.question, &context)
        }
    }

    private mutating func send(_ question: Int, _ context: inout EngineContext) {
        let number = context.send(
            questions[question], to: server, over: transport, edns: context.state.ednsPayloadSize,
            timeout: transport == .tcp ? nil : deadline - context.now)
        pending[number] = question
        if transport == .udp { open[server, default: [:]][number] = question }
    }

    /// The time for one turn of the server at an index, in whole seconds.
    static func wait(_ timeout: Duration, server: Int, of count: Int) -> Duration {
        let seconds = max(1, timeout.components.seconds) << Int64(server)
        return .seconds(max(1, server == 0 ? seconds : seconds / Int64(count)))
    }

    private mutating func received(
        _ response: StubResponse, to query: StubQuery, about question: Int, _ context: inout EngineContext
    ) {
        switch response.form {
        case .otherID, .otherSource, .otherQuestion: return
        case .malformed:
            hasHeard = true
            closeSockets()
            return nextServer(&context)
        case .questionless where !Self.leadsOn(response.code): return
        case .proper, .questionless: break
        }
        hasHeard = true
        lastCode = response.code
        if query.transport == .udp {
            if response.code == .formerr, context.state.ednsPayloadSize != nil {
                closeSockets()
                lastFailure = QuestionResult(response, to: query.number)
                return nextServer(&context)
            }
            if Self.leadsOn(response.code) || response.isLame && !response.hasAdditional {
                lastFailure = QuestionResult(response, to: query.number)
                return useless(question, &context)
            }
            if response.isTruncated {
                closeSockets()
                transport = .tcp
                return ask(&context)
            }
        }
        note(.useful(QuestionResult(response, to: query.number)), question)
        if replies.count == questions.count { return finish() }
        let isOneByOne = query.transport == .udp && context.memory.pairMode != .together
        if isOneByOne, pending.isEmpty, let next = questions.indices.first(where: { replies[$0] == nil }) {
            send(next, &context)
        }
    }

    private static func leadsOn(_ code: ResponseCode) -> Bool {
        code == .servfail || code == .notimp || code == .refused
    }

    private mutating func note(_ reply: Reply, _ question: Int) {
        if firstReply == nil { firstReply = question }
        replies[question] = reply
        pending = pending.filter { $0.value != question }
    }

    /// A response that would lead on: it does so at once for a lone question, and for a pair when the other fails as well.
    private mutating func useless(_ question: Int, _ context: inout EngineContext) {
        let hasOther = !replies.isEmpty
        note(.useless, question)
        if hasOther {
            if hasUsefulReply { return finish() }
            return nextServer(&context)
        }
        if isPair, context.memory.pairMode == .together { return }
        closeSockets()
        nextServer(&context)
    }

    private var hasUsefulReply: Bool { replies.values.contains { $0 != .useless } }

    private mutating func timedOut(_ context: inout EngineContext) {
        hasTimedOut = true
        // One of the pair came and the other did not: more caution at the same server, and in the end the half that came.
        if isPair, let first = firstReply, replies[first] != .useless, replies.count < questions.count {
            switch context.memory.pairMode {
            case .together:
                context.memory.pairMode = .oneAfterTheOther
                return ask(&context)
            case .oneAfterTheOther:
                context.memory.pairMode = .newSockets
                closeSockets()
                return ask(&context)
            case .newSockets:
                return finish()
            }
        }
        hasHeard = true
        nextServer(&context)
    }

    private mutating func closeSockets() {
        open = [:]
        unread = [:]
    }

    private mutating func nextServer(_ context: inout EngineContext) {
        pending = [:]
        turn += 1
        if turn == serverCount {
            // Over TCP there is no second pass.
            if transport == .tcp { return fail() }
            turn = 0
            pass += 1
            if pass == context.state.attempts { return fail() }
        }
        ask(&context)
    }

    private mutating func finish() {
        pending = [:]
        let isTCP = transport == .tcp
        reports = questions.indices.map { question in
            guard case .useful(let result) = replies[question] else {
                return QuestionReport(lastFailure ?? .timeout, searchKind: .timeout)
            }
            // A lone SERVFAIL over TCP leaves no errno behind, so the caller is told that there is no such name.
            let isQuiet = isTCP && !isPair && result.kind == .servfail
            return QuestionReport(result, error: isQuiet ? "EAI_NONAME" : nil)
        }
    }

    private mutating func fail() {
        pending = [:]
        let result = lastFailure ?? (hasHeard ? .timeout : .unreachable)
        // The search list goes on after a SERVFAIL if nothing came behind it.
        let kind: ResultKind =
            switch (hasHeard, lastCode) {
            case (false, _): .unreachable
            case (true, .servfail): .servfail
            case (true, .refused): .refused
            case (true, .notimp): .notimp
            default: .timeout
            }
        reports = questions.map { _ in QuestionReport(result, searchKind: kind, endedWithResponse: false) }
    }
}
