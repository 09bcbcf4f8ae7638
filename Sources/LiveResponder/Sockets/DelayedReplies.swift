import Glibc
import HeapModule

/// Responses that wait for their emulated delay to pass; none of them holds a thread, and together they hold bounded memory.
struct DelayedReplies {
    /// One that waits.
    private struct Reply: Comparable {
        /// When it is due, in nanoseconds of the monotonic clock.
        let due: UInt64
        /// Keeps those due at one instant in order.
        let sequence: UInt64
        let octets: [UInt8]
        let peer: SocketAddress

        static func == (left: Reply, right: Reply) -> Bool { left.sequence == right.sequence }
        static func < (left: Reply, right: Reply) -> Bool {
            left.due == right.due ? left.sequence < right.sequence : left.due < right.due
        }
    }

    private var heap = Heap<Reply>()
    private var sequence: UInt64 = 0
    private var octetCount = 0

    /// The most octets that wait in one event loop, addresses and bookkeeping included.
    private static let octetLimit = 64 << 20
    /// What an entry costs besides its octets.
    private static let overhead = 224

    /// How many wait.
    var count: Int { heap.count }

    /// When the next one is due, in nanoseconds of the monotonic clock.
    var nextDue: UInt64? { heap.min?.due }

    /// Lets a response wait; `false` if there is no room, and it is lost as in an overloaded network.
    mutating func insert(_ octets: UnsafeRawBufferPointer, to peer: SocketAddress, due: UInt64) -> Bool {
        guard octetCount + octets.count + Self.overhead <= Self.octetLimit else { return false }
        octetCount += octets.count + Self.overhead
        sequence += 1
        heap.insert(Reply(due: due, sequence: sequence, octets: unsafe Array(octets), peer: peer))
        return true
    }

    /// Sends all that is due.
    mutating func send(dueBy now: UInt64, to socket: borrowing DatagramSocket) {
        while let first = heap.min, first.due <= now {
            _ = heap.popMin()
            octetCount -= first.octets.count + Self.overhead
            unsafe first.octets.withUnsafeBytes { octets in
                unsafe first.peer.withPointer { address, length in
                    _ = unsafe sendto(socket.descriptor, octets.baseAddress, octets.count, 0, address, length)
                }
            }
        }
    }
}
