import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

/// What a matching fault does to a reply that the server still makes.
enum FaultModifier: Hashable {
    /// It comes later.
    case delay(Duration)
    /// It bears a wrong message ID.
    case mismatch
}

/// The fault that applies to a query, injected or the server's own behaviour.
struct ServerFault {
    /// What becomes of the query.
    enum Effect {
        /// The server reacts so, whatever it knows.
        case action(NameServerTask.Action)
        /// The server answers as ever, but for this; `nil` for nothing.
        case modifier(FaultModifier?)
    }

    private let kind: FaultKind
    private let declared: DeclaredFault?
    /// Who brought it about, as half a sentence.
    private let cause: String

    /// The server's own fixed failure, else the first fault that matches the query; `nil` if there is none.
    init?(on server: Reference<NameServer>, _ query: IncomingQuery, in world: World) {
        if case .failing(let kind) = world.names.nameServers[server].role {
            self.kind = kind
            declared = nil
            cause = "by its behavior"
            return
        }
        if world.faults.isEmpty { return nil }
        var positions = world.faultsByTarget[.nameServer(server)] ?? []
        for address in query.destination.map({ [$0] }) ?? world.names.nameServers[server].addresses {
            positions += world.faultsByTarget[.address(address)] ?? []
        }
        guard let position = positions.sorted().first(where: { world.faults[$0].matches(query) }) else { return nil }
        let fault = world.faults[position]
        kind = fault.kind
        declared = fault.declared
        cause = "by the fault \(fault.keyPath)"
    }

    /// What the fault does to a query of the server.
    func effect(on query: IncomingQuery, of server: NameServer) -> Effect {
        switch kind {
        case .drop, .down:
            return .action(.silence(drop(server, "drops the query")))
        case .closed:
            return .action(.reject(drop(server, "has port 53 closed", isReported: true)))
        case .hostUnreachable:
            var drop = drop(server, "cannot be reached", isReported: true)
            drop.signal = .hostUnreachable
            return .action(.reject(drop))
        case .servfail: return reply(.servfail, server)
        case .refused: return reply(.refused, server)
        case .notimp: return reply(.notimp, server)
        case .formerr: return reply(.formerr, server)
        case .nxdomain: return reply(.nxdomain, server, soa: .rootSOA)
        case .nodata: return reply(.noerror, server, soa: .rootSOA)
        case .lame: return reply(.noerror, server, isRecursive: false)
        case .formerrOnEDNS:
            return query.ednsPayloadSize == nil ? .modifier(nil) : reply(.formerr, server)
        case .dropOnEDNS:
            return query.ednsPayloadSize == nil
                ? .modifier(nil) : .action(.silence(drop(server, "drops queries that have EDNS")))
        case .truncate, .truncateTCPRefused, .truncateTCPDrop:
            return truncation(of: query, server)
        case .mismatch: return .modifier(.mismatch)
        case .delay: return .modifier(.delay(declared?.delay ?? .zero))
        case .loss:
            return isLost(query) ? .action(.silence(drop(server, "loses the query"))) : .modifier(nil)
        case .answer: return forgery(of: query, server)
        }
    }

    private func drop(_ server: NameServer, _ what: String, isReported: Bool = false) -> Drop {
        Drop(at: server.name, .fault, nil, "\(server.name) \(what), \(cause).", isReported: isReported)
    }

    private func reply(
        _ code: ResponseCode, _ server: NameServer, isRecursive: Bool = true, soa: ResourceRecord? = nil
    ) -> Effect {
        .action(
            .reply(
                Response(
                    code: code, recursionAvailable: isRecursive, authorities: soa.map { [$0] } ?? [], reason: .fault,
                    reasoning: [
                        ReasoningStep(
                            "\(server.name) answers \(code)\(code == .noerror ? " without a record" : ""), \(cause).",
                            nil,
                            isDecisive: true)
                    ]), after: .zero))
    }

    private func truncation(of query: IncomingQuery, _ server: NameServer) -> Effect {
        switch (query.transport, kind) {
        case (.udp, _):
            return .action(
                .reply(
                    Response(
                        code: .noerror, recursionAvailable: true, isTruncated: true, reason: .fault,
                        reasoning: [ReasoningStep("\(server.name) cuts all answers over UDP, \(cause).", nil)]),
                    after: .zero))
        case (.tcp, .truncateTCPRefused):
            return .action(.reject(drop(server, "refuses TCP", isReported: true)))
        case (.tcp, .truncateTCPDrop):
            return .action(.silence(drop(server, "drops TCP")))
        case (.tcp, _):
            return .modifier(nil)
        }
    }

    private func forgery(of query: IncomingQuery, _ server: NameServer) -> Effect {
        let records = (declared?.addresses ?? []).filter { $0.recordType == query.question.type }.map {
            ResourceRecord.address(query.question.name, ttl: 60, $0)
        }
        return .action(
            .reply(
                Response(
                    code: .noerror, recursionAvailable: true, answers: records, reason: records.isEmpty ? .fault : nil,
                    reasoning: [
                        ReasoningStep(
                            "\(server.name) answers with addresses of its own, \(cause).", nil, isDecisive: true)
                    ]), after: .zero))
    }

    /// Draws by seed and ordinal alone, so that the same query has the same fate in every run.
    private func isLost(_ query: IncomingQuery) -> Bool {
        let seed = declared?.seed ?? 0
        var mixed = seed &+ UInt64(truncatingIfNeeded: query.ordinal) &* 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return Double(mixed >> 11) * 0x1p-53 < (declared?.rate ?? 0)
    }
}

extension Fault {
    /// The how-manieth query this is for what the fault hits: an address, or a server with all of its addresses.
    private func ordinal(of query: IncomingQuery) -> Int {
        switch target {
        case .address: query.ordinalAtDestination
        case .nameServer, .element: query.ordinal
        }
    }

    /// Whether all keys that narrow the fault agree with the query.
    fileprivate func matches(_ query: IncomingQuery) -> Bool {
        if let transport = declared.transport, (transport == .tcp) != (query.transport == .tcp) { return false }
        if let queries = declared.queries, !queries.contains(ordinal(of: query)) { return false }
        if let from = declared.from, query.at < from { return false }
        if let until = declared.until, query.at >= until { return false }
        if !declared.types.isEmpty, !declared.types.contains(query.question.type) { return false }
        return declared.names.isEmpty || declared.names.contains { $0.covers(query.question.name) }
    }
}

extension DomainName {
    /// Whether the name is this pattern, or lies below the domain of one that begins with `*`.
    fileprivate func covers(_ name: DomainName) -> Bool {
        guard isWildcard, let domain = parent else { return name == self }
        return name.isStrictSubdomain(of: domain)
    }
}
