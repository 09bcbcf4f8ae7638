import DNSCore
import IPCore
import WorldModel

/// The forwarder unbound: servers are drawn among those that are expected to be about as fast as the best.
struct DrawingForwarder: LocalForwarder {
    private struct Forward: Sendable {
        let question: Question
        var client: Int
        let asked: Duration
        var edns: Int?
        var pending: StubQuery?
        /// Failures that each server has reported, by position.
        var failures: [Int: Int] = [:]
        /// How often the present server has been silent in a row.
        var silences = 0
        var server = 0
        /// Whether the client waits on a connection, which is held open until there is an answer.
        var isTCP: Bool
        var isOver = false
    }

    /// What is expected of a server that nobody has heard of.
    private static let unknownRoundTrip = Duration.milliseconds(376)
    /// How much slower than the best a server may be to be drawn.
    private static let band = Duration.milliseconds(400)
    private static let failureLimit = 5
    /// Replies that come later than this after the client's query are not sent (the DNSBomb fix of Debian's build).
    private static let discardTimeout = Duration.milliseconds(1900)
    private static let payloadSize = 1232

    private var forwards: [Forward] = []
    private var replies: [ForwarderReply] = []
    private var answers: [Question: ForwarderReply] = [:]

    mutating func takeReplies() -> [ForwarderReply] {
        defer { replies = [] }
        return replies
    }

    mutating func asked(_ query: StubQuery, _ context: inout EngineContext) {
        if let answer = answers[query.question] {
            replies.append(ForwarderReply(client: query.number, response: answer.response, source: answer.source))
            return
        }
        if let known = forwards.firstIndex(where: { !$0.isOver && $0.question == query.question }) {
            forwards[known].client = query.number
            forwards[known].isTCP = query.transport == .tcp
            return
        }
        forwards.append(
            Forward(
                question: query.question, client: query.number, asked: context.now, edns: Self.payloadSize,
                isTCP: query.transport == .tcp))
        draw(forwards.count - 1, &context)
    }

    mutating func handle(_ event: EngineEvent, _ context: inout EngineContext) {
        switch event {
        case .received(let response, let query):
            guard let index = index(of: query), response.form == .proper else { return }
            received(response, to: query, index, &context)
        case .timedOut(let query):
            guard let index = index(of: query) else { return }
            forwards[index].silences += 1
            if forwards[index].silences < 2 { return send(index, &context) }
            let doubled = expected(of: forwards[index].server, context) * 2
            context.memory.servers[query.server, default: .init()].expectedRoundTrip = min(doubled, .seconds(120))
            draw(index, &context)
        case .unreachable(let query, _):
            guard let index = index(of: query) else { return }
            failed(index, StubResponse(.servfail), source: nil, &context)
        case .expired, .siblingFinished: break
        }
    }

    private func index(of query: StubQuery) -> Int? {
        forwards.firstIndex { !$0.isOver && $0.pending?.number == query.number }
    }

    private func expected(of server: Int, _ context: EngineContext) -> Duration {
        context.memory.servers[context.state.servers[server]]?.expectedRoundTrip ?? Self.unknownRoundTrip
    }

    private mutating func draw(_ index: Int, _ context: inout EngineContext) {
        let usable = context.state.servers.indices.filter {
            forwards[index].failures[$0, default: 0] < Self.failureLimit
        }
        let best = usable.map { expected(of: $0, context) }.min() ?? .zero
        let near = usable.filter { expected(of: $0, context) <= best + Self.band }
        forwards[index].server = near[context.luck.position(among: near.count)]
        forwards[index].silences = 0
        send(index, &context)
    }

    private mutating func send(_ index: Int, _ context: inout EngineContext) {
        let server = forwards[index].server
        let number = context.send(
            forwards[index].question, to: server, over: .udp, edns: forwards[index].edns,
            timeout: expected(of: server, context))
        forwards[index].pending = context.queries[number]
    }

    private mutating func received(
        _ response: StubResponse, to query: StubQuery, _ index: Int, _ context: inout EngineContext
    ) {
        switch response.code {
        case .formerr, .notimp:
            if query.ednsPayloadSize != nil {
                forwards[index].edns = nil
                return send(index, &context)
            }
            failed(index, response, source: query.number, &context)
        case .servfail where response.isBogus:
            answer(index, with: response, source: query.number, context)
        case .servfail, .refused:
            failed(index, response, source: query.number, &context)
        default:
            if response.isTruncated, query.transport == .udp {
                let number = context.send(
                    forwards[index].question, to: forwards[index].server, over: .tcp, edns: forwards[index].edns,
                    timeout: .seconds(3))
                forwards[index].pending = context.queries[number]
                return
            }
            answer(index, with: response, source: query.number, context)
        }
    }

    private mutating func failed(
        _ index: Int, _ response: StubResponse, source: Int?, _ context: inout EngineContext
    ) {
        forwards[index].failures[forwards[index].server, default: 0] += 1
        let count = context.state.servers.count
        let isExhausted = (0..<count).allSatisfy { forwards[index].failures[$0, default: 0] >= Self.failureLimit }
        if isExhausted {
            var servfail = response
            servfail.code = .servfail
            return answer(index, with: servfail, source: source, context)
        }
        forwards[index].edns = Self.payloadSize
        draw(index, &context)
    }

    private mutating func answer(_ index: Int, with response: StubResponse, source: Int?, _ context: EngineContext) {
        forwards[index].isOver = true
        var response = response
        response.isTruncated = false
        let reply = ForwarderReply(client: forwards[index].client, response: response, source: source)
        answers[forwards[index].question] = reply
        if forwards[index].isTCP || context.now - forwards[index].asked <= Self.discardTimeout { replies.append(reply) }
    }
}
