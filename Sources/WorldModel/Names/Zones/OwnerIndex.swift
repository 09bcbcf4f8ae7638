/// Finds numbers by the hash of an owner name: a table with open addressing and linear probing.
///
/// The names themselves are kept elsewhere. A look-up is O(1); at most half of the slots are full, a name takes 16 to 32 octets.
struct OwnerIndex: Sendable {
    /// In each slot half of a hash and a number; 0 for an empty slot.
    private var slots: [UInt64]
    private var count = 0

    /// An empty index.
    init() { slots = Array(repeating: 0, count: 16) }

    /// The number that was inserted with this hash and that `isOwner` accepts, or `nil`.
    @inline(__always)
    func number(hash: UInt64, where isOwner: (UInt32) -> Bool) -> UInt32? {
        let key = hash >> 32
        let mask = slots.count - 1
        var position = Int(truncatingIfNeeded: key) & mask
        while true {
            let slot = slots[position]
            if slot == 0 { return nil }
            if slot >> 32 == key, isOwner(UInt32(truncatingIfNeeded: slot)) { return UInt32(truncatingIfNeeded: slot) }
            position = (position + 1) & mask
        }
    }

    /// Adds a number, which is not 0, under the hash of its name, which is not in the index.
    mutating func insert(_ number: UInt32, hash: UInt64) {
        precondition(number != 0, "Zero marks an empty slot.")
        if 2 * (count + 1) > slots.count { grow() }
        place((hash >> 32) << 32 | UInt64(number))
        count += 1
    }

    /// Puts `numbers[n]`, which is not 0, in the place of each number `n`.
    mutating func renumber(_ numbers: [UInt32]) {
        for position in slots.indices where slots[position] != 0 {
            let slot = slots[position]
            slots[position] = (slot >> 32) << 32 | UInt64(numbers[Int(UInt32(truncatingIfNeeded: slot))])
        }
    }

    private mutating func place(_ slot: UInt64) {
        let mask = slots.count - 1
        var position = Int(truncatingIfNeeded: slot >> 32) & mask
        while slots[position] != 0 { position = (position + 1) & mask }
        slots[position] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: 2 * old.count)
        for slot in old where slot != 0 { place(slot) }
    }
}
