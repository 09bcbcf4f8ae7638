import DNSCore
import DNSWire
import IPCore
import WorldModel

@testable import NameService

/// One query to one server, and what the server's own queries meet with.
struct Conversation {
    /// What an upstream does with the server's query.
    typealias Upstream = (UpstreamQuery) -> NameServerTask.Event

    /// The action that ended it.
    var action: NameServerTask.Action
    /// The server's own queries in order.
    var asked: [UpstreamQuery] = []
    /// When it ended.
    var ended: Duration
    /// The choices and assumptions consulted.
    var record: RunRecord

    /// The response, if there was one.
    var response: Response? {
        switch action {
        case .reply(let response, _), .mismatched(let response, _): response
        case .silence, .reject, .ask, .unknown: nil
        }
    }

    /// The delay of the response.
    var delay: Duration? {
        if case .reply(_, let delay) = action { delay } else { nil }
    }

    var code: ResponseCode? { response?.code }
    var reason: ReasonCode? { response?.reason }
    var addresses: [IPAddress] { response?.answers.compactMap(\.address) ?? [] }
    /// The answer section in presentation format, with single spaces.
    var answers: [String] { (response?.answers ?? []).map { presentation(of: $0) } }
    var rules: [RuleID] { (response?.reasoning ?? []).compactMap(\.rule) }
    var assumptions: [String] { record.assumptions.map(\.key) }
    /// The rule of the decisive sentence.
    var decisiveRule: RuleID? { response?.reasoning.last(where: \.isDecisive)?.rule }
    var text: String { (response?.reasoning ?? []).map(\.text).joined(separator: " ") }
    var drop: Drop? {
        switch action {
        case .silence(let drop), .reject(let drop): drop
        case .reply, .mismatched, .ask, .unknown: nil
        }
    }
    /// The key that would tell, for a reaction that is not known.
    var missing: String? {
        if case .unknown(let missing, _) = action { missing } else { nil }
    }
}

extension TestWorld {
    /// Puts a question to a server and plays the upstreams until the server is done.
    func ask(
        _ server: Reference<NameServer>, _ name: DomainName, _ type: RecordType = .a, source: IPAddress? = nil,
        destination: IPAddress? = nil, transport: Transport = .udp, recursionDesired: Bool = true, edns: Int? = nil,
        at: Duration = .zero, ordinal: Int = 1, trail: [IncomingQuery.Step] = [], picks: [Int] = [],
        upstream: Conversation.Upstream = { .timedOut(attempt: $0.attempt, because: nil) }
    ) -> Conversation {
        let query = IncomingQuery(
            Question(name: name, type: type), source: source, destination: destination, transport: transport,
            recursionDesired: recursionDesired, ednsPayloadSize: edns, at: at, ordinal: ordinal, trail: trail)
        return run(NameServerTask(world, server: server, query: query), at: at, picks: picks, upstream: upstream)
    }

    /// Asks the resolver at VPC+2.
    func ask(
        vpc: Reference<VPC>, _ name: DomainName, _ type: RecordType = .a, picks: [Int] = [],
        upstream: Conversation.Upstream = { .timedOut(attempt: $0.attempt, because: nil) }
    ) -> Conversation {
        ask(topology.vpcs[vpc].resolver ?? Reference(0), name, type, picks: picks, upstream: upstream)
    }

    private func run(
        _ task: NameServerTask, at start: Duration, picks: [Int], upstream: Conversation.Upstream
    ) -> Conversation {
        var task = task
        var record = RunRecord(prescribed: picks)
        var now = start
        var conversation = Conversation(
            action: task.handle(.started, at: now, &record), ended: now, record: record)
        while case .ask(let query) = conversation.action, conversation.asked.count < 100 {
            conversation.asked.append(query)
            let event = upstream(query)
            switch event {
            case .timedOut: now += query.timeout
            case .started, .response, .unreachable, .unknown: now += .milliseconds(2)
            }
            conversation.action = task.handle(event, at: now, &record)
        }
        conversation.ended = now
        conversation.record = record
        return conversation
    }
}
