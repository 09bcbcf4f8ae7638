import HeapModule
import NIOCore

/// The responses of one TCP connection that wait for their emulated delay; each goes out when it is due, whatever the order of
/// the questions (RFC 7766 section 6.2.1.1).
struct StreamReplies {
    /// One that waits.
    private struct Reply: Comparable {
        let due: NIODeadline
        /// Keeps those due at one instant in order.
        let sequence: UInt64
        /// The message behind its length.
        let frame: ByteBuffer

        static func == (left: Reply, right: Reply) -> Bool { left.sequence == right.sequence }
        static func < (left: Reply, right: Reply) -> Bool {
            left.due == right.due ? left.sequence < right.sequence : left.due < right.due
        }
    }

    private var heap = Heap<Reply>()
    private var sequence: UInt64 = 0

    /// The octets of all that wait.
    private(set) var octetCount = 0

    /// How many wait.
    var count: Int { heap.count }

    /// When the next one is due.
    var nextDue: NIODeadline? { heap.min?.due }

    /// Lets a response wait.
    mutating func insert(_ frame: ByteBuffer, due: NIODeadline) {
        sequence += 1
        octetCount += frame.readableBytes
        heap.insert(Reply(due: due, sequence: sequence, frame: frame))
    }

    /// Takes the next one if it is due.
    mutating func popDue(by now: NIODeadline) -> ByteBuffer? {
        guard let first = heap.min, first.due <= now else { return nil }
        heap.removeMin()
        octetCount -= first.frame.readableBytes
        return first.frame
    }

    /// Forgets all of them and returns how many there were.
    mutating func removeAll() -> Int {
        let count = heap.count
        self = StreamReplies()
        return count
    }
}
