import DNSCore
import IPCore
import ScenarioLanguage
public import WorldModel

/// What one name server does with one query, as a state machine without a socket or a clock.
///
/// Start it with `.started`, do what each action says, and feed what comes of an `.ask` back in, until an action other
/// than `.ask` ends it. Faults and fixed failures, truncation and filters are part of it.
public struct NameServerTask: Sendable {
    /// What happened.
    public enum Event: Hashable, Sendable {
        /// The query has arrived.
        case started
        /// A response to the task's own query came back.
        case response(Response, attempt: Int)
        /// Nothing usable came back in time; the one place where it was stopped, if any was.
        case timedOut(attempt: Int, because: Drop?)
        /// An error came back at once.
        case unreachable(attempt: Int, because: Drop?)
        /// Whether anything comes back hangs on a fact that the scenario does not hold.
        case unknown(attempt: Int, missing: String, text: String)
    }

    /// What to do next.
    public enum Action: Hashable, Sendable {
        /// Send a response, so long after now; the network's round trip comes on top.
        case reply(Response, after: Duration)
        /// The same with a message ID that is not the query's.
        case mismatched(Response, after: Duration)
        /// Nothing is sent back.
        case silence(Drop)
        /// An ICMP error or a TCP reset goes back at once.
        case reject(Drop)
        /// Ask another server and report what comes of it.
        case ask(UpstreamQuery)
        /// The reaction hangs on a fact that the scenario does not hold; the key path that would tell.
        case unknown(missing: String, text: String)
    }

    let world: World
    let reference: Reference<NameServer>
    let query: IncomingQuery
    /// What the server's cache has for the question.
    private let cached: Response?
    /// What a matching fault does to the reply.
    var modifier: FaultModifier?
    private var work = Work.none
    /// The number of the query that is out, and where it went.
    private var attempt = -1
    private var target: Upstreams.Target?
    private var isTCPRetry = false
    /// What an earlier upstream answered that made the server try the next one.
    private var rejected: Response?
    /// Why the last upstream gave nothing.
    private var lastDrop: Drop?
    /// The empty AAAA response that DNS64 fills while the A records are looked for, and the view to look in.
    private var dns64: Response?
    private var view: VPCView?

    /// What the server is busy with while another one is asked.
    private enum Work {
        case none
        /// A resolver on its way through names; the rule and the name that it asks for.
        case resolution(Resolution, rule: Int, name: DomainName, Upstreams)
        /// A forwarder.
        case forwarding(Upstreams, Reasoning)
    }

    /// A task for a query that arrived at `server`, which may have the response in its cache.
    public init(_ world: World, server: Reference<NameServer>, query: IncomingQuery, cached: Response? = nil) {
        self.world = world
        self.reference = server
        self.query = query
        self.cached = cached
    }

    /// The server.
    var server: NameServer { world.names.nameServers[reference] }

    /// Advances by one event at the instant `now` of the virtual clock and returns what to do next.
    ///
    /// `record` learns the choices and assumptions that were needed.
    public mutating func handle(_ event: Event, at now: Duration, _ record: inout RunRecord) -> Action {
        switch event {
        case .started:
            return start(at: now, &record)
        case .response(let response, _):
            return receive(response, at: now, &record)
        case .timedOut(_, let drop):
            return miss(drop, isSilent: true, at: now, &record)
        case .unreachable(_, let drop):
            return miss(drop, isSilent: false, at: now, &record)
        case .unknown(_, let missing, let text):
            return .unknown(missing: missing, text: text)
        }
    }

    // MARK: - The start

    private mutating func start(at now: Duration, _ record: inout RunRecord) -> Action {
        if let fault = ServerFault(on: reference, query, in: world) {
            switch fault.effect(on: query, of: server) {
            case .action(let action): return action
            case .modifier(let modifier): self.modifier = modifier
            }
        }
        if let drop = throttled(&record) { return .silence(drop) }
        if let refusal = refusal() { return finish(refusal, after: .zero) }
        let step = IncomingQuery.Step(server: reference, question: query.question)
        if query.trail.contains(step) || query.trail.count >= Self.trailLimit {
            return finish(
                failure(
                    .servfail, .loop, "\(server.name) is asked again on its own behalf: the question runs in a circle.",
                    .r53Inbound08), after: .zero)
        }
        return serve(at: now, &record)
    }

    /// The most servers that ask on each other's behalf.
    private static let trailLimit = 16

    private mutating func serve(at now: Duration, _ record: inout RunRecord) -> Action {
        if let cached { return finish(cached, after: .zero) }
        switch server.role {
        case .authoritative:
            let zones = ZoneSet(world.names.zones, world.names.zonesByServer[reference] ?? [:])
            return finish(
                AuthoritativeAnswer.response(to: query.question, zones: zones, serverName: server.name), after: .zero)
        case .recursive:
            return advance(Resolution(query.question, in: .recursive(world)), at: now, &record)
        case .forwarding(let defaults, _):
            return forward(to: defaults, at: now, &record)
        case .failing:
            // Every fixed failure is a fault that has matched by now.
            return finish(failure(.servfail, .fault, "\(server.name) fails.", nil), after: .zero)
        case .vpcResolver(let vpc):
            if !world.topology.vpcs[vpc].hasDNSSupport { return .silence(dnsSupportOff(in: vpc)) }
            return resolve(in: vpc, entry: .resolver, at: now, &record)
        case .inboundEndpoint(let vpc):
            if !world.topology.vpcs[vpc].hasDNSSupport { return inboundWithoutDNSSupport(vpc, &record) }
            return resolve(in: vpc, entry: .inboundEndpoint, at: now, &record)
        case .delegationEndpoint(let vpc):
            return finish(delegationAnswer(in: vpc), after: .zero)
        case .providerResolver(let vpc, let seesPrivateZones):
            guard let vpc, seesPrivateZones else {
                var resolution = Resolution(query.question, in: .recursive(world))
                if !seesPrivateZones {
                    resolution.reasoning.say("\(server.name) sees the public DNS, and no private zone.", .ibmDNS02)
                }
                return advance(resolution, at: now, &record)
            }
            if let drop = unconfirmedResolver(in: vpc, &record) { return .silence(drop) }
            let view = VPCView(
                directory: VPCDirectory(world: world, vpc: vpc, entry: .provider), serverName: server.name,
                providerRule: isAlibaba ? .aliDNS02 : .ibmDNS06)
            return advance(Resolution(query.question, in: .vpc(view)), at: now, &record)
        }
    }

    private mutating func resolve(
        in vpc: Reference<VPC>, entry: VPCDirectory.Entry, at now: Duration, _ record: inout RunRecord
    ) -> Action {
        if !query.recursionDesired {
            let choice = world.assumptions.nonRecursiveQuery
            record.assume("assumptions.non_recursive_query", choice.rawValue, .vpcDNS07)
            if choice == .refused {
                return finish(
                    failure(.refused, .serverPolicy, "\(server.name) serves recursive queries only.", .vpcDNS07),
                    after: .zero)
            }
        }
        let firewall = firewallVerdict(in: vpc)
        if let response = firewall.response { return finish(response, after: .zero) }
        let view = VPCView(
            directory: VPCDirectory(world: world, vpc: vpc, entry: entry), serverName: server.name, providerRule: nil,
            askerZone: askerZone(in: vpc))
        self.view = view
        var resolution = Resolution(query.question, in: .vpc(view))
        resolution.reasoning.steps = firewall.steps
        if entry == .inboundEndpoint {
            resolution.reasoning.say(
                "The inbound endpoint \(server.name) stands in \(view.vpcName), so the names of \(view.vpcName) count.",
                .r53Inbound02)
        }
        return advance(resolution, at: now, &record)
    }

    // MARK: - Resolvers

    private mutating func advance(_ start: Resolution, at now: Duration, _ record: inout RunRecord) -> Action {
        var resolution = start
        let stop = resolution.run()
        return proceed(resolution, stop, at: now, &record)
    }

    private mutating func proceed(
        _ resolution: Resolution, _ stop: Resolution.Stop, at now: Duration, _ record: inout RunRecord
    ) -> Action {
        for use in resolution.reasoning.assumptions { record.assume(use.key, use.value, use.rule) }
        switch stop {
        case .response(let response):
            work = .none
            if let empty = dns64 {
                dns64 = nil
                return finish(
                    synthesized(response, besides: empty),
                    after: resolution.usesInternet ? world.latency.recursion : .zero)
            }
            if let view, needsDNS64(response) {
                dns64 = response
                var question = query.question
                question.type = .a
                return advance(Resolution(question, in: .vpc(view)), at: now, &record)
            }
            var delay = resolution.usesInternet ? world.latency.recursion : .zero
            if response.reason == .loop { delay = loopDelay(at: now, budget: world.assumptions.forwardTimeout) }
            return finish(response, after: delay)
        case .unknown(let missing, let text):
            let sentences = resolution.reasoning.steps.map(\.text) + [text]
            return .unknown(missing: missing, text: sentences.joined(separator: " "))
        case .forward(let position, let name, let targets):
            var rule = world.names.resolverRules[position]
            if let targets { rule.targets = targets }
            let upstreams = Upstreams(rule, at: now, budget: world.assumptions.forwardTimeout)
            work = .resolution(resolution, rule: position, name: name, upstreams)
            return askNext(at: now, &record)
        }
    }

    // MARK: - Forwarders

    private mutating func forward(to defaults: [IPAddress], at now: Duration, _ record: inout RunRecord) -> Action {
        var upstreams = defaults
        var reasoning = Reasoning()
        let forwards = world.names.forwardsByServer[reference] ?? [:]
        let domain = forwards.isEmpty ? nil : query.question.name.ancestors.first { forwards[$0] != nil }
        let name = query.question.name.text
        if let domain, let addresses = forwards[domain] {
            upstreams = addresses
            reasoning.say("\(server.name) forwards names under \(domain.text), so \(name), to \(addresses.text).", nil)
        } else {
            reasoning.say("\(server.name) forwards \(name) to \(defaults.text).", nil)
        }
        guard !upstreams.isEmpty else {
            return finish(
                failure(.refused, .serverPolicy, "\(server.name) has nowhere to forward \(name) to.", nil), after: .zero
            )
        }
        work = .forwarding(Upstreams(upstreams, server.upstream), reasoning)
        return askNext(at: now, &record)
    }

    // MARK: - Queries of its own

    private mutating func askNext(at now: Duration, _ record: inout RunRecord) -> Action {
        isTCPRetry = false
        switch work {
        case .none:
            return giveUp(at: now, &record)
        case .resolution(let resolution, let rule, let name, var upstreams):
            target = upstreams.next(at: now, &record)
            work = .resolution(resolution, rule: rule, name: name, upstreams)
        case .forwarding(var upstreams, let reasoning):
            target = upstreams.next(at: now, &record)
            work = .forwarding(upstreams, reasoning)
        }
        guard target != nil, let upstream = upstreamQuery(isTCP: server.upstream.usesTCP, &record) else {
            return giveUp(at: now, &record)
        }
        return .ask(upstream)
    }

    /// The query for the current target; `nil` if there is no address to send it from.
    private mutating func upstreamQuery(isTCP: Bool, _ record: inout RunRecord) -> UpstreamQuery? {
        guard let target else { return nil }
        var question = query.question
        let origin: FlowOrigin?
        var payloadSize = server.upstream.ednsPayloadSize
        var isTCP = isTCP
        var isRecursive = true
        attempt += 1
        if case .resolution(_, let position, let name, _) = work {
            question.name = name
            if dns64 != nil { question.type = .a }
            let rule = world.names.resolverRules[position]
            isRecursive = rule.type != .delegate
            origin = world.outboundOrigin(of: rule, for: target.address.family, attempt: attempt, &record)
            payloadSize = Self.largestPayload
            isTCP = isTCPRetry
        } else {
            origin = world.origin(of: server, asked: query.destination, for: target.address.family)
        }
        guard let origin else { return nil }
        return UpstreamQuery(
            attempt: attempt, question: question, to: target.address, port: target.port, from: origin,
            transport: isTCP ? .tcp : .udp, recursionDesired: isRecursive, ednsPayloadSize: payloadSize,
            timeout: target.timeout,
            trail: query.trail + [IncomingQuery.Step(server: reference, question: query.question)])
    }

    private mutating func receive(_ response: Response, at now: Duration, _ record: inout RunRecord) -> Action {
        if response.isTruncated, !isTCPRetry {
            isTCPRetry = true
            guard let again = upstreamQuery(isTCP: true, &record) else { return giveUp(at: now, &record) }
            return .ask(again)
        }
        switch work {
        case .none:
            return finish(response, after: .zero)
        case .resolution(var resolution, _, _, _):
            let stop = resolution.accept(response)
            return proceed(resolution, stop, at: now, &record)
        case .forwarding(_, let reasoning):
            if let cause = FailoverTrigger(response), server.upstream.failover.contains(cause) {
                rejected = response
                return askNext(at: now, &record)
            }
            return relay(response, reasoning, at: now)
        }
    }

    private mutating func miss(
        _ drop: Drop?, isSilent: Bool, at now: Duration, _ record: inout RunRecord
    ) -> Action {
        lastDrop = drop ?? lastDrop
        let address = target.map { $0.address.description } ?? "Another server"
        let text =
            "\(address) gave \(server.name) no answer\(isSilent ? " in time" : ", but an error at once")."
            + (drop.map { " " + $0.text } ?? "")
        switch work {
        case .none:
            break
        case .resolution(var resolution, let rule, let name, var upstreams):
            resolution.reasoning.say(text, drop?.rule)
            if let drop { resolution.reasoning.note(drop.reason) }
            if isSilent { upstreams.noteSilence() }
            work = .resolution(resolution, rule: rule, name: name, upstreams)
        case .forwarding(let upstreams, var reasoning):
            reasoning.say(text, drop?.rule)
            if let drop { reasoning.note(drop.reason) }
            work = .forwarding(upstreams, reasoning)
            let cause: FailoverTrigger = isSilent ? .timeout : .unreachable
            if !server.upstream.failover.contains(cause) { return giveUp(at: now, &record) }
        }
        return askNext(at: now, &record)
    }

    private mutating func giveUp(at now: Duration, _ record: inout RunRecord) -> Action {
        switch work {
        case .none:
            return finish(failure(.servfail, .forwardUnreachable, "\(server.name) cannot ask.", nil), after: .zero)
        case .resolution(var resolution, let position, let name, _):
            let rule = world.names.resolverRules[position]
            let timeout = world.assumptions.forwardTimeout
            record.assume("assumptions.forward_timeout", timeout.text, .r53Fwrule08)
            resolution.reasoning.say(
                "No target of the forwarding rule \(rule.label) answered for \(name.text), so the resolver gives up.",
                .r53Fwrule08, isDecisive: true)
            work = .none
            return finish(resolution.failed(.forwardUnreachable), after: .zero)
        case .forwarding(_, var reasoning):
            if let rejected { return relay(rejected, reasoning, at: now) }
            reasoning.say("\(server.name) got no answer and gives up.", nil, isDecisive: true)
            work = .none
            return finish(
                Response(
                    code: .servfail, recursionAvailable: true, reason: .forwardUnreachable, notes: reasoning.notes,
                    reasoning: reasoning.steps), after: .zero)
        }
    }

    /// A forwarder's own response, made of an upstream's.
    private mutating func relay(_ upstream: Response, _ reasoning: Reasoning, at now: Duration) -> Action {
        work = .none
        var reasoning = reasoning
        reasoning.absorb(upstream)
        var response = upstream
        response.isAuthoritative = false
        response.recursionAvailable = true
        response.isTruncated = false
        response.reasoning = reasoning.steps
        response.notes = reasoning.notes
        let budget = server.upstream.timeout * server.upstream.attempts
        return finish(response, after: response.reason == .loop ? loopDelay(at: now, budget: budget) : .zero)
    }

    /// A question that runs in a circle keeps the first server of it busy until it gives up (rule R53-INBOUND-08).
    private func loopDelay(at now: Duration, budget: Duration) -> Duration {
        query.trail.isEmpty ? max(.zero, query.at + budget - now) : .zero
    }

    /// The largest payload that Amazon's resolvers take (rule DNSMSG-01).
    static let largestPayload = 4096
}
