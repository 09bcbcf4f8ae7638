import DNSCore
import IPCore
import StubResolution
import WorldModel

/// What one run of a lookup left behind.
struct LookupTrace {
    /// The plan.
    let plan: LookupPlan
    /// When it started.
    let start: Duration
    /// How long it took.
    let elapsed: Duration
    /// The stub resolver's queries, in the order of their numbers.
    let exchanges: [Exchange]
    /// What the resolver told the application; `nil` for one that was undecided.
    let conclusion: StubConclusion?
    /// What would have to be known.
    let undecided: UndecidedFact?

    /// What the application's API returns where there is no answer.
    var error: String? { conclusion?.error }

    /// The queries that ended somehow.
    var ended: [Exchange] { exchanges.filter { $0.result != nil } }

    /// The query whose response concluded the lookup.
    var concluding: Exchange? {
        if case .response(let query) = conclusion?.verdict { exchanges[query] } else { nil }
    }

    /// The first query that brought nothing usable.
    var firstFailure: Exchange? { exchanges.first(where: \.hasFailed) }

    /// The outcome as the application sees it.
    var outcome: LookupOutcome {
        guard undecided == nil, let conclusion else { return .unknown }
        switch conclusion.verdict {
        case .hostsFile: return .answered
        case .timeout: return .timeout
        case .unreachable, .noServer: return .unreachable
        case .response(let query):
            switch exchanges[query].response?.code {
            case .noerror: return conclusion.answers.isEmpty ? .nodata : .answered
            case .nxdomain: return .nxdomain
            case .refused: return .refused
            case .notimp: return .notimp
            case .formerr: return .formerr
            // An application knows no further failures; `code` has the code itself.
            default: return .servfail
            }
        }
    }

    /// Why it was not answered.
    var reason: ReasonCode? {
        switch outcome {
        case .answered, .unknown, .depends: return nil
        case .timeout, .unreachable:
            return conclusion?.verdict == .noServer ? .noServer : firstFailure?.reason ?? concluding?.reason
        case .nodata, .nxdomain, .servfail, .refused, .notimp, .formerr: return concluding?.reason
        }
    }

    /// The addresses of the answer, A before AAAA where both were asked in that order.
    var addresses: [IPAddress] {
        switch conclusion?.verdict {
        case .hostsFile(let addresses): addresses
        default: records.compactMap(\.address)
        }
    }

    /// The answer sections of the responses that concluded it, repeated CNAME records once.
    var records: [ResourceRecord] {
        guard let conclusion, let concluding else { return [] }
        guard conclusion.answers.count > 1 else { return concluding.response?.answers ?? [] }
        var seen: Set<ResourceRecord> = []
        return conclusion.answers.flatMap { exchanges[$0].response?.answers ?? [] }.filter { seen.insert($0).inserted }
    }

    /// The interface of the response that concluded it; without one that of all queries, if they share one.
    var interface: String? {
        if let concluding { return concluding.traced.fate.interface }
        guard let first = exchanges.first?.traced.fate.interface else { return nil }
        return exchanges.allSatisfy { $0.traced.fate.interface == first } ? first : nil
    }
}

extension StubConclusion {
    /// Whether the response to a query is the result, or a part of it.
    func rests(on query: Int) -> Bool { verdict == .response(query: query) || answers.contains(query) }
}
