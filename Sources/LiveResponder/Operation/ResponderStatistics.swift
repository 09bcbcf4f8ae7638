import Emulation
import Synchronization
import WorldModel

/// What one event loop has done; the loop writes, whoever asks for metrics reads.
final class ResponderStatistics: Sendable {
    /// The counts.
    struct Tally: Sendable {
        /// Messages that arrived.
        var received = 0
        /// Responses sent, or set to wait.
        var replied = 0
        /// Questions answered, by `LookupOutcome.number`.
        var outcomes = [Int](repeating: 0, count: LookupOutcome.allCases.count)
        /// Questions that get no answer, as the world has it.
        var silent = 0
        /// Responses of the responder's own accord: FORMERR, NOTIMP, BADVERS, REFUSED, CHAOS.
        var own = 0
        /// What was no query, or came from where nobody may ask.
        var ignored = 0
        /// Responses lost for want of room or by the system.
        var lost = 0
        /// The time from arrival to response, by `bucketBounds`, the last bucket without a bound.
        var latencies = [Int](repeating: 0, count: Tally.bucketBounds.count + 1)
        /// The sum of these times in microseconds.
        var latencySum = 0
        /// TCP connections that are open.
        var sessionsOpen = 0
        /// TCP connections that were taken since the start.
        var sessionsTotal = 0
        /// TCP connections that were closed at once, or early to make room for another one.
        var sessionsRefused = 0

        /// The upper bounds of the buckets in microseconds.
        static let bucketBounds = [
            100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
            5_000_000, 10_000_000, 30_000_000,
        ]

        /// Counts one message that took `microseconds` from arrival to decision.
        mutating func count(_ disposition: Disposition, microseconds: Int) {
            received += 1
            switch disposition.action {
            case .ignore: ignored += 1
            case .staySilent: silent += 1
            case .reply:
                replied += 1
                if disposition.outcome == nil { own += 1 }
                let latency = microseconds + Int(disposition.delay)
                latencySum += latency
                latencies[Self.bucketBounds.firstIndex { latency <= $0 } ?? Self.bucketBounds.count] += 1
            }
            if let outcome = disposition.outcome { outcomes[Int(outcome.number)] += 1 }
        }

        /// Adds the counts of another loop.
        mutating func add(_ other: Tally) {
            received += other.received
            replied += other.replied
            silent += other.silent
            own += other.own
            ignored += other.ignored
            lost += other.lost
            latencySum += other.latencySum
            sessionsOpen += other.sessionsOpen
            sessionsTotal += other.sessionsTotal
            sessionsRefused += other.sessionsRefused
            for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
            for index in latencies.indices { latencies[index] += other.latencies[index] }
        }
    }

    let tally = Mutex(Tally())
}
