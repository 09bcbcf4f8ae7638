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

    /// Whether the search list goes on after it.
    var isNegative: Bool {
        switch self {
        case .nodata, .nxdomain: true
        case .answered, .failed, .timeout, .unreachable: false
        }
    }

    /// Whether the name exists without the type.
    var isNodata: Bool {
        if case .nodata = self { true } else { false }
    }

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

    /// One result of several types: an answer if there is one, else the first failure, else NODATA, else NXDOMAIN.
    static func combined(_ results: [QuestionResult]) -> QuestionResult {
        if let answer = results.first(where: { $0.answeredQuery != nil }) { return answer }
        if let failure = results.first(where: { !$0.isNegative }) {
            // Not every send failed at once if one of the types was waited for.
            return failure == .unreachable && results.contains(.timeout) ? .timeout : failure
        }
        return results.first(where: \.isNodata) ?? results[0]
    }
}
