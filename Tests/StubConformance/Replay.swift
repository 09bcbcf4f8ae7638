import DNSCore
import HeapModule
import IPCore
import StubResolution
import WorldModel

/// The state machine in front of scripted servers, on a virtual clock without latency.
struct Replay {
    /// One query that was sent.
    struct Entry: Hashable {
        let milliseconds: Double
        let server: IPAddress
        let transport: Transport
        let name: String
        let type: String
        let hasEDNS: Bool
    }

    private struct Scheduled: Comparable {
        let at: Duration
        let order: Int
        let event: StubResolver.Event

        static func < (left: Scheduled, right: Scheduled) -> Bool { (left.at, left.order) < (right.at, right.order) }
        static func == (left: Scheduled, right: Scheduled) -> Bool { left.order == right.order }
    }

    private(set) var entries: [Entry] = []
    private(set) var total: Double = 0
    private(set) var error: String?
    private(set) var addresses: Set<String> = []
    private(set) var hasConcluded = true
    private var counts: [IPAddress: [Int: Int]] = [:]
    private let run: RecordedRun

    /// Replays a run with the given draws and `rotation` questions before it.
    init(_ run: RecordedRun, _ subject: Subject, luck: Luck, rotation: Int) {
        self.run = run
        var memory = ResolverMemory()
        memory.rotation = rotation
        var clock = Duration.zero
        for (index, name) in run.names.enumerated() {
            if index > 0 { clock += run.gap }
            error = nil
            addresses = []
            for types in subject.calls {
                guard let domain = DomainName(name) else { continue }
                let request = StubRequest(
                    domain, isAbsolute: name.hasSuffix("."), types: types, method: subject.method)
                let resolver = StubResolver(
                    request, state: subject.state, profile: subject.profile, memory: memory, luck: luck, at: clock)
                resolve(resolver, &memory, &clock)
            }
        }
        total = clock / .milliseconds(1)
        if run.startsAtFirstPacket, let first = entries.first?.milliseconds, first > 0 {
            entries = entries.map {
                Entry(
                    milliseconds: $0.milliseconds - first, server: $0.server, transport: $0.transport, name: $0.name,
                    type: $0.type, hasEDNS: $0.hasEDNS)
            }
            total -= first
        }
    }

    private mutating func resolve(_ start: StubResolver, _ memory: inout ResolverMemory, _ clock: inout Duration) {
        var resolver = start
        var queue = Heap<Scheduled>()
        var order = 0
        func schedule(_ event: StubResolver.Event, at: Duration) {
            queue.insert(Scheduled(at: at, order: order, event: event))
            order += 1
        }
        var queries: [StubQuery] = []
        var now = Duration.zero
        var conclusion: StubConclusion?
        var actions = resolver.handle(.started, at: now)
        while true {
            for action in actions {
                switch action {
                case .conclude(let end): conclusion = end
                case .wait(let timer, let duration): schedule(.expired(timer: timer), at: now + duration)
                case .send(let query):
                    queries.append(query)
                    if let timeout = query.timeout { schedule(.timedOut(query: query.number), at: now + timeout) }
                    var counted = counts[query.server] ?? [:]
                    let reaction = run.faults[query.server]?.reaction(to: query, counts: &counted) ?? .silence
                    counts[query.server] = counted
                    send(query, at: clock + now, reaction)
                    switch reaction {
                    case .response(let response, let delay):
                        schedule(.received(response, query: query.number), at: now + delay)
                    case .error(let cause, let delay), .nothingSent(let cause, let delay):
                        schedule(.unreachable(query: query.number, cause), at: now + delay)
                    case .noConnection:
                        schedule(.unreachable(query: query.number, .connectionTimedOut), at: now + .seconds(134))
                    case .silence: break
                    }
                }
            }
            guard conclusion == nil, let next = queue.popMin() else { break }
            now = next.at
            actions = resolver.handle(next.event, at: now)
        }
        clock += now
        memory = resolver.memory
        guard let conclusion else {
            hasConcluded = false
            error = "NEVER"
            return
        }
        if let failure = conclusion.error { error = failure }
        for number in conclusion.answers {
            let query = queries[number]
            if let address = run.answers[query.server]?["\(query.question.type)"] { addresses.insert(address) }
        }
        if !addresses.isEmpty { error = nil }
    }

    private mutating func send(_ query: StubQuery, at time: Duration, _ reaction: ScriptedBehaviour.Reaction) {
        switch reaction {
        case .noConnection, .nothingSent: return
        case .error where query.transport == .tcp: return
        case .error, .response, .silence: break
        }
        entries.append(
            Entry(
                milliseconds: time / .milliseconds(1), server: query.server, transport: query.transport,
                name: query.question.name.description.lowercased(), type: "\(query.question.type)",
                hasEDNS: query.ednsPayloadSize != nil))
    }
}
