import HeapModule

/// What is due in one run, by the virtual clock and, at the same instant, in the order in which it was scheduled.
struct EventQueue {
    /// What falls due for an exchange.
    enum Kind: Hashable {
        /// The query reaches the name server.
        case arrival
        /// The response reaches who asked.
        case reply
        /// An error reaches who asked.
        case error
        /// Who asked has waited long enough.
        case timeout
        /// The kernel gives a TCP connection up.
        case connectionTimeout
        /// A timer of the stub resolver, by number; the exchange is of no account.
        case timer(Int)
    }

    /// Something due.
    struct Event: Comparable {
        let instant: Duration
        let sequence: Int
        let kind: Kind
        let exchange: Int

        static func < (left: Event, right: Event) -> Bool {
            left.instant == right.instant ? left.sequence < right.sequence : left.instant < right.instant
        }
    }

    private var heap = Heap<Event>()
    private var count = 0

    /// Enters something due at an instant.
    mutating func schedule(_ kind: Kind, of exchange: Int, at instant: Duration) {
        heap.insert(Event(instant: instant, sequence: count, kind: kind, exchange: exchange))
        count += 1
    }

    /// Takes out what is due next; `nil` when nothing is left.
    mutating func next() -> Event? { heap.popMin() }
}
