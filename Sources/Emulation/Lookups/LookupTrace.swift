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
    /// The responses out of the device's cache, by the numbers that it knows them by.
    var kept: [Int: Response] = [:]

    /// What the application's API returns where there is no answer.
    var error: String? { conclusion?.error }

    /// The response that concluded it, or from which the device's cache had the result.
    var response: Response? {
        switch conclusion?.verdict {
        case .response(let query): exchanges[query].taken
        case .remembered(let token): token.flatMap { kept[$0] }
        case .hostsFile, .timeout, .unreachable, .noServer, nil: nil
        }
    }

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
        case .remembered, .response:
            switch response?.code {
            case .noerror: return conclusion.answers.isEmpty && conclusion.remembered.isEmpty ? .nodata : .answered
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
        case .nodata, .nxdomain, .servfail, .refused, .notimp, .formerr: return concluding?.reason ?? response?.reason
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
        guard let conclusion else { return [] }
        let count = conclusion.answers.count + conclusion.remembered.count
        guard count > 1 else { return response?.answers ?? [] }
        var seen: Set<ResourceRecord> = []
        let responses =
            conclusion.answers.map { exchanges[$0].taken } + conclusion.remembered.map { kept[$0] }
        return responses.flatMap { $0?.answers ?? [] }.filter { seen.insert($0).inserted }
    }

    /// The interface of the response that concluded it; without one that of all queries, if they share one.
    var interface: String? {
        if let concluding { return concluding.traced.fate.interface }
        guard let first = exchanges.first?.traced.fate.interface else { return nil }
        return exchanges.allSatisfy { $0.traced.fate.interface == first } ? first : nil
    }
}

extension StubConclusion {
    /// The numbers of the cached responses that the result is made of.
    var cacheTokens: [Int] {
        guard case .remembered(let token?) = verdict else { return remembered }
        return [token] + remembered
    }

    /// Whether the response to a query is the result, or a part of it.
    func rests(on query: Int) -> Bool { verdict == .response(query: query) || answers.contains(query) }
}
