import DNSCore
import DNSWire
import Emulation
import IPCore
import WorldModel

/// Turns the outcome of a question into the message that is sent for it.
struct AnswerPacking {
    private let question: Question
    private let outcome: LiveOutcome
    private let kind: LiveView.Kind
    private let policy: ServingPolicy
    private let isReusable: Bool

    init(
        _ question: Question, _ outcome: LiveOutcome, kind: LiveView.Kind, policy: ServingPolicy, isReusable: Bool
    ) {
        self.question = Question(
            name: question.name.lowercased, type: question.type, recordClass: question.recordClass)
        self.outcome = outcome
        self.kind = kind
        self.policy = policy
        self.isReusable = isReusable
    }

    /// The answer.
    var answer: PackedAnswer {
        if let response = outcome.response { return packed(response) }
        if !outcome.hostsAddresses.isEmpty {
            // A name of the hosts file is not for others to keep.
            let records = outcome.hostsAddresses.map { ResourceRecord.address(question.name, ttl: .zero, $0) }
            return packed(Response(code: .noerror, recursionAvailable: true, answers: records))
        }
        switch (kind, outcome.outcome) {
        case (.client, .unreachable):
            // The application learns at once that nothing can be asked; over DNS that is a failure of the resolver.
            return packed(failure(.servfail))
        case (.client, _):
            switch policy.onTimeout {
            case .drop: return silence
            case .servfail: return packed(failure(.servfail))
            case .refused: return packed(failure(.refused))
            }
        case (.server, _):
            return silence
        }
    }

    private func failure(_ code: ResponseCode) -> Response {
        Response(code: code, recursionAvailable: true, reason: outcome.reason)
    }

    private var silence: PackedAnswer {
        PackedAnswer(
            octets: encode(Message(isResponse: true, questions: [question])), delay: 0, isSilent: true,
            isReusable: isReusable, facts: facts(nil))
    }

    private func facts(_ code: ResponseCode?) -> AnswerFacts {
        AnswerFacts(outcome: outcome.outcome, code: code, server: outcome.server, reason: outcome.reason)
    }

    private func packed(_ response: Response) -> PackedAnswer {
        let message = Message(
            isResponse: true, isAuthoritative: response.isAuthoritative, isTruncated: response.isTruncated,
            isRecursionAvailable: response.recursionAvailable, responseCode: response.code, questions: [question],
            answers: response.answers, authorities: response.authorities, additionals: response.additionals)
        let octets = encode(message)
        // What a name server sends depends on the room that the query leaves it, once it is more than everyone has.
        let isForAll = kind == .client || octets.count <= 512
        let error = ExtendedError(response.code, response.reason ?? outcome.reason)
        return PackedAnswer(
            octets: octets, errorOption: error?.option ?? [], delay: policy.microseconds(outcome.elapsed),
            isMismatched: outcome.isMismatched, lacksEDNS: response.code == .formerr,
            isReusable: isReusable && isForAll && !response.isTruncated, facts: facts(response.code))
    }
}

extension ServingPolicy {
    /// A virtual time span in real microseconds; at most about 71 minutes.
    func microseconds(_ elapsed: Duration) -> UInt32 {
        let (seconds, attoseconds) = elapsed.components
        let virtual = Double(seconds) * 1e6 + Double(attoseconds) * 1e-12
        return UInt32(min(max(virtual * timeScale, 0), Double(UInt32.max)))
    }
}
