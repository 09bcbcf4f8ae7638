import DNSCore
import IPCore
import StubResolution
import WorldModel

/// A resolver that ran against a script on a virtual clock, its timers and timeouts in the order in which they fall due.
struct Timeline {
    var sent: [StubQuery] = []
    /// When each query was sent.
    var instants: [Duration] = []
    var conclusion: StubConclusion?
    var elapsed = Duration.zero

    private struct Due {
        let at: Duration
        let event: StubResolver.Event
    }

    /// Drives a resolver to its conclusion; responses and errors come at once.
    init(_ resolver: StubResolver, _ react: (StubQuery) -> Reaction) {
        var resolver = resolver
        var due: [Due] = []
        var actions = resolver.handle(.started, at: .zero)
        while conclusion == nil {
            for action in actions {
                switch action {
                case .conclude(let end): conclusion = end
                case .wait(let timer, let duration):
                    due.append(Due(at: elapsed + duration, event: .expired(timer: timer)))
                case .send(let query):
                    sent.append(query)
                    instants.append(elapsed)
                    if let timeout = query.timeout {
                        due.append(Due(at: elapsed + timeout, event: .timedOut(query: query.number)))
                    }
                    if let event = Self.event(for: query, react(query)) { due.append(Due(at: elapsed, event: event)) }
                }
            }
            // The earliest, and of those at the same instant the one that was entered first.
            guard let next = due.indices.min(by: { (due[$0].at, $0) < (due[$1].at, $1) }) else { return }
            let event = due.remove(at: next)
            if conclusion == nil {
                elapsed = event.at
                actions = resolver.handle(event.event, at: elapsed)
            }
        }
    }

    private static func event(for query: StubQuery, _ reaction: Reaction) -> StubResolver.Event? {
        switch reaction {
        case .answer: .received(StubResponse(.noerror, hasAnswer: true), query: query.number)
        case .code(let code): .received(StubResponse(code), query: query.number)
        case .nodata: .received(StubResponse(.noerror), query: query.number)
        case .truncated: .received(StubResponse(.noerror, isTruncated: true), query: query.number)
        case .mismatched: .received(StubResponse(.noerror, hasAnswer: true, form: .otherID), query: query.number)
        case .refusal: .unreachable(query: query.number, .portUnreachable)
        case .silence: nil
        }
    }

    var servers: [IPAddress] { sent.map(\.server) }
    var seconds: [Int] { instants.map { Int($0 / .seconds(1)) } }
}
