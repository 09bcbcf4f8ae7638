import DNSCore
import IPCore
import ScenarioLanguage
import StubResolution
import TestSupport
import WorldModel

let primary: IPAddress = "10.10.1.228"
let secondary: IPAddress = "10.10.0.43"

extension ResolverState {
    /// A configuration as `sequential` has it where the scenario is silent.
    static func sequential(
        _ servers: [IPAddress] = [primary, secondary], search: [DomainName] = [], ndots: Int = 1,
        timeout: Duration = .seconds(5), attempts: Int = 2, rotates: Bool = false, usesTCP: Bool = false,
        ednsPayloadSize: Int? = nil, failover: Set<FailoverTrigger> = [.timeout, .unreachable]
    ) -> ResolverState {
        ResolverState(
            servers: servers, search: search, ndots: ndots, timeout: timeout, attempts: attempts, rotates: rotates,
            usesTCP: usesTCP, ednsPayloadSize: ednsPayloadSize, failover: failover, steps: [])
    }
}

/// What the servers of a test do with the queries that reach them.
enum Reaction {
    case answer
    case code(ResponseCode)
    case nodata
    case truncated
    case mismatched
    case silence
    case refusal
}

/// A resolver that ran against a script, with all that it sent.
struct Conversation {
    var sent: [StubQuery] = []
    var conclusion: StubConclusion?
    var elapsed = Duration.zero

    /// Drives a resolver to its conclusion: `react` says what becomes of each query, in virtual time without latency.
    init(_ resolver: StubResolver, _ react: (StubQuery) -> Reaction) {
        var resolver = resolver
        var actions = resolver.handle(.started, at: .zero)
        while !actions.isEmpty {
            let action = actions.removeFirst()
            switch action {
            case .conclude(let conclusion):
                self.conclusion = conclusion
            case .wait(let timer, let duration):
                elapsed += duration
                actions += resolver.handle(.expired(timer: timer), at: elapsed)
            case .send(let query):
                sent.append(query)
                actions += events(for: query, react(query)).flatMap { resolver.handle($0, at: elapsed) }
            }
        }
    }

    private mutating func events(for query: StubQuery, _ reaction: Reaction) -> [StubResolver.Event] {
        let number = query.number
        switch reaction {
        case .answer: return [.received(StubResponse(.noerror, hasAnswer: true), query: number)]
        case .code(let code): return [.received(StubResponse(code), query: number)]
        case .nodata: return [.received(StubResponse(.noerror), query: number)]
        case .truncated: return [.received(StubResponse(.noerror, isTruncated: true), query: number)]
        case .refusal: return [.unreachable(query: number, .portUnreachable)]
        case .mismatched:
            elapsed += query.timeout ?? .zero
            return [
                .received(StubResponse(.noerror, hasAnswer: true, form: .otherID), query: number),
                .timedOut(query: number),
            ]
        case .silence:
            elapsed += query.timeout ?? .zero
            return [.timedOut(query: number)]
        }
    }

    var servers: [IPAddress] { sent.map(\.server) }
    var names: [DomainName] { sent.map(\.question.name) }
    var transports: [Transport] { sent.map(\.transport) }
    var verdict: StubConclusion.Verdict? { conclusion?.verdict }
}
