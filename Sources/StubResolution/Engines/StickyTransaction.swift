import DNSCore
import IPCore
import WorldModel

/// One question of systemd-resolved (`resolved-dns-transaction.c`): all questions go to one current server until it fails; a
/// server that fails is asked with less first, and one that loses packets is asked with less for good.
struct StickyTransaction: QuestionEngine {
    let questions: [Question]
    private(set) var reports: [QuestionReport]?

    /// What a query carries: 0 EDNS0, 1 plain UDP, 2 TCP.
    private enum Level {
        static let edns = 0
        static let udp = 1
        static let tcp = 2
    }

    private static let queryLimit = Duration.seconds(120)
    private static let tryLimit = 24
    private static let udpWait = Duration.seconds(5)
    private static let tcpWait = Duration.seconds(10)
    private static let timerSlack = Duration.milliseconds(250)
    private static let halfResultWait = Duration.seconds(6)
    /// What fits into one Ethernet frame.
    private static let payloadSize = 1472

    private var server = 0
    private var tries = 0
    /// How often a server was chosen, the first one and those after silence among them.
    private var serversChosen = 1
    private var level = Level.edns
    private var clamp: Int?
    private var pending: StubQuery?
    private var limitTimer: Int?
    private var halfTimer: Int?
    private var hasTimedOut = false
    private var truncatedAfterTCP = false
    private var udpDeadline: Duration = .zero

    init(_ question: Question) { questions = [question] }

    private var question: Question { questions[0] }

    mutating func start(_ context: inout EngineContext) {
        let count = context.state.servers.count
        server = (context.currentServer ?? 0) % max(1, count)
        context.currentServer = server
        limitTimer = context.wait(Self.queryLimit)
        send(&context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        guard reports == nil else { return }
        switch event {
        case .received(let response, let query):
            guard pending?.number == query.number else { return }
            received(response, to: query, &context)
        case .timedOut(let query):
            guard pending?.number == query.number else { return }
            hasTimedOut = true
            lost(query, &context)
            nextServer(&context)
            send(&context)
        case .unreachable(let query, let cause):
            guard pending?.number == query.number else { return }
            unreachable(query, cause, &context)
        case .expired(let timer):
            if timer == limitTimer || timer == halfTimer { finish(.timeout, error: "QueryTimedOut") }
        case .siblingFinished(let report):
            guard report.result.answeredQuery != nil, halfTimer == nil else { return }
            halfTimer = context.wait(max(.zero, Self.halfResultWait - context.now))
        }
    }
}

// MARK: - Sending

extension StickyTransaction {
    private mutating func send(_ context: inout EngineContext) {
        tries += 1
        guard tries <= Self.tryLimit else { return finish(.unreachable, error: "MaxAttemptsReached") }
        let known = context.memory.servers[context.state.servers[server]] ?? .init()
        level = max(known.level, known.knowsNoEDNS ? Level.udp : Level.edns, clamp ?? Level.edns)
        send(over: level == Level.tcp ? .tcp : .udp, &context)
    }

    private mutating func send(over transport: Transport, wait: Duration? = nil, _ context: inout EngineContext) {
        let base = transport == .tcp ? Self.tcpWait : Self.udpWait
        // The first timer of the process comes up to 250 ms late, the later ones are aligned to it.
        let slack = hasTimedOut ? Self.timerSlack : Self.timerSlack * context.luck.next()
        let wait = wait ?? base + slack
        if transport == .udp { udpDeadline = context.now + wait }
        let number = context.send(
            question, to: server, over: transport, edns: level == Level.edns ? Self.payloadSize : nil, timeout: wait)
        pending = context.queries[number]
    }

    /// Makes the next server the current one, unless another question has already done so.
    private mutating func nextServer(_ context: inout EngineContext) {
        let count = context.state.servers.count
        if context.currentServer == server { context.currentServer = (server + 1) % count }
        server = context.currentServer ?? 0
        serversChosen += 1
        clamp = nil
        truncatedAfterTCP = false
    }

    /// Goes on to the next server while fewer choices than there are servers have been made.
    private mutating func triesNextServer(_ context: inout EngineContext) -> Bool {
        guard serversChosen < context.state.servers.count else { return false }
        nextServer(&context)
        send(&context)
        return true
    }

    /// Counts a lost packet: after three a server is asked with less.
    private mutating func lost(_ query: StubQuery, _ context: inout EngineContext) {
        var known = context.memory.servers[query.server] ?? .init()
        let isLone = context.state.servers.count == 1
        if known.level == (query.transport == .tcp ? Level.tcp : level) {
            known.lost += 1
            // A lone server's connection is used again, so that the loss of it counts once more.
            let limit = known.level == Level.tcp && isLone ? 2 : 3
            if known.lost >= limit {
                known.level = known.level == Level.tcp ? Level.udp : known.level + 1
                known.lost = 0
            }
        }
        context.memory.servers[query.server] = known
    }

    private mutating func unreachable(_ query: StubQuery, _ cause: UnreachableCause, _ context: inout EngineContext) {
        if query.transport == .tcp || cause == .noRoute {
            nextServer(&context)
            return send(&context)
        }
        if triesNextServer(&context) { return }
        finish(.unreachable, error: "errno")
    }
}

// MARK: - Responses

extension StickyTransaction {
    private mutating func received(_ response: StubResponse, to query: StubQuery, _ context: inout EngineContext) {
        switch response.form {
        case .otherID, .otherSource, .malformed: return
        case .otherQuestion: return finish(.failed(query: query.number, .servfail), error: "InvalidReply")
        case .proper, .questionless: break
        }
        let result = QuestionResult(response, to: query.number)
        if response.isBogus { return finish(result, error: "DNSSECValidationFailed") }
        switch response.code {
        case .servfail, .formerr, .notimp:
            return failed(result, &context)
        case .refused:
            if !triesNextServer(&context) { finish(result) }
            return
        default: break
        }
        if response.form == .questionless {
            return finish(.failed(query: query.number, .servfail), error: "InvalidReply")
        }
        if response.isTruncated, query.transport == .udp { return truncated(query, &context) }
        let hadEDNS = query.ednsPayloadSize != nil
        if hadEDNS, !response.hasEDNS {
            context.memory.servers[query.server, default: .init()].knowsNoEDNS = true
            clamp = Level.udp
            return send(&context)
        }
        if hadEDNS, response.code == .nxdomain {
            clamp = Level.udp
            return send(&context)
        }
        context.memory.servers[query.server, default: .init()].lost = 0
        finish(result)
    }

    /// SERVFAIL, FORMERR or NOTIMP: once more with less, and for SERVFAIL once more with the same before.
    private mutating func failed(_ result: QuestionResult, _ context: inout EngineContext) {
        if level != Level.edns {
            if !triesNextServer(&context) {
                finish(result, error: truncatedAfterTCP ? "InvalidReply" : nil)
            }
            return
        }
        if pending?.transport == .tcp { truncatedAfterTCP = true }
        clamp = result.kind == .servfail && clamp == nil ? Level.edns : Level.udp
        send(&context)
    }

    private mutating func truncated(_ query: StubQuery, _ context: inout EngineContext) {
        if truncatedAfterTCP { return finish(.failed(query: query.number, .servfail), error: "InvalidReply") }
        // The connection gets what is left of the time of the UDP query.
        send(over: .tcp, wait: udpDeadline - context.now, &context)
    }

    private mutating func finish(_ result: QuestionResult, error: String? = nil) {
        pending = nil
        reports = [QuestionReport(result, error: error)]
    }
}
