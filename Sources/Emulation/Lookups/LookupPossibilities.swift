import DNSCore
import IPCore
import WorldModel

/// The outcomes of a lookup over all runs, equal ones merged, and what they agree on.
struct LookupPossibilities {
    /// The outcomes with their conditions, in the order in which the runs showed them.
    let possible: [PossibleLookup]
    /// What all agree on; the only outcome itself if there is one.
    let common: PossibleLookup
    /// `depends` if there are several.
    let outcome: LookupOutcome
    /// Whether every combination was seen.
    let isComplete: Bool

    /// What makes two outcomes the same for whoever asked.
    private struct Essence: Hashable {
        let outcome: LookupOutcome
        let reason: ReasonCode?
        let code: ResponseCode?
        let addresses: Set<IPAddress>
        let records: [ResourceRecord]
        let server: IPAddress?
        let via: String?
        let elapsed: Duration
        let reachability: [Reachability]
        let qname: DomainName
        let missing: String?
        let error: String?

        init(_ lookup: PossibleLookup) {
            outcome = lookup.outcome
            reason = lookup.reason
            code = lookup.code
            addresses = Set(lookup.addresses)
            records = lookup.records
            server = lookup.server
            via = lookup.via
            elapsed = lookup.elapsed
            reachability = lookup.reachability
            qname = lookup.qname
            missing = lookup.missing
            error = lookup.error
        }
    }

    init(_ exploration: Exploration<PossibleLookup>, landing: RuleID) {
        isComplete = exploration.isComplete
        let leaves = exploration.leaves
        let grouping = Grouping(leaves.count) { leaves[$0].result }
        let conditions = Condition.conditions(of: leaves.map(\.choices), groups: grouping.groups)
        var possible: [PossibleLookup] = []
        for (group, first) in grouping.firsts.enumerated() {
            var lookup = leaves[first].result
            lookup.when = conditions[group].text
            lookup.choices = conditions[group].choices
            lookup.assumptions = leaves[first].assumptions
            possible.append(lookup)
        }
        self.possible = possible
        outcome = possible.count == 1 ? possible[0].outcome : .depends
        common = possible.count == 1 ? possible[0] : Self.agreement(of: possible, landing)
    }

    /// Which runs have the same essence.
    private struct Grouping {
        /// The group of each run.
        var groups: [Int] = []
        /// The first run of each group.
        var firsts: [Int] = []

        init(_ count: Int, _ result: (Int) -> PossibleLookup) {
            // One run needs no comparison, and most lookups have one.
            guard count > 1 else {
                groups = [0]
                firsts = [0]
                return
            }
            var known: [Essence: Int] = [:]
            for run in 0..<count {
                let essence = Essence(result(run))
                if let group = known[essence] {
                    groups.append(group)
                } else {
                    known[essence] = firsts.count
                    groups.append(firsts.count)
                    firsts.append(run)
                }
            }
        }
    }

    private static func agreement(of possible: [PossibleLookup], _ landing: RuleID) -> PossibleLookup {
        func agreed<Value: Equatable>(_ value: (PossibleLookup) -> Value) -> Value? {
            let first = value(possible[0])
            return possible.allSatisfy { value($0) == first } ? first : nil
        }
        let first = possible[0]
        var common = first
        common.when = ""
        common.choices = []
        common.outcome = .depends
        common.reason = agreed(\.reason) ?? nil
        common.code = agreed(\.code) ?? nil
        common.addresses = agreed { Set($0.addresses) } == nil ? [] : first.addresses
        common.records = agreed(\.records) ?? []
        common.scope = agreed(\.scope) ?? nil
        common.server = agreed(\.server) ?? nil
        common.via = agreed(\.via) ?? nil
        common.notes = first.notes.filter { note in possible.allSatisfy { $0.notes.contains(note) } }
        common.reachability = agreed(\.reachability) ?? []
        common.missing = agreed(\.missing) ?? nil
        common.error = agreed(\.error) ?? nil
        common.remedy = possible.first { !$0.remedy.isEmpty }?.remedy ?? ""
        common.assumptions = possible.flatMap(\.assumptions).uniqued()
        for index in common.explanation.indices { common.explanation[index].isDecisive = false }
        common.explanation.append(
            Dependence.step(
                possible.map { Dependence.Case(when: $0.when, choices: $0.choices, result: $0.summary) },
                landing: landing))
        return common
    }
}

extension PossibleLookup {
    /// The outcome in a few words, `answered 10.10.1.11 by 10.10.1.228` or `timeout, VPN_NO_ROUTE`.
    var summary: String {
        var text = outcome.rawValue
        if let reason { text += ", \(reason.rawValue)" }
        if !addresses.isEmpty { text += " \(addresses.map(\.description).joined(separator: " "))" }
        if let server { text += " by \(server)" }
        return text
    }
}

extension Sequence where Element: Hashable {
    /// The elements in order, each once.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
