import DNSCore
import ScenarioLanguage
import WorldModel

/// What became of one question, after all tries.
enum QuestionResult: Hashable, Sendable {
    case answered(query: Int)
    case nodata(query: Int)
    case nxdomain(query: Int)
    case failed(query: Int, ResponseCode)
    case timeout
    case unreachable

    /// What a response to a query means.
    init(_ response: StubResponse, to query: Int) {
        switch response.code {
        case .noerror: self = response.hasAnswer ? .answered(query: query) : .nodata(query: query)
        case .nxdomain: self = .nxdomain(query: query)
        default: self = .failed(query: query, response.code)
        }
    }

    /// The word of `failover_on` that the result answers to; `nil` for an answer and for codes that have none.
    var trigger: FailoverTrigger? {
        switch self {
        case .answered: nil
        case .nodata: .nodata
        case .nxdomain: .nxdomain
        case .failed(_, .servfail): .servfail
        case .failed(_, .refused): .refused
        case .failed(_, .notimp): .notimp
        case .failed(_, .formerr): .formerr
        case .failed: nil
        case .timeout: .timeout
        case .unreachable: .unreachable
        }
    }

    /// What kind of result it is.
    var kind: ResultKind {
        switch self {
        case .answered: .answered
        case .nodata: .nodata
        case .nxdomain: .nxdomain
        case .failed(_, .servfail): .servfail
        case .failed(_, .refused): .refused
        case .failed(_, .notimp): .notimp
        case .failed(_, .formerr): .formerr
        case .failed: .otherCode
        case .timeout: .timeout
        case .unreachable: .unreachable
        }
    }

    /// Whether it says that the name, or the type at the name, does not exist.
    var isNegative: Bool { kind == .nodata || kind == .nxdomain }

    /// The query whose response is an answer.
    var answeredQuery: Int? {
        if case .answered(let query) = self { query } else { nil }
    }

    /// The same for the application.
    var verdict: StubConclusion.Verdict {
        switch self {
        case .answered(let query), .nodata(let query), .nxdomain(let query), .failed(let query, _):
            .response(query: query)
        case .timeout: .timeout
        case .unreachable: .unreachable
        }
    }
}

/// The kinds of results that search lists and errors tell apart.
public enum ResultKind: String, CaseIterable, Hashable, Sendable {
    /// An answer.
    case answered
    /// NOERROR without one.
    case nodata
    /// NXDOMAIN.
    case nxdomain
    /// SERVFAIL.
    case servfail
    /// REFUSED.
    case refused
    /// NOTIMP.
    case notimp
    /// FORMERR.
    case formerr
    /// Any other response code.
    case otherCode
    /// Silence.
    case timeout
    /// Every send failed at once.
    case unreachable
}

/// The result of one question with what only the mechanism knows about it.
struct QuestionReport: Hashable, Sendable {
    /// The result.
    var result: QuestionResult
    /// The kind that the search list goes by, where it is not that of the result.
    var searchKind: ResultKind
    /// The error that the caller sees, where it does not follow from the kind.
    var error: String?
    /// Whether the last thing that happened was a usable response.
    var endedWithResponse: Bool

    init(_ result: QuestionResult, searchKind: ResultKind? = nil, error: String? = nil, endedWithResponse: Bool? = nil)
    {
        self.result = result
        self.searchKind = searchKind ?? result.kind
        self.error = error
        switch result {
        case .timeout, .unreachable: self.endedWithResponse = endedWithResponse ?? false
        case .answered, .nodata, .nxdomain, .failed: self.endedWithResponse = endedWithResponse ?? true
        }
    }
}

/// How the results of a pair become one.
public enum PairCombination: String, Hashable, Sendable {
    /// An answer if there is one, else the first failure, else NODATA, else NXDOMAIN.
    case anyAnswer = "any answer"
    /// An answer if there is one, else the first useful response that is not NODATA (glibc).
    case firstUsefulCode = "first useful code"
    /// Both must be responses, and NXDOMAIN for either is NXDOMAIN for both (musl).
    case allOrNothing = "all or nothing"

    /// One report out of several, at least one.
    func combine(_ reports: [QuestionReport]) -> QuestionReport {
        func first(_ kinds: Set<ResultKind>) -> QuestionReport? { reports.first { kinds.contains($0.result.kind) } }
        let failures: Set<ResultKind> = [.servfail, .refused, .notimp, .formerr, .otherCode, .timeout, .unreachable]
        switch self {
        case .anyAnswer:
            if let answer = first([.answered]) { return answer }
            if let failure = first(failures) {
                // Not every send failed at once if one of the types was waited for.
                return failure.result == .unreachable ? first([.timeout]) ?? failure : failure
            }
            return first([.nodata]) ?? reports[0]
        case .firstUsefulCode:
            return first([.answered]) ?? first([.nxdomain, .formerr, .otherCode]) ?? first([.nodata])
                ?? Self.anyAnswer.combine(reports)
        case .allOrNothing:
            return first(failures) ?? first([.nxdomain]) ?? first([.answered]) ?? reports[0]
        }
    }
}
