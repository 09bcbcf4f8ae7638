import DNSCore
import HeapModule
import IPCore
import ScenarioLanguage
import StubResolution
import TestSupport
import Testing
import WorldModel

/// Random resolvers in front of random servers: whatever happens, the machine comes to an end and stays within its bounds.
@Suite struct PropertyTests {
    private static let servers: [IPAddress] = ["10.10.1.228", "10.10.0.43", "10.10.2.17", "10.10.3.9"]

    /// One random lookup.
    private struct Walk {
        var steps = 0
        var conclusion: StubConclusion?
        var elapsed = Duration.zero
        var waited = Duration.zero
        var sent: [StubQuery] = []

        init(_ resolver: StubResolver, limit: Int, _ random: inout SplitMix64) {
            struct Due: Comparable {
                let at: Duration
                let order: Int
                let event: StubResolver.Event
                static func < (left: Due, right: Due) -> Bool { (left.at, left.order) < (right.at, right.order) }
                static func == (left: Due, right: Due) -> Bool { left.order == right.order }
            }
            var resolver = resolver
            var queue = Heap<Due>()
            var order = 0
            func schedule(_ event: StubResolver.Event, at instant: Duration) {
                queue.insert(Due(at: instant, order: order, event: event))
                order += 1
            }
            var actions = resolver.handle(.started, at: .zero)
            steps += 1
            while conclusion == nil, steps < limit {
                for action in actions {
                    switch action {
                    case .conclude(let end): conclusion = end
                    case .wait(let timer, let duration): schedule(.expired(timer: timer), at: elapsed + duration)
                    case .send(let query):
                        sent.append(query)
                        if let timeout = query.timeout {
                            schedule(.timedOut(query: query.number), at: elapsed + timeout)
                        }
                        if let event = PropertyTests.reaction(to: query, &random) {
                            schedule(event, at: elapsed)
                        }
                        if query.transport == .tcp {
                            schedule(
                                .unreachable(query: query.number, .connectionTimedOut), at: elapsed + .seconds(134))
                        }
                    }
                }
                guard conclusion == nil, let next = queue.popMin() else { break }
                waited += next.at - elapsed
                elapsed = next.at
                actions = resolver.handle(next.event, at: elapsed)
                steps += 1
            }
        }
    }

    private static func reaction(to query: StubQuery, _ random: inout SplitMix64) -> StubResolver.Event? {
        let codes: [ResponseCode] = [.servfail, .refused, .notimp, .formerr, .nxdomain, .notauth, .noerror]
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1: return nil
        case 2:
            return .unreachable(
                query: query.number, UnreachableCause.allCases.randomElement(using: &random) ?? .noRoute)
        case 3, 4: return .received(StubResponse(.noerror, hasAnswer: true), query: query.number)
        case 5: return .received(StubResponse(.noerror, isTruncated: true), query: query.number)
        default:
            var response = StubResponse(codes.randomElement(using: &random) ?? .noerror)
            response.form =
                Bool.random(using: &random)
                ? .proper : StubResponse.Form.allCases.randomElement(using: &random) ?? .proper
            response.recursionAvailable = Bool.random(using: &random)
            response.hasEDNS = Bool.random(using: &random)
            return .received(response, query: query.number)
        }
    }

    /// The most queries that a lookup of a profile may send.
    private static func sendLimit(_ profile: ResolverProfile, _ state: ResolverState, types: Int) -> Int {
        let names = state.search.count + 1
        let servers = max(1, state.servers.count)
        let tries = servers * max(1, state.attempts)
        let perQuestion: Int =
            switch profile.mechanism {
            // Each try may be made again over TCP and without EDNS.
            case .walk(let walk): walk.schedule == .untilLifetime ? 400 : 4 * tries
            case .pair: 3 * tries + servers
            case .broadcast(let policy): state.attempts * (servers + policy.servfailBudget * 2) + 1
            // 24 tries, each of which may go on over TCP.
            case .sticky: 48
            case .batch(let budget): tries * (1 + 2 * budget)
            case .ladder: 10 * servers
            case .penalizing: 3 * 2 * 12 * servers
            // Every query of the client may lead to a race, and unbound asks each server at most five times for an answer.
            case .forwarded: 600
            }
        return names * types * perQuestion
    }

    @Test(.rules("STUB-01", "STUB-02", "STUB-04", "STUB-13"))
    func `in a million steps every resolver concludes within its limits and asks none but its servers`() {
        var random = SplitMix64(seed: 4)
        var steps = 0
        var lookups = 0
        while steps < 1_000_000 {
            let profile = ResolverProfiles.all[lookups % ResolverProfiles.all.count]
            var state = ResolverState(
                servers: Array(Self.servers.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))),
                search: Bool.random(using: &random) ? [] : ["corp.example", "example"], ndots: 1, timeout: .seconds(5),
                attempts: 2, rotates: false, usesTCP: false, ednsPayloadSize: nil, failover: [], steps: [])
            if Bool.random(using: &random) { state.options.attempts = Int.random(in: 1...4, using: &random) }
            if Bool.random(using: &random) { state.options.timeout = .seconds(Int.random(in: 1...6, using: &random)) }
            state.options.rotates = Bool.random(using: &random)
            state.options.strictOrder = Bool.random(using: &random)
            state.options.singleRequest = Bool.random(using: &random) ? .single : .no
            let read = profile.reading(state)
            let types: [RecordType] = Bool.random(using: &random) ? [.a, .aaaa] : [.a]
            let name: DomainName = Bool.random(using: &random) ? "web" : "www.example.test"
            let seed = random.next()
            let resolver = StubResolver(
                StubRequest(name, types: types), state: read, profile: profile, luck: Luck(seed: seed))
            let walk = Walk(resolver, limit: 100_000, &random)
            steps += walk.steps
            lookups += 1
            let limit = Self.sendLimit(profile, read, types: types.count)
            guard walk.conclusion != nil, walk.sent.allSatisfy({ read.servers.contains($0.server) }),
                walk.sent.count <= limit, walk.elapsed == walk.waited
            else {
                Issue.record(
                    "\(profile.name) \(profile.since), lookup \(lookups): \(walk.conclusion.map { "\($0)" } ?? "no end") after \(walk.sent.count) queries, \(limit) allowed"
                )
                return
            }
        }
        print("property run: \(steps) steps, \(lookups) lookups")
    }
}
