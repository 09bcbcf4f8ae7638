import DNSCore
import WorldModel

/// The way of a resolver from a question to its answer, through CNAMEs and aliases, under the rules of one view.
///
/// Each target is looked up anew under the same rules (rule R53-PHZ-13), so that a chain can lead out of a private
/// zone, into another one, or to a forwarding rule.
struct Resolution {
    /// Where the way has led so far.
    enum Stop {
        /// To a response.
        case response(Response)
        /// To a forwarding rule; its position, the name to ask for, and for a delegation the name servers.
        case forward(rule: Int, name: DomainName, targets: [ResolverRuleTarget]?)
        /// To a fact that the scenario does not hold.
        case unknown(missing: String, text: String)
    }

    private let view: NameView
    private let type: RecordType
    private var name: DomainName
    private var visited: Set<DomainName> = []
    private var answers: [ResourceRecord] = []
    private var alias: PendingAlias?
    /// The sentences and codes so far.
    var reasoning = Reasoning()
    /// Whether the public DNS was needed.
    private(set) var usesInternet = false

    /// An alias record that waits for the records of its target.
    private struct PendingAlias {
        let owner: DomainName
        /// The position in `answers` from which on they are the target's.
        let start: Int
    }

    /// The most names that a chain is followed through (rule DNSMSG-11).
    static let chainLimit = 16

    init(_ question: Question, in view: NameView) {
        self.view = view
        name = question.name
        type = question.type
    }

    /// Goes on until there is a response or another server must be asked.
    mutating func run() -> Stop {
        while visited.count < Self.chainLimit, visited.insert(name).inserted {
            switch view.find(name, type, &reasoning, usesInternet: &usesInternet) {
            case .records(let records):
                answers += records
                return .response(conclude(.noerror))
            case .chain(let records, let target):
                answers += records.filter { !answers.contains($0) }
                name = target
            case .alias(let target):
                if alias == nil { alias = PendingAlias(owner: name, start: answers.count) }
                name = target
            case .negative(let code, let soa, let reason):
                return .response(conclude(code, soa: soa, reason))
            case .failure(let code, let reason):
                answers = []
                return .response(conclude(code, reason))
            case .forward(let rule):
                return .forward(rule: rule, name: name, targets: nil)
            case .delegate(let rule, let targets):
                return .forward(rule: rule, name: name, targets: targets)
            case .unknown(let missing, let text):
                return .unknown(missing: missing, text: text)
            }
        }
        reasoning.say("The chain of aliases does not end: \(name.text).", .dnsmsg11, isDecisive: true)
        answers = []
        return .response(conclude(.servfail, .loop))
    }

    /// Takes the response of another server and goes on if it left the chain at a name without data.
    mutating func accept(_ response: Response) -> Stop {
        reasoning.absorb(response)
        guard response.code == .noerror || response.code == .nxdomain else {
            answers = []
            return .response(conclude(response.code, response.reason))
        }
        var end = name
        var seen: Set = [name]
        while let record = response.answers.first(where: { $0.owner == end && $0.type == .cname }), type != .cname,
            let target = record.target, seen.insert(target).inserted
        {
            end = target
        }
        answers += response.answers
        let isComplete = response.answers.contains { $0.owner == end && ($0.type == type || type == .any) }
        let soa = response.authorities.first { $0.type == .soa }
        if response.code == .noerror, !isComplete, soa == nil, end != name {
            reasoning.reopen()
            reasoning.say("The response ends at \(end.text), which is looked up under the same rules.", .r53PHZ13)
            name = end
            return run()
        }
        let reason = isComplete ? nil : response.reason ?? .typeNotAtName
        return .response(conclude(response.code, soa: soa, reason))
    }

    /// The response of a resolver that could not get on.
    mutating func failed(_ reason: ReasonCode) -> Response {
        answers = []
        return conclude(.servfail, reason)
    }

    /// The response of a resolver: recursion available, no authority.
    private func conclude(_ code: ResponseCode, soa: ResourceRecord? = nil, _ reason: ReasonCode? = nil) -> Response {
        var records = answers
        if let alias {
            let target = records[alias.start...].filter { $0.type == type }
            records = records[..<alias.start] + target.map { $0.withOwner(alias.owner) }
        }
        return Response(
            code: code, recursionAvailable: true, answers: records, authorities: soa.map { [$0] } ?? [],
            reason: reason, notes: reasoning.notes, reasoning: reasoning.steps)
    }
}
