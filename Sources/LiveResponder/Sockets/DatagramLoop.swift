import Emulation
import Glibc
import IPCore
import Synchronization
import WorldModel

/// One thread that answers the datagrams of one socket: it receives many, answers them out of the world in force, sends many.
final class DatagramLoop: Sendable {
    private let socket: DatagramSocket
    private let kind: LiveView.Kind
    private let context: ServingContext
    /// What it has done.
    let statistics = ResponderStatistics()
    private let isStopping = Atomic(false)

    /// How long an idle loop waits before it looks whether it shall end.
    private static let idleMilliseconds = 250

    init(_ socket: DatagramSocket, _ kind: LiveView.Kind, _ context: ServingContext) {
        self.socket = socket
        self.kind = kind
        self.context = context
        socket.setReceiveTimeout(milliseconds: Self.idleMilliseconds)
    }

    /// Lets `run` return soon, once what has arrived is answered.
    func stop() { isStopping.store(true, ordering: .relaxed) }

    /// Answers until `stop` is called.
    func run() {
        var batch = DatagramBatch()
        var responder = MessageResponder()
        var delayed = DelayedReplies()
        var dispositions: [Disposition] = []
        var pace = ArrivalPace()
        dispositions.reserveCapacity(DatagramBatch.capacity)
        while !isStopping.load(ordering: .relaxed) {
            if let due = delayed.nextDue {
                waitForInput(until: due)
                delayed.send(dueBy: LiveClock.now, to: socket)
            }
            pace.pauseIfBusy()
            guard batch.receive(from: socket, blocking: delayed.count == 0) else { continue }
            let arrival = LiveClock.now
            pace.note(batch.count, at: arrival)
            answer(&batch, arrival, &responder, &delayed, &dispositions)
        }
        while batch.receive(from: socket, blocking: false) {
            answer(&batch, LiveClock.now, &responder, &delayed, &dispositions)
        }
        // What would be due soon is sent before its time rather than not at all.
        delayed.send(dueBy: LiveClock.now + 1_000_000_000, to: socket)
    }

    private func answer(
        _ batch: inout DatagramBatch, _ arrival: UInt64, _ responder: inout MessageResponder,
        _ delayed: inout DelayedReplies, _ dispositions: inout [Disposition]
    ) {
        guard let view = context.cell.current.view(kind) else { return }
        let instant = context.clock.instant(arrival)
        var lost = 0
        dispositions.removeAll(keepingCapacity: true)
        for index in 0..<batch.count {
            guard let sender = batch.sender(index), context.admits(sender) else {
                dispositions.append(Disposition(.ignore))
                continue
            }
            if unsafe batch.responseBuffer == nil { lost += batch.send(to: socket) }
            guard let buffer = unsafe batch.responseBuffer else { continue }
            let query = unsafe batch.query(index)
            let disposition = unsafe responder.respond(
                to: query, over: .udp, view: view, at: instant, into: buffer)
            dispositions.append(disposition)
            if disposition.action == .reply {
                if disposition.delay == 0 {
                    batch.enqueue(length: disposition.length, toSenderOf: index)
                } else if unsafe !delayed.insert(
                    UnsafeRawBufferPointer(rebasing: buffer[..<disposition.length]), to: batch.peer(index),
                    due: arrival + UInt64(disposition.delay) * 1000)
                {
                    lost += 1
                }
            }
            if let log = context.log { unsafe log.record(query, from: sender, disposition, view) }
        }
        lost += batch.send(to: socket)
        let microseconds = Int((LiveClock.now - arrival) / 1000)
        statistics.tally.withLock { tally in
            for disposition in dispositions { tally.count(disposition, microseconds: microseconds) }
            tally.lost += lost
        }
    }

    /// Waits for a datagram, at most until an instant of the monotonic clock in nanoseconds.
    private func waitForInput(until due: UInt64) {
        let now = LiveClock.now
        guard due > now else { return }
        let milliseconds = min((due - now + 999_999) / 1_000_000, UInt64(Self.idleMilliseconds))
        var descriptor = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&descriptor, 1, Int32(milliseconds))
    }
}
