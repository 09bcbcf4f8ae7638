import DNSCore
public import Emulation
import ScenarioLanguage
import WorldModel

/// The base or one case of a file, ready to be predicted.
public struct RunCase: Sendable {
    /// The file and the case.
    public let origin: ResultOrigin
    /// Whether loading went as the scenario expects; `nil` without such an expectation.
    public let load: LoadResult?
    private let emulator: Emulator?

    init(_ loaded: LoadedCase, asked: [AskedName]) {
        origin = ResultOrigin(file: loaded.file, caseName: loaded.caseName, title: loaded.scenario.title)
        load = loaded.loadResult(origin)
        emulator = loaded.world.map { world in
            guard !asked.isEmpty else { return Emulator(world) }
            var world = world
            world.lookups = asked.map(\.request)
            world.connections = []
            return Emulator(world)
        }
    }

    /// How many lookups and connections there are to predict; none in a case that is refused as expected.
    public var count: Int { emulator.map { $0.world.lookups.count + $0.world.connections.count } ?? 0 }

    /// The results of some of them, lookups before connections, in the order of the scenario.
    public func results(_ range: Range<Int>) -> [RunResult] {
        guard let emulator else { return [] }
        let lookups = emulator.world.lookups
        var memo = EmulationMemo()
        return range.map { index in
            if index < lookups.count {
                return .lookup(LookupResult(emulator.predict(lookups[index], memo: &memo), origin: origin))
            }
            let connection = emulator.world.connections[index - lookups.count]
            return .connection(ConnectionResult(emulator.predict(connection, memo: &memo), origin: origin))
        }
    }
}

extension LookupResult {
    /// The result that a prediction is.
    public init(_ prediction: LookupPrediction, origin: ResultOrigin) {
        let request = prediction.request
        self.init(
            origin: origin, name: request.domainName.description, types: request.types, from: request.from,
            at: prediction.at, outcome: prediction.outcome, common: prediction.common, possible: prediction.possible,
            isComplete: prediction.isComplete, expect: request.expect?.marks.json, mismatches: prediction.mismatches)
        isOnClock = request.at != nil
        askedServer = request.server
    }
}

extension ConnectionResult {
    /// The result that a prediction is.
    public init(_ prediction: ConnectionPrediction, origin: ResultOrigin) {
        let request = prediction.request
        self.init(
            origin: origin, to: request.to.text, from: request.from, protocolName: request.protocol.rawValue,
            port: request.protocol == .icmp ? nil : Int(request.port ?? 443), at: prediction.at,
            outcome: prediction.outcome, common: prediction.common, possible: prediction.possible,
            isComplete: prediction.isComplete, expect: request.expect?.marks.json, mismatches: prediction.mismatches)
    }
}
