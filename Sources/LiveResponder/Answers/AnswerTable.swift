import Emulation
import Glibc
import Synchronization

/// The packed answers of one view of one world, shared by all event loops; its memory is bounded.
///
/// A question is known by QNAME in lower case, QTYPE and a variant (RD, EDNS, transport). The table is split into shards with a
/// lock each. A shard that is full forgets all that it holds, so that a flood of names costs time and never memory.
final class AnswerTable: Sendable {
    /// What is sent of an entry, and how.
    struct Hit {
        /// The octets of the message without OPT, which have been copied out.
        var length: Int
        /// The octets of the extended error, copied out behind the message.
        var errorLength: Int
        /// In microseconds.
        var delay: UInt32
        /// See `PackedAnswer`.
        var flags: Flags
        /// For the metrics.
        var outcome: LookupOutcome
        /// The number of the facts in the view.
        var facts: UInt16
    }

    /// What `PackedAnswer` says in bits.
    struct Flags: OptionSet {
        let rawValue: UInt8
        static let silent = Flags(rawValue: 1)
        static let mismatched = Flags(rawValue: 2)
        static let lacksEDNS = Flags(rawValue: 4)
    }

    /// A question as the table knows it.
    @safe struct Key {
        /// QNAME in any letter case, its final zero included.
        let name: UnsafeRawBufferPointer
        let type: UInt16
        let variant: UInt8
        let hash: UInt64

        /// `seed` keeps others from choosing names that collide.
        init(name: UnsafeRawBufferPointer, type: UInt16, variant: UInt8, seed: UInt64) {
            unsafe self.name = unsafe name
            self.type = type
            self.variant = variant
            var hash = seed
            for index in name.indices {
                hash = unsafe (hash ^ UInt64(name[index].lowercased)) &* 0x0000_0100_0000_01b3
            }
            hash = (hash ^ UInt64(type) << 8 ^ UInt64(variant)) &* 0x9e37_79b9_7f4a_7c15
            self.hash = hash ^ hash >> 32
        }
    }

    private final class Shard: Sendable {
        let contents: Mutex<AnswerShard>

        init(byteLimit: Int) { contents = Mutex(AnswerShard(byteLimit: byteLimit)) }
    }

    private let shards: [Shard]
    /// Mixed into all hashes.
    let seed = UInt64.random(in: .min ... .max)

    private static let shardBits = 6

    /// A table that holds at most about `byteLimit` octets.
    init(byteLimit: Int) {
        let limit = max(byteLimit >> Self.shardBits, 1 << 17)
        shards = (0..<(1 << Self.shardBits)).map { _ in Shard(byteLimit: limit) }
    }

    private func shard(_ key: borrowing Key) -> Shard { shards[Int(key.hash >> (64 - UInt64(Self.shardBits)))] }

    /// Copies the answer to a question into `buffer`, which holds any message; `nil` if it is not known.
    func copy(_ key: Key, into buffer: UnsafeMutableRawBufferPointer) -> Hit? {
        shard(key).contents.withLock { unsafe $0.copy(key, into: buffer) }
    }

    /// Enters an answer, unless it is too large to be worth keeping.
    func insert(_ key: Key, _ answer: PackedAnswer, facts: UInt16) {
        shard(key).contents.withLock { $0.insert(key, answer, facts: facts) }
    }

    /// The number of answers held.
    var count: Int { shards.reduce(0) { $0 + $1.contents.withLock { $0.count } } }
}

extension UInt8 {
    /// The octet, or the lower-case letter of an upper-case one in ASCII.
    @inline(__always)
    var lowercased: UInt8 { self &- 65 < 26 ? self | 0x20 : self }
}
