import DNSCore
import IPCore
import ScenarioLanguage
import StubResolution
public import WorldModel

extension Emulator {
    /// What becomes of a lookup, in all ways that reality may draw, held against its expectation.
    public func predict(_ lookup: LookupRequest) -> LookupPrediction {
        var memo = EmulationMemo()
        return predict(lookup, memo: &memo)
    }

    /// The same as `predict(_:)` for one of many lookups in the same world.
    public func predict(_ lookup: LookupRequest, memo: inout EmulationMemo) -> LookupPrediction {
        let plan = LookupPlan(lookup, in: surroundings)
        let possibilities = explore(plan, memo: &memo)
        var prediction = LookupPrediction(
            request: lookup.declared, at: plan.start, outcome: possibilities.outcome, common: possibilities.common,
            possible: possibilities.possible, isComplete: possibilities.isComplete, mismatches: nil)
        if let expectation = lookup.declared.expect { prediction.mismatches = expectation.mismatches(in: prediction) }
        return prediction
    }

    /// All outcomes of a lookup, each once.
    func explore(_ plan: LookupPlan, memo: inout EmulationMemo) -> LookupPossibilities {
        let exploration = Exploration { record in
            var run = Run(surroundings, record, at: plan.start)
            // The memo moves into the run and out again, so that it is never copied.
            swap(&run.memo, &memo)
            let trace = run.resolve(plan)
            let reach = trace.addresses.map { run.reachability(of: $0, port: plan.port, from: plan.sender) }
            swap(&run.memo, &memo)
            record = run.record
            return PossibleLookup(trace, reach, in: surroundings)
        }
        return LookupPossibilities(exploration, landing: surroundings.landingRule)
    }
}

/// Whether an address of an answer can be reached, and the sentence about it.
struct AddressVerdict {
    let reachability: Reachability
    let step: ReasoningStep
    /// What would have to change for the address to be reached; empty if it is, or where nothing sensible would.
    let remedy: String
}

extension Run {
    /// Whether the application could use an address of its answer (rule VPCE-05).
    mutating func reachability(of address: IPAddress, port: Int, from sender: LookupPlan.Sender) -> AddressVerdict {
        let traced = fate(of: Flow(.tcp, to: address, port: port), from: sender.origin(towards: address))
        let via = traced.fate.interface
        var verdict = Reachability(
            address: address, flowProtocol: .tcp, port: port, outcome: .connected, via: via, reason: nil, rule: nil)
        let text: String
        var remedy = ""
        switch traced.fate.outcome {
        case .delivered(.closedPort):
            verdict.outcome = .refused
            verdict.reason = .noListener
            text = "The answer is right but of no use: \(address) refuses TCP port \(port)."
        case .delivered:
            text = "\(address) can be reached on TCP port \(port)\(via.map { " through \($0)" } ?? "")."
        case .dropped(let drop):
            verdict.outcome = drop.isReported ? .unreachable : .timeout
            verdict.reason = drop.reason
            verdict.rule = drop.rule
            remedy = drop.remedy
            text = "The answer is right but \(address) cannot be reached: \(drop.text)"
        case .unknown(_, let reason):
            verdict.outcome = .unknown
            text = "Whether \(address) can be reached is not known: \(reason)"
        }
        return AddressVerdict(
            reachability: verdict, step: ReasoningStep(text, verdict.rule ?? .vpce05), remedy: remedy)
    }
}

extension PossibleLookup {
    /// The outcome of one run, before it is known under which choices it comes about.
    init(_ trace: LookupTrace, _ verdicts: [AddressVerdict], in surroundings: Surroundings) {
        let addresses = trace.addresses
        let notes = LookupNotes(of: trace, addresses: addresses, in: surroundings)
        let explanation = LookupExplanation(of: trace, remarks: notes.steps + verdicts.map(\.step))
        let concluding = trace.concluding
        self.init(
            when: "always", choices: [], outcome: trace.outcome, reason: trace.reason,
            code: concluding?.response?.code, addresses: addresses, records: trace.records,
            scope: AddressScope(of: addresses), server: concluding?.server, via: trace.interface,
            elapsed: trace.elapsed, notes: notes.codes, reachability: verdicts.map(\.reachability),
            attempts: trace.ended.map(\.attempt), qname: trace.name, missing: trace.undecided?.missing,
            explanation: explanation.steps, assumptions: [], response: concluding?.response,
            remedy: trace.remedy(in: surroundings, verdicts), error: trace.error)
    }
}

extension LookupTrace {
    /// The name whose result is reported; of an undecided lookup the name that was asked last.
    fileprivate var name: DomainName { conclusion?.name ?? exchanges.last?.question.name ?? plan.request.name }

    /// What would have to change for the lookup to be answered, and the answer to be of use.
    func remedy(in surroundings: Surroundings, _ verdicts: [AddressVerdict] = []) -> String {
        let lost = firstFailure?.drop?.remedy ?? ""
        switch outcome {
        case .depends: return ""
        case .answered: return verdicts.first { !$0.remedy.isEmpty }?.remedy ?? lost
        case .unknown: return undecided.map { "Give \($0.missing) in the scenario." } ?? ""
        case .timeout, .unreachable: return lost.isEmpty ? reason?.responseRemedy ?? "" : lost
        case .nodata, .nxdomain, .servfail, .refused, .notimp, .formerr:
            if reason == .zoneNotVisible, let server = concluding?.server {
                return surroundings.remedyForInvisibleZone(askedAt: server)
            }
            return reason?.responseRemedy ?? ""
        }
    }
}

extension Surroundings {
    /// What makes a private zone visible: another association where a VPC's resolver was asked, else another server.
    fileprivate func remedyForInvisibleZone(askedAt server: IPAddress) -> String {
        guard let vpc = world.topology.vpc(containing: server) else {
            return
                "Ask a resolver that sees the zone: that of a VPC that it is associated with, or an inbound endpoint there."
        }
        return
            "Associate the zone with \(world.topology.vpcs[vpc].name), whose resolver was asked, or ask a resolver that sees it."
    }
}
