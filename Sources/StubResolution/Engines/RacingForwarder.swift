import DNSCore
import IPCore
import WorldModel

/// The forwarder dnsmasq (`forward.c`): it never repeats a query by itself, the client's repetition drives it.
struct RacingForwarder: LocalForwarder {
    /// One question under way.
    private struct Forward: Sendable {
        let question: Question
        /// The client's queries that wait for it; the last one is answered.
        var clients: [Int]
        let transport: Transport
        let edns: Int?
        /// The forwarder's own queries.
        var queries: [Int] = []
        var refusals: [Int] = []
        var isRace = false
        /// Under a strict order the server asked last.
        var server = 0
        var isOver = false
    }

    private static let raceInterval = Duration.seconds(20)
    private static let raceCount = 50

    /// Whether the client's queries carry EDNS options, which keeps SERVFAIL and REFUSED from being asked again.
    private let isExemptFromRepetition: Bool
    private var forwards: [Forward] = []
    private var replies: [ForwarderReply] = []

    init(isExemptFromRepetition: Bool = false) { self.isExemptFromRepetition = isExemptFromRepetition }

    mutating func takeReplies() -> [ForwarderReply] {
        defer { replies = [] }
        return replies
    }

    mutating func asked(_ query: StubQuery, _ context: inout EngineContext) {
        let known = forwards.firstIndex {
            !$0.isOver && $0.question == query.question && $0.transport == query.transport
        }
        if let known {
            // The client repeats its query.
            forwards[known].clients.append(query.number)
            if context.state.strictOrder {
                forwards[known].server = min(forwards[known].server + 1, context.state.servers.count - 1)
                return send(known, to: forwards[known].server, &context)
            }
            return race(known, &context)
        }
        forwards.append(
            Forward(
                question: query.question, clients: [query.number], transport: query.transport,
                edns: query.ednsPayloadSize))
        let index = forwards.count - 1
        if context.state.strictOrder, !context.state.allServers { return send(index, to: 0, &context) }
        if query.transport == .tcp { return send(index, to: context.currentServer ?? 0, &context) }
        context.memory.queriesSinceRace += 1
        let isDue =
            context.memory.racedAt.map { context.clock - $0 > Self.raceInterval } ?? true
            || context.memory.queriesSinceRace >= Self.raceCount
        guard let current = context.currentServer, !isDue, !context.state.allServers else {
            return race(index, &context)
        }
        send(index, to: current, &context)
    }

    private mutating func race(_ index: Int, _ context: inout EngineContext) {
        forwards[index].isRace = true
        forwards[index].refusals = []
        context.memory.racedAt = context.clock
        context.memory.queriesSinceRace = 0
        for server in context.state.servers.indices { send(index, to: server, &context) }
    }

    private mutating func send(_ index: Int, to server: Int, _ context: inout EngineContext) {
        let number = context.send(
            forwards[index].question, to: server, over: forwards[index].transport, edns: forwards[index].edns,
            timeout: nil)
        forwards[index].queries.append(number)
        forwards[index].server = server
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        switch event {
        case .received(let response, let query):
            guard let index = forwards.firstIndex(where: { !$0.isOver && $0.queries.contains(query.number) }) else {
                return
            }
            received(response, to: query, index, &context)
        case .unreachable(let query, let cause):
            guard cause == .noRoute || query.transport == .tcp,
                let index = forwards.firstIndex(where: { !$0.isOver && $0.queries.contains(query.number) })
            else { return }
            if query.transport == .tcp { return withoutConnection(query, index, &context) }
            withoutRoute(query, index, &context)
        case .timedOut, .expired, .siblingFinished: break
        }
    }

    private mutating func received(
        _ response: StubResponse, to query: StubQuery, _ index: Int, _ context: inout EngineContext
    ) {
        switch response.form {
        case .otherID, .otherSource, .otherQuestion, .malformed, .questionless: return
        case .proper: break
        }
        let isFailure = !response.isBogus && (response.code == .servfail || response.code == .refused)
        let position = context.state.servers.firstIndex(of: query.server) ?? 0
        if isFailure, !isExemptFromRepetition, query.transport == .udp {
            if context.state.strictOrder, !context.state.allServers {
                // The last server's failure is not even passed on.
                guard position + 1 < context.state.servers.count else { return }
                return send(index, to: position + 1, &context)
            }
            if !forwards[index].isRace { return race(index, &context) }
            if response.code == .refused {
                forwards[index].refusals.append(query.number)
                guard forwards[index].refusals.count == context.state.servers.count else { return }
            }
        }
        context.currentServer = position
        answer(index, with: response, source: query.number)
    }

    private mutating func withoutRoute(_ query: StubQuery, _ index: Int, _ context: inout EngineContext) {
        forwards[index].queries.removeAll { $0 == query.number }
        if context.state.strictOrder, let position = context.state.servers.firstIndex(of: query.server),
            position + 1 < context.state.servers.count
        {
            return send(index, to: position + 1, &context)
        }
        if !forwards[index].isRace, !context.state.strictOrder { return race(index, &context) }
        guard forwards[index].queries.isEmpty else { return }
        answer(index, with: StubResponse(.refused), source: nil)
    }

    /// Over TCP the next server is tried; after the last one the client's connection is closed.
    private mutating func withoutConnection(_ query: StubQuery, _ index: Int, _ context: inout EngineContext) {
        let count = context.state.servers.count
        guard forwards[index].queries.count < count, let position = context.state.servers.firstIndex(of: query.server)
        else { return answer(index, with: StubResponse(.servfail), source: nil) }
        send(index, to: (position + 1) % count, &context)
    }

    private mutating func answer(_ index: Int, with response: StubResponse, source: Int?) {
        forwards[index].isOver = true
        for client in forwards[index].clients.suffix(1) {
            replies.append(ForwarderReply(client: client, response: response, source: source))
        }
    }
}
