import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

/// One question on its walk over the servers.
struct ServerWalk: QuestionEngine {
    let questions: [Question]
    private(set) var reports: [QuestionReport]?
    private let policy: WalkPolicy

    // Where it stands.
    private var order: [Int] = []
    /// Counts all steps of the schedule, those of left-out servers too.
    private var step = 0
    private var position = 0
    private var triesLeft = 1
    private var excluded: Set<Int> = []
    private var transport = Transport.udp
    private var edns: Int?
    private var pending: StubQuery?
    private var known: Set<Int> = []
    private var sentAt: Duration = .zero
    private var pauseTimer: Int?
    private var nextPause: Duration
    private var mayRetry = true
    // What it has seen.
    private var hasWaited = false
    private var lastFailure: QuestionResult?
    private var firstEvent: QuestionResult?
    private var lastEvent: QuestionResult?
    private var sawOnlyMissingRoutes = true
    private var truncated: Int?
    // The ticks at which timeouts are looked at.
    private var tickBase: Duration = .zero
    private var hasHeard = false

    init(_ question: Question, _ policy: WalkPolicy) {
        questions = [question]
        self.policy = policy
        nextPause = policy.pause ?? .zero
    }

    private var question: Question { questions[0] }
    private var server: Int { order[position] }

    mutating func start(_ context: inout EngineContext) {
        let count = context.state.servers.count
        let offset = context.state.rotates ? context.memory.rotation : 0
        context.memory.rotation += 1
        order = (0..<count).map { ($0 + offset) % count }
        if policy.isShuffled {
            for index in order.indices.dropLast() {
                order.swapAt(index, index + context.luck.position(among: count - index))
            }
        }
        if policy.schedule == .fewestFailures { position = healthiest(context) }
        transport = context.state.usesTCP ? .tcp : .udp
        edns = context.state.ednsPayloadSize
        triesLeft = context.state.attempts
        tickBase = context.now
        guard count > 0, context.state.attempts > 0 else { return fail() }
        send(&context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        guard reports == nil else { return }
        switch event {
        case .received(let response, let query):
            received(response, to: query, &context)
        case .timedOut(let query):
            guard pending?.number == query.number else { return }
            hasWaited = true
            note(.timeout)
            blame(query, &context)
            goOn(after: .timeout, &context)
        case .unreachable(let query, let cause):
            guard pending?.number == query.number, isNoticed(cause, query) else { return }
            if cause != .noRoute { sawOnlyMissingRoutes = false }
            note(.unreachable)
            blame(query, &context)
            leaveOut(&context)
            // Without a route nothing is sent, so trying once more is of no use.
            if cause == .noRoute, policy.schedule != .passes { triesLeft = 1 }
            goOn(after: .unreachable, &context)
        case .expired(let timer):
            guard timer == pauseTimer else { return }
            pauseTimer = nil
            nextRound(&context)
        case .siblingFinished(let report):
            if policy.stopsAtFirstAddress, question.type == .aaaa, report.result.answeredQuery != nil {
                mayRetry = false
            }
        }
    }

    private func isNoticed(_ cause: UnreachableCause, _ query: StubQuery) -> Bool {
        if query.transport == .tcp { return cause != .noNeighbor && cause != .hostUnreachable }
        return policy.notices.contains(cause)
    }
}

// MARK: - Sending

extension ServerWalk {
    private mutating func send(_ context: inout EngineContext) {
        var wait = wait(&context)
        if let tick = policy.tick { wait = noticed(after: wait, tick: tick, at: context.now) }
        if let lifetime = policy.lifetime {
            guard context.now < lifetime else { return finish(.timeout) }
            wait = min(wait, lifetime - context.now)
        }
        let number = context.send(question, to: server, over: transport, edns: edns, timeout: wait)
        pending = context.queries[number]
        sentAt = context.now
        known.insert(number)
    }

    /// The time for the try at hand.
    private func wait(_ context: inout EngineContext) -> Duration {
        let base = learned(context) ?? context.state.timeout
        if transport == .tcp, let time = policy.tcpTimeout { return time }
        let pass = step / max(1, context.state.servers.count)
        switch policy.growth {
        case .constant: return base
        case .doubledEachPass: return base * (1 << min(pass, 20))
        case .doubledEachPassLessAPart:
            let full = base * (1 << min(pass, 20))
            guard pass > 0 else { return full }
            return max(base, full - full * (context.luck.next() / 2))
        }
    }

    private func learned(_ context: EngineContext) -> Duration? {
        guard policy.learnsRoundTrip, let known = context.memory.servers[context.state.servers[server]],
            known.responses >= 3
        else { return nil }
        return min(.seconds(5), max(.milliseconds(250), known.roundTrips * 5 / known.responses))
    }

    /// When the end of a wait is noticed on the ticks; the first query goes out just after a tick begins.
    private func noticed(after wait: Duration, tick: Duration, at now: Duration) -> Duration {
        let isFirst = known.isEmpty && !hasHeard
        var instant = tickBase
        while isFirst ? instant <= now + wait : instant < now + wait { instant += tick }
        return instant - now
    }
}

// MARK: - Responses

extension ServerWalk {
    private mutating func received(_ response: StubResponse, to query: StubQuery, _ context: inout EngineContext) {
        let isPending = pending?.number == query.number
        guard isPending || policy.acceptsLate && known.contains(query.number) else { return }
        if policy.tick != nil {
            tickBase = context.now
            hasHeard = true
        }
        let odd: OddMessagePolicy? =
            switch response.form {
            case .proper: nil
            case .otherID, .otherSource: policy.otherID
            case .otherQuestion: policy.otherQuestion
            case .questionless: policy.questionless
            case .malformed: policy.malformed
            }
        switch odd {
        case .ignored: return
        case .leadsOn:
            guard isPending else { return }
            sawOnlyMissingRoutes = false
            note(.failed(query: query.number, .servfail))
            blame(query, &context)
            if response.form == .questionless { leaveOut(&context) }
            return goOn(after: .servfail, always: true, &context)
        case .accepted, nil: break
        }
        if response.form == .malformed { return finish(.timeout) }
        sawOnlyMissingRoutes = false
        if response.isTruncated, query.transport == .udp, policy.truncation != .usedAsItIs {
            guard isPending else { return }
            truncated = query.number
            return overTCP(&context)
        }
        judge(response, to: query, isPending: isPending, &context)
    }

    private mutating func overTCP(_ context: inout EngineContext) {
        let before = transport
        transport = .tcp
        send(&context)
        if policy.truncation == .tcpHere { transport = before }
    }

    private mutating func judge(
        _ response: StubResponse, to query: StubQuery, isPending: Bool, _ context: inout EngineContext
    ) {
        let result = QuestionResult(response, to: query.number)
        if policy.formerrDropsEDNS, response.code == .formerr, query.ednsPayloadSize != nil, isPending {
            edns = nil
            return send(&context)
        }
        let isLame =
            policy.lameLeadsOn && response.isLame && (policy.lameWithAdditionalLeadsOn || !response.hasAdditional)
        let leadsOn: Bool
        if isLame {
            leadsOn = true
        } else if let trigger = result.trigger {
            // Any response is final, SERVFAIL included, unless `failover_on` names it (rules CVPN-DNS-04, STUB-05, STUB-06).
            leadsOn = context.state.failover.contains(trigger)
        } else {
            leadsOn = policy.otherCodesLeadOn && result.kind != .answered
        }
        guard leadsOn else {
            if policy.remembersFailures { context.memory.servers[query.server, default: .init()].failures = 0 }
            if policy.learnsRoundTrip {
                context.memory.servers[query.server, default: .init()].responses += 1
                context.memory.servers[query.server, default: .init()].roundTrips += context.now - sentAt
            }
            return finish(result)
        }
        lastFailure = result
        note(result)
        blame(query, &context)
        guard isPending else {
            if let position = order.firstIndex(where: { context.state.servers[$0] == query.server }) {
                leaveOut(at: position, &context)
            }
            return
        }
        leaveOut(&context)
        goOn(after: result.trigger ?? .servfail, always: true, &context)
    }
}

// MARK: - Going on

extension ServerWalk {
    private mutating func note(_ result: QuestionResult) {
        if firstEvent == nil { firstEvent = result }
        lastEvent = result
    }

    private func blame(_ query: StubQuery, _ context: inout EngineContext) {
        guard policy.remembersFailures else { return }
        context.memory.servers[query.server, default: .init()].failures += 1
        context.memory.servers[query.server, default: .init()].failedAt = context.clock
    }

    private mutating func leaveOut(_ context: inout EngineContext) { leaveOut(at: position, &context) }

    private mutating func leaveOut(at position: Int, _ context: inout EngineContext) {
        guard policy.excludesFailed, policy.excludesOnlyServer || context.state.servers.count > 1 else { return }
        excluded.insert(position)
    }

    private func healthiest(_ context: EngineContext) -> Int {
        order.indices.min {
            (failures(at: $0, context), $0) < (failures(at: $1, context), $1)
        } ?? 0
    }

    private func failures(at position: Int, _ context: EngineContext) -> Int {
        context.memory.servers[context.state.servers[order[position]]]?.failures ?? 0
    }

    /// Makes the next try, with another server only if `trigger` leads there.
    private mutating func goOn(after trigger: FailoverTrigger, always: Bool = false, _ context: inout EngineContext) {
        pending = nil
        guard mayRetry else { return fail() }
        let leadsOn = always || context.state.failover.contains(trigger)
        let count = order.count
        switch policy.schedule {
        case .passes, .fewestFailures:
            let limit = count * context.state.attempts
            while true {
                step += 1
                guard step < limit else { return fail() }
                let next = policy.schedule == .passes ? step % count : healthiest(context)
                if excluded.contains(next) || next != position && !leadsOn { continue }
                position = next
                return send(&context)
            }
        case .firstServerRepeated, .eachServerRepeated:
            // Repeating a query is for silence and errors: a server that has responded is not asked again.
            let isSilence = trigger == .timeout || trigger == .unreachable || policy.schedule == .eachServerRepeated
            if isSilence, triesLeft > 1 {
                triesLeft -= 1
                return send(&context)
            }
            guard leadsOn, position + 1 < count else { return fail() }
            position += 1
            if policy.schedule == .eachServerRepeated { triesLeft = context.state.attempts }
            send(&context)
        case .untilLifetime:
            if let next = order.indices.first(where: { $0 > position && !excluded.contains($0) }) {
                position = next
                return send(&context)
            }
            guard excluded.count < count else { return fail(error: "NoNameservers") }
            pauseTimer = context.wait(nextPause)
            nextPause = min(nextPause * 2, policy.pauseLimit)
        }
    }

    private mutating func nextRound(_ context: inout EngineContext) {
        guard let first = order.indices.first(where: { !excluded.contains($0) }) else { return fail() }
        position = first
        send(&context)
    }

    private mutating func fail(error: String? = nil) {
        if policy.usesTruncatedInTheEnd, let truncated { return finish(.answered(query: truncated)) }
        let silence: QuestionResult = hasWaited ? .timeout : .unreachable
        let result: QuestionResult =
            switch policy.reported {
            case .lastResponse: lastFailure ?? silence
            case .last: lastEvent ?? silence
            case .first: firstEvent ?? silence
            }
        let routeError = sawOnlyMissingRoutes && !hasWaited ? policy.noRouteError : nil
        reports = [QuestionReport(result, error: error ?? routeError, endedWithResponse: false)]
        pending = nil
    }

    private mutating func finish(_ result: QuestionResult) {
        pending = nil
        reports = [QuestionReport(result)]
    }
}
