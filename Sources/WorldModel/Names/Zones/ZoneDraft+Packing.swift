import DNSCore

extension ZoneDraft {
    /// Puts the nodes together, each with its RRsets in the order of their types and its name in an index.
    ///
    /// The records of an RRset keep their order, and those that repeat are kept once (RFC 2181 section 5). The TTL of an
    /// RRset is that of its first record.
    consuming func packed() -> ZoneContents {
        var writer = ZoneWriter(capacity: packedCount)
        var offsets: [UInt32] = []
        offsets.reserveCapacity(nodes.count)
        var numbers: [Int] = []
        for node in nodes.indices {
            let name = nameRange(of: node)
            offsets.append(UInt32(writer.octets.count))
            writer.octets.append(UInt8(name.count))
            writer.octets.append(contentsOf: octets[name])
            gather(&numbers, of: node)
            write(numbers, to: &writer)
        }
        index.renumber(offsets)
        return ZoneContents(apex: apex, octets: writer.octets, hasCuts: hasCuts, index: index)
    }

    /// Collects the records of a node by ascending type, those of a type in their order.
    private func gather(_ numbers: inout [Int], of node: Int) {
        numbers.removeAll(keepingCapacity: true)
        var isSorted = true
        var number = nodes[node].first
        while number != Self.noRecord {
            let record = records[Int(number)]
            if let last = numbers.last, records[last].type > record.type { isSorted = false }
            numbers.append(Int(number))
            number = record.next
        }
        if isSorted { return }
        numbers.sort { (records[$0].type, $0) < (records[$1].type, $1) }
    }

    private func write(_ numbers: [Int], to writer: inout ZoneWriter) {
        let countPosition = writer.octets.count
        writer.append(0 as UInt16)
        var rrsetCount: UInt16 = 0
        var start = 0
        while start < numbers.count {
            let type = records[numbers[start]].type
            var end = start + 1
            while end < numbers.count, records[numbers[end]].type == type { end += 1 }
            write(rrset: numbers[start..<end], to: &writer)
            rrsetCount += 1
            start = end
        }
        writer.replace(at: countPosition, by: rrsetCount)
    }

    private func write(rrset numbers: ArraySlice<Int>, to writer: inout ZoneWriter) {
        let first = records[numbers[numbers.startIndex]]
        let spelling = spellingRange(of: first)
        writer.append(first.type.rawValue)
        writer.octets.append(UInt8(spelling.count))
        writer.append(first.ttl.seconds)
        let kept = numbers.count == 1 ? numbers : withoutRepetitions(numbers)
        writer.append(UInt32(kept.count))
        writer.append(UInt32(kept.reduce(0) { $0 + 2 + Int(records[$1].rdataCount) }))
        writer.octets.append(contentsOf: octets[spelling])
        for number in kept {
            let record = records[number]
            writer.octets.append(UInt8(record.rdataCount >> 8))
            writer.octets.append(UInt8(truncatingIfNeeded: record.rdataCount))
            writer.octets.append(contentsOf: octets[rdataRange(of: record)])
        }
    }

    private func withoutRepetitions(_ numbers: ArraySlice<Int>) -> ArraySlice<Int> {
        var seen: Set<ArraySlice<UInt8>> = []
        return numbers.filter { seen.insert(rdata(of: $0)).inserted }[...]
    }
}

/// Writes the form that `ZoneContents` reads.
private struct ZoneWriter {
    var octets: [UInt8] = []

    init(capacity: Int) { octets.reserveCapacity(capacity) }

    /// Appends a number, little-endian.
    @inline(__always)
    mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
        // Unsafe only in that the octets are taken by pointer; the number outlives the closure.
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe octets.append(contentsOf: $0) }
    }

    /// Writes a number over the two octets at an offset, little-endian.
    mutating func replace(at offset: Int, by number: UInt16) {
        octets[offset] = UInt8(truncatingIfNeeded: number)
        octets[offset + 1] = UInt8(number >> 8)
    }
}
