import DNSCore
import IPCore
import ScenarioLanguage
import StubResolution
public import WorldModel

extension Emulator {
    /// What becomes of a connection, in all ways that reality may draw, held against its expectation.
    public func predict(_ connection: ConnectionRequest) -> ConnectionPrediction {
        var memo = EmulationMemo()
        return predict(connection, memo: &memo)
    }

    /// The same as `predict(_:)` for one of many connections in the same world.
    public func predict(_ connection: ConnectionRequest, memo: inout EmulationMemo) -> ConnectionPrediction {
        let start = connection.declared.at ?? .zero
        let surroundings = surroundings(at: start)
        let exploration = Exploration { record in
            var run = Run(surroundings, record, at: start)
            swap(&run.memo, &memo)
            let result = run.connect(connection)
            swap(&run.memo, &memo)
            record = run.record
            return result
        }
        let possibilities = ConnectionPossibilities(exploration, landing: surroundings.landingRule)
        var prediction = ConnectionPrediction(
            request: connection.declared, at: start, outcome: possibilities.outcome, common: possibilities.common,
            possible: possibilities.possible, isComplete: possibilities.isComplete, mismatches: nil)
        if let expectation = connection.declared.expect {
            prediction.mismatches = expectation.mismatches(in: prediction)
        }
        return prediction
    }
}

extension Run {
    /// Resolves the destination if it is a name, then sends the traffic and waits for its answer.
    mutating func connect(_ connection: ConnectionRequest) -> PossibleConnection {
        switch connection.declared.to {
        case .address(let address):
            return connect(connection, to: address, after: [])
        case .name(let text, let name):
            let trace = resolve(name, writtenAs: text, for: connection.asker)
            guard let address = trace.addresses.first else {
                return PossibleConnection(unresolved: trace, in: surroundings)
            }
            let steps = LookupExplanation(of: trace, remarks: []).steps.map { ReasoningStep($0.text, $0.rule) }
            return connect(connection, to: address, after: steps)
        }
    }

    /// The lookup before a connection: IPv4 first, and IPv6 for a name that has nothing else.
    private mutating func resolve(_ name: DomainName, writtenAs text: String, for asker: Asker) -> LookupTrace {
        let isAbsolute = DomainName.endsWithDot(text)
        var plan = LookupPlan(name, isAbsolute: isAbsolute, asker: asker, at: now, in: surroundings)
        let trace = resolve(plan)
        guard trace.outcome == .nodata else { return trace }
        plan.request.types = [.aaaa]
        let second = resolve(plan)
        return second.outcome == .answered ? second : trace
    }

    private mutating func connect(
        _ connection: ConnectionRequest, to address: IPAddress, after steps: [ReasoningStep]
    ) -> PossibleConnection {
        let origin = surroundings.sender(connection.asker).origin(towards: address)
        let traced = fate(of: connection.declared.flow(to: address), from: origin)
        // Where the source address that the far end sees is a guess, the prediction that tells it says so.
        if let use = traced.fate.sourceAssumption { record.assume(use.key, use.value, use.rule) }
        return PossibleConnection(traced, connection.declared.flow(to: address), after: steps)
    }
}

extension DeclaredConnection {
    /// The traffic as the network sees it.
    fileprivate func flow(to address: IPAddress) -> Flow {
        switch `protocol` {
        case .icmp: Flow(.icmp, to: address, port: 0, size: size, dontFragment: dontFragment)
        case .udp: Flow(.udp, to: address, port: port.map(Int.init) ?? 443)
        case .tcp, .all: Flow(.tcp, to: address, port: port.map(Int.init) ?? 443)
        }
    }
}

extension PossibleConnection {
    /// The connection that cannot be tried since its name does not resolve.
    init(unresolved trace: LookupTrace, in surroundings: Surroundings) {
        let outcome: ConnectionOutcome =
            switch trace.outcome {
            case .timeout: .timeout
            case .unknown, .depends: .unknown
            case .answered, .nodata, .nxdomain, .servfail, .refused, .notimp, .formerr, .unreachable: .unreachable
            }
        self.init(
            when: "always", choices: [], outcome: outcome, reason: trace.reason,
            rule: trace.firstFailure?.rule, via: nil, sourceAddress: nil, publicAddress: nil,
            droppedAt: trace.firstFailure?.drop?.element, hops: [], notes: [], missing: trace.undecided?.missing,
            explanation: LookupExplanation(of: trace, remarks: []).steps, assumptions: [],
            remedy: trace.remedy(in: surroundings))
    }

    /// The fate of the traffic.
    init(_ traced: TracedFate, _ flow: Flow, after steps: [ReasoningStep]) {
        let fate = traced.fate
        self.init(
            when: "always", choices: [], outcome: .connected, reason: nil, rule: nil, via: fate.interface,
            sourceAddress: fate.sourceAddress, publicAddress: fate.publicAddress, droppedAt: nil, hops: fate.hops,
            notes: fate.notes, missing: nil, explanation: steps + fate.reasoning + traced.crossing, assumptions: [],
            remedy: "")
        let target =
            flow.flowProtocol == .icmp ? "\(flow.destination)" : "port \(flow.destinationPort) of \(flow.destination)"
        switch fate.outcome {
        case .delivered(.closedPort):
            // A TCP reset tells the application that the connection is refused, an ICMP error that nothing is there.
            outcome = flow.flowProtocol == .tcp ? .refused : .unreachable
            reason = .noListener
            droppedAt = traced.path.last
            add("Nothing accepts traffic on \(target).", nil)
        case .delivered:
            add("The traffic reaches \(target), and its answer comes back.", fate.hops.last { $0.rule != nil }?.rule)
        case .dropped(let drop):
            outcome =
                drop.isReported
                ? (drop.reason == .noListener && flow.flowProtocol == .tcp ? .refused : .unreachable) : .timeout
            reason = drop.reason
            rule = drop.rule
            droppedAt = drop.element
            notes = (notes + drop.notes).filter { $0 != drop.reason }
            remedy = drop.remedy
            add(drop.text, drop.rule)
        case .unknown(let missing, let text):
            outcome = .unknown
            self.missing = missing
            remedy = "Give \(missing) in the scenario."
            add(text, nil)
        }
        notes = Set(notes).sorted()
    }

    /// Appends the step that decided.
    private mutating func add(_ text: String, _ rule: RuleID?) {
        for index in explanation.indices { explanation[index].isDecisive = false }
        explanation.append(ReasoningStep(text, rule, isDecisive: true))
    }
}
