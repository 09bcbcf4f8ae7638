import NIOCore
import Synchronization

/// The open TCP connections of all listeners together, so that their number is bounded.
final class StreamRegistry: Sendable {
    /// One connection; its event loop writes, whoever needs room for another one reads.
    final class Entry: Sendable {
        /// The connection.
        let channel: any Channel
        /// The listener that took it.
        let owner: ObjectIdentifier
        /// When it last got ahead, in nanoseconds of a clock that all entries share.
        let lastProgress: Atomic<UInt64>
        /// Whether responses wait for their delay or for the client to take them.
        let isBusy = Atomic(false)

        init(_ channel: any Channel, owner: ObjectIdentifier, at instant: UInt64) {
            self.channel = channel
            self.owner = owner
            lastProgress = Atomic(instant)
        }
    }

    private let entries = Mutex<[ObjectIdentifier: Entry]>([:])
    /// The most connections.
    let limit: Int

    /// A registry for at most `limit` connections.
    init(limit: Int = 1_000) { self.limit = limit }

    /// There is no place for a connection.
    struct Refused: Error {}

    /// Gives a connection a place for as long as it is open.
    ///
    /// Where all places are taken, the one that has been idle longest is closed; where all are busy, `Refused` is thrown. In both
    /// cases `onShortage` is called. It must be called on the connection's event loop.
    func place(
        for channel: any Channel, owner: AnyObject, onShortage: () -> Void = {}
    ) throws(Refused) -> Entry {
        let entry = Entry(channel, owner: ObjectIdentifier(owner), at: channel.eventLoop.now.uptimeNanoseconds)
        let (isAdmitted, victim) = entries.withLock { entries -> (Bool, Entry?) in
            if entries.count < limit {
                entries[ObjectIdentifier(entry)] = entry
                return (true, nil)
            }
            var longest: Entry?
            for other in entries.values where !other.isBusy.load(ordering: .relaxed) {
                let instant = other.lastProgress.load(ordering: .relaxed)
                if longest.map({ instant < $0.lastProgress.load(ordering: .relaxed) }) ?? true { longest = other }
            }
            guard let longest else { return (false, nil) }
            entries[ObjectIdentifier(longest)] = nil
            entries[ObjectIdentifier(entry)] = entry
            return (true, longest)
        }
        if !isAdmitted || victim != nil { onShortage() }
        victim?.channel.close(promise: nil)
        guard isAdmitted else { throw Refused() }
        channel.closeFuture.whenComplete { [self] _ in
            entries.withLock { $0[ObjectIdentifier(entry)] = nil }
        }
        return entry
    }

    /// The connections that a listener took, in no order.
    func entries(of owner: ObjectIdentifier) -> [Entry] {
        entries.withLock { $0.values.filter { $0.owner == owner } }
    }
}
