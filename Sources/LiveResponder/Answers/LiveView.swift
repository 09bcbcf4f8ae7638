import DNSCore
import DNSWire
public import Emulation
public import IPCore
import Synchronization
import WorldModel

/// What one listening address answers out of one world: the stub resolver of the device, or one name server.
public final class LiveView: Sendable {
    /// Whose answers they are.
    public enum Kind: Hashable, Sendable {
        /// What an application on the device is told by its stub resolver.
        case client
        /// What the name server at this address sends to the device.
        case server(IPAddress)
    }

    /// Whose answers they are.
    public let kind: Kind
    let policy: ServingPolicy
    let table: AnswerTable
    private let emulator: Emulator
    /// What earlier questions left behind; only where that matters.
    private let history: CarriedHistory?
    private let known = Mutex(KnownFacts())

    /// What one question hands to the next.
    private final class CarriedHistory: Sendable {
        let state = Mutex(LiveHistory())
    }

    /// The facts seen so far, so that a packed answer names its own by a small number.
    private struct KnownFacts {
        var all: [AnswerFacts] = []
        var numbers: [AnswerFacts: UInt16] = [:]
    }

    /// A view of a world.
    public init(_ kind: Kind, of emulator: Emulator, policy: ServingPolicy) {
        self.kind = kind
        self.emulator = emulator
        self.policy = policy
        table = AnswerTable(byteLimit: policy.cacheLimit)
        uniformZones = emulator.uniformZones
        history = emulator.dependsOnHistory ? CarriedHistory() : nil
    }

    /// The zones whose answers can be made after a pattern.
    let uniformZones: [Zone]

    /// The number of packed answers held.
    public var answerCount: Int { table.count }

    /// The facts of a number that `number(of:)` gave.
    func facts(_ number: UInt16) -> AnswerFacts { known.withLock { $0.all[Int(number)] } }

    /// The number of facts.
    func number(of facts: AnswerFacts) -> UInt16 {
        known.withLock {
            if let number = $0.numbers[facts] { return number }
            // More kinds than numbers do not occur: servers times reasons times outcomes are few.
            guard $0.all.count < Int(UInt16.max) else { return 0 }
            let number = UInt16($0.all.count)
            $0.all.append(facts)
            $0.numbers[facts] = number
            return number
        }
    }

    /// What decides about a question besides name and type; part of its key in the table.
    struct Variant {
        var recursionDesired: Bool
        /// The EDNS payload size of the query, or `nil`.
        var payloadSize: Int?
        var transport: Transport

        /// The variant in bits; the device's stub resolver asks in its own way whatever the application's query looks like.
        func bits(for kind: Kind) -> UInt8 {
            let recursion: UInt8 = recursionDesired ? 1 : 0
            guard case .server = kind else { return recursion }
            return recursion | (payloadSize == nil ? 0 : 2) | (transport == .tcp ? 4 : 0)
        }
    }

    /// What the engine works out for a question, and the answer packed.
    struct Worked {
        let outcome: LiveOutcome
        let packed: PackedAnswer
    }

    /// The answer to a question at an instant of the virtual clock, worked out by the engine.
    func answer(
        _ question: Question, _ variant: Variant, at instant: Duration, memo: inout EmulationMemo
    ) -> Worked {
        let outcome: LiveOutcome
        if let history {
            // Questions that change each other's outcome are worked out one at a time.
            outcome = history.state.withLock { self.outcome(question, variant, at: instant, &$0, &memo) }
        } else {
            var none = LiveHistory()
            outcome = self.outcome(question, variant, at: instant, &none, &memo)
        }
        let packing = AnswerPacking(question, outcome, kind: kind, policy: policy, isReusable: history == nil)
        return Worked(outcome: outcome, packed: packing.answer)
    }

    private func outcome(
        _ question: Question, _ variant: Variant, at instant: Duration, _ history: inout LiveHistory,
        _ memo: inout EmulationMemo
    ) -> LiveOutcome {
        switch kind {
        case .client:
            emulator.outcome(
                of: question, recursionDesired: variant.recursionDesired, at: instant, history: &history, memo: &memo)
        case .server(let address):
            emulator.exchange(
                question, with: address, transport: variant.transport, recursionDesired: variant.recursionDesired,
                ednsPayloadSize: variant.payloadSize, at: instant, history: &history, memo: &memo)
        }
    }
}
