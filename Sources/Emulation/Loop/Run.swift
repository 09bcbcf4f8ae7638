import DNSCore
import IPCore
import NameService
import ScenarioLanguage
import StubResolution
import WorldModel

/// One run of the event loop: every choice is settled, the clock is virtual, and each query goes through the network.
struct Run {
    /// A name server that is busy with a query.
    private struct BusyServer {
        var task: NameServerTask
        /// The exchange that it is to answer.
        let exchange: Int
    }

    private(set) var surroundings: Surroundings
    var record: RunRecord
    var memo = EmulationMemo()
    private(set) var now: Duration
    private var queue = EventQueue()
    private(set) var exchanges: [Exchange] = []
    private var servers: [BusyServer] = []
    /// The queries that arrived at the name servers, with those before this run.
    private(set) var counts: QueryCounts

    // The lookup under way.
    private var plan: LookupPlan?
    private var stub: StubResolver?
    private var conclusion: StubConclusion?
    private var started = Duration.zero
    private var concluded = Duration.zero
    private var undecided: UndecidedFact?
    /// In a race between servers the one whose response comes first.
    private var favouredServer: IPAddress?

    /// More events than any sensible scenario needs; a run that reaches them is cut off.
    private static let eventLimit = 20_000

    /// When Linux gives up a TCP connection whose SYN nobody answers, as measured with the usual six retransmissions.
    private static let connectionLimit = Duration.seconds(134)

    init(_ surroundings: Surroundings, _ record: RunRecord, at start: Duration, counts: QueryCounts = QueryCounts()) {
        self.surroundings = surroundings
        self.record = record
        self.counts = counts
        now = start
    }

    /// Carries a lookup out and stays at the instant of its conclusion.
    mutating func resolve(_ plan: LookupPlan) -> LookupTrace {
        let start = now
        let firstExchange = exchanges.count
        conclusion = nil
        undecided = nil
        concluded = start
        started = start
        surroundings = plan.surroundings
        let plan = settled(plan)
        self.plan = plan
        if !plan.isOnClock { device.memory.rotation = plan.rotation }
        var stub = StubResolver(
            plan.request, state: plan.state, profile: plan.profile, memory: device.memory, luck: draw(for: plan),
            at: start)
        if plan.profile.evidence == .documented {
            record.assume("client.resolver.profile", plan.profile.name, plan.profile.silenceRule)
        }
        let actions = stub.handle(.started, at: .zero)
        self.stub = stub
        perform(actions)
        // What is under way when the lookup ends is followed to its end: it tells why a server did not answer in time.
        var count = 0
        while undecided == nil, count < Self.eventLimit, let event = queue.next() {
            now = event.instant
            handle(event)
            count += 1
        }
        now = concluded
        if let memory = self.stub?.memory { device.memory = memory }
        endUnanswered(from: firstExchange)
        let own = exchanges[firstExchange...].filter { if case .stub = $0.asker { true } else { false } }
        let ttlMode = surroundings.world.assumptions.ttlMode
        let remembered = device.remembered(by: conclusion, at: start, ttlMode)
        if !remembered.isEmpty { record.assume("assumptions.ttl_mode", ttlMode.rawValue, .dnsmsg07) }
        return LookupTrace(
            plan: plan, start: start, elapsed: concluded - start, exchanges: own, conclusion: conclusion,
            undecided: undecided, kept: remembered)
    }

    /// The device as the lookups so far have left it.
    var device = DeviceState()
    /// The servers' caches, likewise.
    var caches = ServerCaches()

    /// Carries out what the device looked up before, so that a lookup on the clock finds it as it was left.
    mutating func resolve(before plan: LookupPlan) {
        var flushes = plan.flushes[...]
        for earlier in plan.earlier {
            flushCaches(&flushes, until: earlier.start)
            now = earlier.start
            _ = resolve(earlier)
        }
        flushCaches(&flushes, until: plan.start)
        now = plan.start
    }

    private mutating func flushCaches(_ flushes: inout ArraySlice<CacheFlush>, until instant: Duration) {
        while let flush = flushes.first, flush.at <= instant {
            if flush.target == "client" { device.flush() } else { caches.flush(flush.target) }
            flushes = flushes.dropFirst()
        }
    }

    /// The plan with the races between links and servers settled by choices.
    private mutating func settled(_ plan: LookupPlan) -> LookupPlan {
        var plan = plan
        let links = StubResolver.competingLinks(plan.request, state: plan.state, profile: plan.profile)
        if links.count > 1 { plan.state.favouredLink = links[record.choose(RaceChoice.link, among: links)] }
        favouredServer = nil
        let servers = plan.state.servers
        if plan.profile.racesServers, servers.count > 1 {
            favouredServer = servers[record.choose(RaceChoice.server, among: servers.map(\.description))]
        }
        return plan
    }

    /// The draws of the resolver: a named choice where it draws a server.
    private mutating func draw(for plan: LookupPlan) -> Luck {
        let servers = plan.state.servers
        guard plan.profile.drawsServers, servers.count > 1 else { return Luck(fraction: 0.5) }
        let picked = record.choose("server drawn", among: servers.map(\.description))
        return Luck(fraction: (Double(picked) + 0.5) / Double(servers.count))
    }

    /// Ends the queries without a timeout of their own that nothing came back for.
    private mutating func endUnanswered(from first: Int) {
        for index in exchanges.indices.dropFirst(first) where exchanges[index].result == nil {
            if case .stub = exchanges[index].asker, undecided == nil {
                exchanges[index].result = .timeout
                exchanges[index].ended = max(concluded, exchanges[index].sent)
            }
        }
    }

    /// Sends one query of the device to a server and waits for what comes back, without a resolver that would make more of it.
    mutating func exchange(
        _ query: IncomingQuery, with server: IPAddress, patience: Duration
    ) -> (exchange: Exchange, undecided: UndecidedFact?) {
        let index = exchanges.count
        undecided = nil
        send(query, to: server, port: 53, from: .client, timeout: patience, for: .observer)
        var count = 0
        while undecided == nil, exchanges[index].result == nil, count < Self.eventLimit, let event = queue.next() {
            now = event.instant
            handle(event)
            count += 1
        }
        return (exchanges[index], undecided)
    }

    /// The fate of a packet that is sent now.
    mutating func fate(of flow: Flow, from origin: FlowOrigin) -> TracedFate {
        memo.fate(of: flow, from: origin, at: now, in: surroundings, &record)
    }
}

// MARK: - The clock

extension Run {
    private mutating func handle(_ event: EventQueue.Event) {
        let index = event.exchange
        switch event.kind {
        case .arrival: arrive(index)
        case .reply: reply(index)
        case .error: end(index, as: .unreachable)
        case .connectionTimeout:
            exchanges[index].hasConnectionTimedOut = true
            end(index, as: .unreachable)
        case .timer(let timer): advance(.expired(timer: timer))
        case .timeout: end(index, as: exchanges[index].isMismatched ? .mismatched : .timeout)
        }
    }

    /// Sends a query and schedules what follows from the fate of its packets.
    private mutating func send(
        _ incoming: IncomingQuery, to server: IPAddress, port: Int, from origin: FlowOrigin, timeout: Duration?,
        for asker: Exchange.Asker
    ) {
        let flow = Flow(incoming.transport.flowProtocol, to: server, port: port)
        let traced = fate(of: flow, from: origin)
        let index = exchanges.count
        var exchange = Exchange(
            asker: asker, origin: origin, server: server, incoming: incoming, sent: now, traced: traced, ended: now)
        var due: (kind: EventQueue.Kind, instant: Duration)?
        switch traced.fate.outcome {
        case .delivered(.nameServer): due = (.arrival, now + traced.fate.roundTrip / 2)
        case .delivered(.closedPort):
            exchange.drop = Self.nobodyListens(at: traced.path.last ?? "\(server)", server, isReported: true)
            due = (.error, now + traced.fate.roundTrip)
        case .delivered(.host), .delivered(.undeclared):
            exchange.drop = Self.nobodyListens(at: traced.path.last ?? "\(server)", server, isReported: false)
        case .dropped(let drop):
            exchange.drop = blocksOnlyTCP(drop, flow, origin) ? drop.blockingTCP : drop
            if drop.isReported { due = (.error, now + traced.fate.roundTrip) }
        case .unknown(let missing, let text):
            exchanges.append(exchange)
            unknown(index, UndecidedFact(missing: missing, text: text))
            return
        }
        exchanges.append(exchange)
        // The timer comes first: a response at the very instant of the timeout is late.
        if let timeout {
            queue.schedule(.timeout, of: index, at: now + timeout)
        } else if incoming.transport == .tcp {
            queue.schedule(.connectionTimeout, of: index, at: now + Self.connectionLimit)
        }
        if let due { queue.schedule(due.kind, of: index, at: due.instant) }
    }

    /// Whether a stub resolver's TCP query dies where its UDP query would pass (rules DNSMSG-04, R53-INBOUND-03).
    private mutating func blocksOnlyTCP(_ drop: Drop, _ flow: Flow, _ origin: FlowOrigin) -> Bool {
        guard flow.flowProtocol == .tcp, drop.reason != .fault else { return false }
        var datagram = flow
        datagram.flowProtocol = .udp
        if case .delivered(.nameServer) = fate(of: datagram, from: origin).fate.outcome { return true }
        return false
    }

    private static func nobodyListens(at element: String, _ server: IPAddress, isReported: Bool) -> Drop {
        Drop(
            at: element, .noListener, .vpcDNS01, "Nothing listens on port 53 of \(server).",
            remedy: "Ask an address on which a name server listens.", isReported: isReported)
    }
}

// MARK: - Name servers

extension Run {
    private mutating func arrive(_ index: Int) {
        guard case .delivered(.nameServer(let server)) = exchanges[index].traced.fate.outcome else { return }
        let address = exchanges[index].server
        let ordinal = counts.count(server, at: address)
        var query = exchanges[index].incoming
        query.source = exchanges[index].traced.fate.sourceAddress
        query.destination = address
        query.at = now
        query.ordinal = ordinal.server
        query.ordinalAtDestination = ordinal.address
        let cached = caches.response(of: surroundings.world.names.nameServers[server], to: query.question, at: now)
        servers.append(
            BusyServer(
                task: NameServerTask(surroundings.world, server: server, query: query, cached: cached), exchange: index)
        )
        drive(servers.count - 1, .started)
    }

    /// Tells a busy server what happened and does what it says.
    private mutating func drive(_ server: Int, _ event: NameServerTask.Event) {
        let action = servers[server].task.handle(event, at: now, &record)
        let index = servers[server].exchange
        let roundTrip = exchanges[index].traced.fate.roundTrip
        switch action {
        case .reply(let response, let delay), .mismatched(let response, let delay):
            if case .mismatched = action { exchanges[index].isMismatched = true }
            if let drop = fragmentDrop(response, of: exchanges[index]) {
                exchanges[index].drop = drop
                return
            }
            exchanges[index].response = response
            if case .delivered(.nameServer(let server)) = exchanges[index].traced.fate.outcome {
                caches.keep(
                    response, of: surroundings.world.names.nameServers[server], to: exchanges[index].question,
                    at: now + delay)
            }
            queue.schedule(.reply, of: index, at: now + delay + (roundTrip - roundTrip / 2) + lag(of: exchanges[index]))
        case .silence(let drop):
            exchanges[index].drop = drop
        case .reject(let drop):
            exchanges[index].drop = drop
            queue.schedule(.error, of: index, at: now + (roundTrip - roundTrip / 2))
        case .ask(let query):
            let incoming = IncomingQuery(
                query.question, source: nil, transport: query.transport, recursionDesired: query.recursionDesired,
                ednsPayloadSize: query.ednsPayloadSize, trail: query.trail)
            send(
                incoming, to: query.address, port: query.port, from: query.origin, timeout: query.timeout,
                for: .task(server, attempt: query.attempt))
        case .unknown(let missing, let text):
            unknown(index, UndecidedFact(missing: missing, text: text))
        }
    }

    /// How much later the response of a server comes that loses a race: as much again as its own round trip.
    private func lag(of exchange: Exchange) -> Duration {
        guard case .stub = exchange.asker, let favouredServer, favouredServer != exchange.server else { return .zero }
        return exchange.traced.fate.roundTrip + .milliseconds(1)
    }

    /// Why a big UDP response does not come through the tunnel, if it does not (rule DNSMSG-05).
    private mutating func fragmentDrop(_ response: Response, of exchange: Exchange) -> Drop? {
        guard let tunnel = surroundings.world.tunnel, exchange.transport == .udp, !exchange.isMismatched,
            exchange.traced.fate.interface == tunnel.interface
        else { return nil }
        let headers = exchange.server.family == .ipv4 ? 28 : 48
        let (question, edns) = (exchange.question, exchange.incoming.ednsPayloadSize)
        guard headers + response.largestSize(question: question, edns: edns) > tunnel.mtu else { return nil }
        let size = headers + response.messageSize(question: question, edns: edns)
        guard size > tunnel.mtu else { return nil }
        let fragments = surroundings.world.assumptions.fragments
        record.assume("assumptions.fragments", fragments.rawValue, .dnsmsg05)
        guard fragments == .drop else { return nil }
        return Drop(
            at: tunnel.name, .mtuExceeded, .dnsmsg05,
            "The response of \(exchange.server) is a packet of \(size) octets, more than the tunnel's MTU of \(tunnel.mtu), and its fragments are dropped.",
            remedy: "Let fragments pass, or advertise an EDNS size that fits the tunnel.", direction: .return)
    }
}

// MARK: - Who asked

extension Run {
    private mutating func reply(_ index: Int) {
        let exchange = exchanges[index]
        guard let response = exchange.response else { return }
        switch exchange.asker {
        case .stub(let query):
            let isLate = exchange.result != nil
            let isTruncated = response.isTruncated && exchange.transport == .udp
            if !exchange.isMismatched {
                exchanges[index].result = isLate ? .late : isTruncated ? .truncated : .response
                exchanges[index].ended = now
            }
            var seen = StubResponse(
                response.code, hasAnswer: response.hasAnswer(to: exchange.question), isTruncated: isTruncated,
                form: exchange.isMismatched ? .otherID : .proper, isAuthoritative: response.isAuthoritative,
                recursionAvailable: response.recursionAvailable, hasAdditional: !response.additionals.isEmpty)
            // A server answers EDNS with EDNS, but for a FORMERR, by which it tells that it knows none (RFC 6891, section 7).
            seen.lifetime = response.lifetime
            if !exchange.isMismatched, !isTruncated, let plan,
                let rejection = plan.validation?.rejection(of: response, name: exchange.question.name)
            {
                exchanges[index].rejection = rejection
                seen.code = rejection.code
                seen.hasAnswer = false
                seen.isBogus = true
                seen.lifetime = nil
            }
            seen.token = device.keep(exchanges[index].taken ?? response, at: now)
            seen.hasEDNS = exchange.incoming.ednsPayloadSize != nil && response.code != .formerr
            advance(.received(seen, query: query))
            // Some resolvers still take a response whose time is over.
            if isLate, conclusion?.rests(on: query) == true { exchanges[index].result = .response }
        case .observer:
            let isTruncated = response.isTruncated && exchange.transport == .udp
            exchanges[index].result = exchange.isMismatched ? .mismatched : isTruncated ? .truncated : .response
            exchanges[index].ended = now
        case .task(let server, let attempt):
            guard exchange.result == nil, !exchange.isMismatched else { return }
            exchanges[index].result = .response
            exchanges[index].ended = now
            drive(server, .response(response, attempt: attempt))
        }
    }

    /// Tells who asked that nothing usable came back, unless something has.
    private mutating func end(_ index: Int, as result: AttemptFate) {
        if case .stub(let query) = exchanges[index].asker, result == .timeout, exchanges[index].result == .unreachable {
            // Some resolvers do not notice what the socket reports, and wait.
            guard let actions = stub?.handle(.timedOut(query: query), at: now - started), !actions.isEmpty else {
                return
            }
            exchanges[index].result = .timeout
            exchanges[index].ended = now
            return perform(actions)
        }
        guard exchanges[index].result == nil else { return }
        exchanges[index].result = result
        exchanges[index].ended = now
        let drop = exchanges[index].drop
        switch exchanges[index].asker {
        case .stub(let query):
            advance(
                result == .unreachable
                    ? .unreachable(query: query, exchanges[index].cause) : .timedOut(query: query))
        case .observer:
            break
        case .task(let server, let attempt):
            drive(
                server,
                result == .unreachable
                    ? .unreachable(attempt: attempt, because: drop) : .timedOut(attempt: attempt, because: drop))
        }
    }

    /// Tells who asked that the scenario does not decide what comes back.
    private mutating func unknown(_ index: Int, _ fact: UndecidedFact) {
        switch exchanges[index].asker {
        case .stub:
            if conclusion == nil { undecided = fact }
        case .observer:
            undecided = fact
        case .task(let server, let attempt):
            exchanges[index].result = .timeout
            drive(server, .unknown(attempt: attempt, missing: fact.missing, text: fact.text))
        }
    }

    private mutating func advance(_ event: StubResolver.Event) {
        guard let actions = stub?.handle(event, at: now - started) else { return }
        perform(actions)
    }

    private mutating func perform(_ actions: [StubResolver.Action]) {
        for action in actions {
            switch action {
            case .conclude(let conclusion):
                self.conclusion = conclusion
                concluded = now
            case .wait(let timer, let duration):
                queue.schedule(.timer(timer), of: 0, at: now + duration)
            case .send(let query):
                guard let plan else { continue }
                record.assume(plan.state.serverAssumptions[query.server])
                let incoming = IncomingQuery(
                    query.question, source: nil, transport: query.transport, recursionDesired: query.recursionDesired,
                    ednsPayloadSize: query.ednsPayloadSize)
                send(
                    incoming, to: query.server, port: 53, from: plan.origin(towards: query.server),
                    timeout: query.timeout, for: .stub(query: query.number))
            }
        }
    }
}
