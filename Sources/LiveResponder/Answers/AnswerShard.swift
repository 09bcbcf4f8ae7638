import Emulation
import Glibc

/// A part of the answer table: entries one behind the other in an arena, found by open addressing.
///
/// The arena's address range is reserved at the start and filled by the system as it is written, so that an entry never moves.
@safe struct AnswerShard: ~Copyable, @unchecked Sendable {
    // Sendable since whoever holds it is its only user; the pointers go nowhere else.
    private let arena: UnsafeMutableRawPointer
    private let byteLimit: Int
    private var used = 0
    /// Positions in the arena in units of 8 octets, plus 1; 0 is a free slot.
    private var slots: UnsafeMutableBufferPointer<UInt32>
    private(set) var count = 0

    /// What stands before the octets of an entry.
    private struct Header {
        var hash: UInt32
        var length: UInt16
        var variant: UInt8
        /// The flags in the low half, the number of the outcome in the high one.
        var bits: UInt8
        var delay: UInt32
        var facts: UInt16
        var nameLength: UInt8
        var errorLength: UInt8
    }

    private static let headerSize = MemoryLayout<Header>.size

    init(byteLimit: Int) {
        self.byteLimit = byteLimit
        let protection = PROT_READ | PROT_WRITE
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | Int32(MAP_NORESERVE)
        guard let arena = unsafe mmap(nil, byteLimit, protection, flags, -1, 0), unsafe arena != MAP_FAILED else {
            preconditionFailure("The system reserves no addresses for the answer table.")
        }
        unsafe self.arena = arena
        unsafe slots = Self.emptySlots(256)
    }

    deinit {
        unsafe munmap(arena, byteLimit)
        unsafe slots.deallocate()
    }

    private static func emptySlots(_ count: Int) -> UnsafeMutableBufferPointer<UInt32> {
        let slots = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count)
        unsafe slots.initialize(repeating: 0)
        return unsafe slots
    }

    private func entry(_ slot: UInt32) -> UnsafeMutableRawPointer { unsafe arena + Int(slot - 1) << 3 }

    /// Whether the entry is that of the question; its message begins behind the header.
    private func isEntry(_ entry: UnsafeMutableRawPointer, of key: borrowing AnswerTable.Key) -> Bool {
        let header = unsafe entry.load(as: Header.self)
        guard header.hash == UInt32(truncatingIfNeeded: key.hash), header.variant == key.variant,
            unsafe Int(header.nameLength) == key.name.count
        else { return false }
        let name = unsafe entry + Self.headerSize + PlainQuery.nameStart
        for index in 0..<Int(header.nameLength)
        where unsafe name.load(fromByteOffset: index, as: UInt8.self) != key.name[index].lowercased {
            return false
        }
        let type = unsafe name.loadUnaligned(fromByteOffset: Int(header.nameLength), as: UInt16.self)
        return UInt16(bigEndian: type) == key.type
    }

    func copy(_ key: AnswerTable.Key, into buffer: UnsafeMutableRawBufferPointer) -> AnswerTable.Hit? {
        let mask = unsafe slots.count - 1
        var index = Int(truncatingIfNeeded: key.hash) & mask
        while unsafe slots[index] != 0 {
            let entry = unsafe entry(slots[index])
            if unsafe isEntry(entry, of: key) {
                let header = unsafe entry.load(as: Header.self)
                let length = Int(header.length) + Int(header.errorLength)
                guard length <= buffer.count else { return nil }
                unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(start: entry + Self.headerSize, count: length))
                return AnswerTable.Hit(
                    length: Int(header.length), errorLength: Int(header.errorLength), delay: header.delay,
                    flags: AnswerTable.Flags(rawValue: header.bits & 0xf),
                    outcome: LookupOutcome(number: header.bits >> 4), facts: header.facts)
            }
            index = (index + 1) & mask
        }
        return nil
    }

    mutating func insert(_ key: AnswerTable.Key, _ answer: PackedAnswer, facts: UInt16) {
        let length = answer.octets.count + answer.errorOption.count
        let size = (Self.headerSize + length + 7) & ~7
        guard let messageLength = UInt16(exactly: answer.octets.count),
            let nameLength = unsafe UInt8(exactly: key.name.count),
            let errorLength = UInt8(exactly: answer.errorOption.count), size < byteLimit / 16
        else { return }
        if used + size > byteLimit { forgetAll() }
        let entry = unsafe arena + used
        unsafe entry.storeBytes(
            of: Header(
                hash: UInt32(truncatingIfNeeded: key.hash), length: messageLength, variant: key.variant,
                bits: answer.flags.rawValue | answer.facts.outcome.number << 4, delay: answer.delay, facts: facts,
                nameLength: nameLength,
                errorLength: errorLength), as: Header.self)
        let target = unsafe UnsafeMutableRawBufferPointer(start: entry + Self.headerSize, count: length)
        unsafe target.copyBytes(from: answer.octets)
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[answer.octets.count...]).copyBytes(
            from: answer.errorOption)
        if unsafe 4 * (count + 1) > 3 * slots.count { grow() }
        place(UInt32(used >> 3) + 1, hash: UInt32(truncatingIfNeeded: key.hash))
        used += size
        count += 1
    }

    private func place(_ slot: UInt32, hash: UInt32) {
        let mask = unsafe slots.count - 1
        var index = Int(hash) & mask
        while unsafe slots[index] != 0 { index = (index + 1) & mask }
        unsafe slots[index] = slot
    }

    private mutating func grow() {
        let old = unsafe slots
        let capacity = old.count
        unsafe slots = Self.emptySlots(old.count * 2)
        for index in 0..<capacity where unsafe old[index] != 0 {
            unsafe place(old[index], hash: entry(old[index]).load(as: Header.self).hash)
        }
        unsafe old.deallocate()
    }

    private mutating func forgetAll() {
        unsafe madvise(arena, byteLimit, Int32(MADV_DONTNEED))
        unsafe slots.update(repeating: 0)
        used = 0
        count = 0
    }
}

extension LookupOutcome {
    /// A small number for the outcome; below 16.
    var number: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }

    /// The outcome of a number that `number` gave.
    init(number: UInt8) { self = Self.allCases[Int(number)] }
}
