import IPCore
import NIOCore
import Synchronization
import WorldModel

/// What the connections of one listener and one event loop share: the responder and the room for its response.
///
/// It is used on its event loop alone.
final class StreamWorker {
    private let kind: LiveView.Kind
    private let context: ServingContext
    private let statistics: ResponderStatistics
    private var responder = MessageResponder()
    private var response = [UInt8](repeating: 0, count: MessageResponder.bufferSize)
    private var dispositions: [Disposition] = []

    init(_ kind: LiveView.Kind, _ context: ServingContext, _ statistics: ResponderStatistics) {
        self.kind = kind
        self.context = context
        self.statistics = statistics
    }

    /// Questions that arrived together, answered out of one world.
    struct Batch {
        fileprivate let arrival: UInt64
        fileprivate let instant: Duration
        fileprivate let view: LiveView?
    }

    /// Begins with the questions that arrived now.
    func beginBatch() -> Batch {
        let arrival = LiveClock.now
        return Batch(
            arrival: arrival, instant: context.clock.instant(arrival), view: context.cell.current.view(kind))
    }

    /// Answers one message and passes the response on; nothing is passed on for one that is ignored or gets no answer.
    func answer(
        _ message: UnsafeRawBufferPointer, from sender: Endpoint, in batch: Batch,
        reply: (UnsafeRawBufferPointer, UInt32) -> Void
    ) {
        guard let view = batch.view else { return dispositions.append(Disposition(.ignore)) }
        let disposition = unsafe response.withUnsafeMutableBytes { buffer in
            let disposition = unsafe responder.respond(
                to: message, over: .tcp, view: view, at: batch.instant, into: buffer)
            if disposition.action == .reply {
                unsafe reply(UnsafeRawBufferPointer(rebasing: buffer[..<disposition.length]), disposition.delay)
            }
            return disposition
        }
        dispositions.append(disposition)
        if let log = context.log { unsafe log.record(message, from: sender, disposition, view) }
    }

    /// Counts what was answered since the batch began.
    func endBatch(_ batch: Batch) {
        guard !dispositions.isEmpty else { return }
        let microseconds = Int((LiveClock.now - batch.arrival) / 1000)
        statistics.tally.withLock { tally in
            for disposition in dispositions { tally.count(disposition, microseconds: microseconds) }
        }
        dispositions.removeAll(keepingCapacity: true)
    }

    /// Counts responses that nobody will get since the connection is gone.
    func countLost(_ count: Int) {
        if count > 0 { statistics.tally.withLock { $0.lost += count } }
    }
}
