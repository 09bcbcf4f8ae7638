public import DNSCore
public import IPCore
import ScenarioLanguage
import StubResolution
public import WorldModel

extension Emulator {
    /// What an application on the device is told that asks for one type of an absolute name at an instant of the virtual clock.
    ///
    /// The same as `predict(_:)` for a lookup of the name with its final dot, without reachability and explanation, and for the
    /// first option of each choice alone.
    public func outcome(
        of question: Question, recursionDesired: Bool = true, at instant: Duration = .zero,
        history: inout LiveHistory, memo: inout EmulationMemo
    ) -> LiveOutcome {
        let request = LookupRequest(
            declared: DeclaredLookup(
                asking: question.name.description, domainName: question.name, types: [question.type]),
            asker: .client, server: nil)
        var plan = LookupPlan(request, in: surroundings(at: instant))
        plan.start = instant
        plan.request.recursionDesired = recursionDesired
        plan.isOnClock = dependsOnHistory
        if plan.isOnClock {
            let last = history.lastInstant ?? .zero - .nanoseconds(1)
            plan.flushes = world.flushes.filter { $0.at > last && $0.at <= instant }
        }
        var run = Run(plan.surroundings, RunRecord(), at: instant, counts: history.counts)
        run.device = history.device
        run.caches = history.caches
        swap(&run.memo, &memo)
        run.resolve(before: plan)
        let trace = run.resolve(plan)
        swap(&run.memo, &memo)
        history.take(run, at: instant)
        return LiveOutcome(trace)
    }

    /// What one query of the device to one server comes to: a response as the server sends it, an error at once, or silence.
    ///
    /// `patience` bounds the virtual time after which a response counts as none.
    public func exchange(
        _ question: Question, with server: IPAddress, transport: Transport = .udp, recursionDesired: Bool = true,
        ednsPayloadSize: Int? = nil, at instant: Duration = .zero, patience: Duration = .seconds(120),
        history: inout LiveHistory, memo: inout EmulationMemo
    ) -> LiveOutcome {
        let query = IncomingQuery(
            question, source: nil, transport: transport, recursionDesired: recursionDesired,
            ednsPayloadSize: ednsPayloadSize)
        var run = Run(surroundings(at: instant), RunRecord(), at: instant, counts: history.counts)
        run.device = history.device
        run.caches = history.caches
        swap(&run.memo, &memo)
        let (exchange, undecided) = run.exchange(query, with: server, patience: patience)
        swap(&run.memo, &memo)
        history.take(run, at: instant)
        return LiveOutcome(exchange, undecided)
    }

    /// Whether the outcome of a question can depend on when it is asked or on what was asked before.
    public var dependsOnHistory: Bool {
        let resolver = world.client.resolver
        let profile = ResolverProfiles.named(resolver.profile, version: resolver.version) ?? .sequential
        return !world.epochs.isEmpty || resolver.rotates || profile.remembers(in: resolver)
            || world.names.nameServers.elements.contains { $0.cache != nil }
            || world.faults.contains {
                $0.declared.from != nil || $0.declared.until != nil || $0.declared.queries != nil || $0.kind == .loss
            }
    }
}

extension LiveOutcome {
    fileprivate init(_ trace: LookupTrace) {
        self.init(
            outcome: trace.outcome, reason: trace.reason, response: trace.response,
            server: trace.concluding?.server, elapsed: trace.elapsed)
        if case .hostsFile(let addresses) = trace.conclusion?.verdict { hostsAddresses = addresses }
    }

    fileprivate init(_ exchange: Exchange, _ undecided: UndecidedFact?) {
        self.init(outcome: .timeout, reason: exchange.reason, elapsed: exchange.ended - exchange.sent)
        if undecided != nil {
            outcome = .unknown
            return
        }
        switch exchange.result {
        case .response, .truncated, .mismatched:
            guard let response = exchange.response else { return }
            self.response = response
            server = exchange.server
            outcome = LookupOutcome(response, to: exchange.question)
            isMismatched = exchange.isMismatched
        case .unreachable: outcome = .unreachable
        case .timeout, .late, nil: break
        }
    }
}

extension LookupOutcome {
    /// What a response means to whoever gets it.
    fileprivate init(_ response: Response, to question: Question) {
        self =
            switch response.code {
            case .noerror: response.hasAnswer(to: question) ? .answered : .nodata
            case .nxdomain: .nxdomain
            case .refused: .refused
            case .notimp: .notimp
            case .formerr: .formerr
            default: .servfail
            }
    }
}
