import DNSCore
import IPCore
import WorldModel

/// A query on its way, and what became of it.
struct Exchange {
    /// Who asked.
    enum Asker {
        /// The stub resolver, with the number of its query.
        case stub(query: Int)
        /// Whoever takes a single response as it comes.
        case observer
        /// A name server that asks another one.
        case task(Int, attempt: Int)
    }

    /// Who asked.
    let asker: Asker
    /// Where it was sent from.
    let origin: FlowOrigin
    /// The address asked.
    let server: IPAddress
    /// The query as it arrives, but for its time and count.
    let incoming: IncomingQuery
    /// When it was sent.
    let sent: Duration
    /// How the packets fared.
    let traced: TracedFate
    /// Where it was stopped, by the network or by the server; `nil` while nothing stops it.
    var drop: Drop?
    /// The response once there is one, even if it came too late.
    var response: Response?
    /// What the resolver's validation makes of the response, if it rejects it.
    var rejection: Response?
    /// Whether the response had another message ID.
    var isMismatched = false
    /// Whether the kernel gave the TCP connection up.
    var hasConnectionTimedOut = false
    /// What became of it; `nil` while it is under way.
    var result: AttemptFate?
    /// When that was decided.
    var ended: Duration

    /// The question.
    var question: Question { incoming.question }

    /// The transport.
    var transport: Transport { incoming.transport }

    /// What the resolver takes the response for.
    var taken: Response? { rejection ?? response }

    /// Why it brought no answer, as far as that is known.
    var reason: ReasonCode? {
        switch result {
        case .response, .truncated, nil: return taken?.reason
        case .timeout, .unreachable: return drop?.reason
        case .late, .mismatched:
            // Only a fault delays or mangles an answer; what delays a failure has its own reason.
            return response?.reason ?? .fault
        }
    }

    /// The rule behind the reason, where a packet was stopped.
    var rule: RuleID? { drop?.rule }

    /// What the socket was told.
    var cause: UnreachableCause { hasConnectionTimedOut ? .connectionTimedOut : drop?.cause ?? .portUnreachable }

    /// Whether it ended without a response that the resolver could use.
    var hasFailed: Bool {
        switch result {
        case .timeout, .unreachable, .late, .mismatched: true
        case .response, .truncated, nil: false
        }
    }

    /// Whether this is the same query of the stub resolver.
    func isSameQuery(as other: Exchange) -> Bool {
        if case .stub(let query) = asker, case .stub(query) = other.asker { true } else { false }
    }

    /// The same for a prediction.
    var attempt: Attempt {
        var answering = (response?.reasoning ?? []) + (rejection?.reasoning ?? [])
        if response == nil, let drop, traced.fate.drop == nil { answering.append(ReasoningStep(drop.text, drop.rule)) }
        return Attempt(
            at: sent, ended: ended, server: server, transport: transport, question: question,
            interface: traced.fate.interface, fate: result ?? .timeout, code: response?.code,
            droppedAt: drop?.element, reason: reason, rule: rule, path: traced.path, hops: traced.fate.hops,
            routing: traced.routing, answering: answering)
    }
}
