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

    /// What became of the request for a place.
    enum Admission {
        /// There was room.
        case admitted
        /// There is room now that this connection, which has been idle longest, was put out; it has to be closed.
        case inPlaceOf(Entry)
        /// All connections are busy.
        case refused
    }

    /// Gives a connection a place.
    func admit(_ entry: Entry) -> Admission {
        entries.withLock { entries in
            if entries.count < limit {
                entries[ObjectIdentifier(entry)] = entry
                return .admitted
            }
            var longest: Entry?
            for other in entries.values where !other.isBusy.load(ordering: .relaxed) {
                let instant = other.lastProgress.load(ordering: .relaxed)
                if longest.map({ instant < $0.lastProgress.load(ordering: .relaxed) }) ?? true { longest = other }
            }
            guard let longest else { return .refused }
            entries[ObjectIdentifier(longest)] = nil
            entries[ObjectIdentifier(entry)] = entry
            return .inPlaceOf(longest)
        }
    }

    /// Takes a connection's place away.
    func remove(_ entry: Entry) {
        entries.withLock { $0[ObjectIdentifier(entry)] = nil }
    }

    /// The connections that a listener took, in no order.
    func entries(of owner: ObjectIdentifier) -> [Entry] {
        entries.withLock { $0.values.filter { $0.owner == owner } }
    }
}
