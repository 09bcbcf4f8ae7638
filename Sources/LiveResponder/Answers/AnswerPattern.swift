import DNSCore
import Emulation
import WorldModel

/// What the answers to all questions of one kind have in common within a uniform zone.
struct AnswerPattern: Hashable {
    /// What the zone holds for the question.
    enum Kind: Int, CaseIterable {
        case records, nodata, nxdomain
    }

    /// The second and third octet of the header's flags, without RD and CD.
    private let flags: [UInt8]
    private let delay: UInt32
    private let outcome: LookupOutcome
    private let facts: UInt16
    /// The authority and additional sections; a name below the apex ends where `pointers` says in a pointer to the apex.
    private let tail: [UInt8]
    /// Where in `tail` pointers to the apex stand.
    private let pointers: [Int]
    private let authorityCount: UInt16
    private let additionalCount: UInt16
    private let apexLength: Int

    /// What everyone takes over UDP (RFC 1035 section 4.2.1), less the room for OPT.
    private static let sizeLimit = 512 - 11

    /// The pattern behind an answer; `nil` if the answer does not follow from the zone's records alone.
    init?(
        _ kind: Kind, of zone: Zone, _ question: Question, _ outcome: LiveOutcome, _ packed: PackedAnswer, facts: UInt16
    ) {
        guard let response = outcome.response, packed.isReusable, packed.flags.isEmpty, packed.errorOption.isEmpty,
            !response.isTruncated
        else { return nil }
        switch kind {
        case .records:
            let records = zone.node(at: question.name)?.rrset(question.type)?.records ?? []
            guard outcome.outcome == .answered, !records.isEmpty,
                response.answers == records.map({ $0.withOwner(question.name) })
            else { return nil }
        case .nodata:
            guard outcome.outcome == .nodata, response.answers.isEmpty, Self.hasSOA(response, of: zone) else {
                return nil
            }
        case .nxdomain:
            guard outcome.outcome == .nxdomain, response.answers.isEmpty, Self.hasSOA(response, of: zone) else {
                return nil
            }
        }
        flags = Array(packed.octets[2...3])
        delay = packed.delay
        self.outcome = outcome.outcome
        self.facts = facts
        apexLength = zone.apex.octets.count
        authorityCount = UInt16(clamping: response.authorities.count)
        additionalCount = UInt16(clamping: response.additionals.count)
        var tail: [UInt8] = []
        var pointers: [Int] = []
        for record in response.authorities + response.additionals {
            if record.owner.isSubdomain(of: zone.apex) {
                tail += record.owner.octets.dropLast(zone.apex.octets.count)
                pointers.append(tail.count)
                tail += [0, 0]
            } else {
                tail += record.owner.octets
            }
            for number in [record.type.rawValue, record.recordClass.rawValue] { tail.append(bigEndian: number) }
            tail.append(bigEndian: UInt16(truncatingIfNeeded: record.ttl.seconds >> 16))
            tail.append(bigEndian: UInt16(truncatingIfNeeded: record.ttl.seconds))
            tail.append(bigEndian: UInt16(clamping: record.rdata.count))
            tail += record.rdata
        }
        self.tail = tail
        self.pointers = pointers
    }

    private static func hasSOA(_ response: Response, of zone: Zone) -> Bool {
        response.authorities.contains { $0.type == .soa && $0.owner == zone.apex }
    }

    /// Writes the response for a name of the zone, without OPT; `nil` if it has more octets than everyone takes.
    func write(
        _ name: UnsafeRawBufferPointer, _ type: RecordType, records: PackedRRset?, of zone: Zone,
        into buffer: UnsafeMutableRawBufferPointer
    ) -> AnswerTable.Hit? {
        let questionEnd = PlainQuery.nameStart + name.count + 4
        let count = records?.count ?? 0
        let size = questionEnd + count * 10 + (records?.rdatas.count ?? 0) + tail.count
        guard size <= Self.sizeLimit else { return nil }
        unsafe buffer.storeBigEndian(0, at: 0)
        unsafe buffer[2] = flags[0]
        unsafe buffer[3] = flags[1]
        unsafe buffer.storeBigEndian(1, at: 4)
        unsafe buffer.storeBigEndian(UInt16(truncatingIfNeeded: count), at: 6)
        unsafe buffer.storeBigEndian(authorityCount, at: 8)
        unsafe buffer.storeBigEndian(additionalCount, at: 10)
        // The name itself is written with its letters as they were asked, when the response is finished.
        unsafe buffer.storeBigEndian(type.rawValue, at: questionEnd - 4)
        unsafe buffer.storeBigEndian(1, at: questionEnd - 2)
        var end = questionEnd
        if let records { unsafe Self.write(records, type, of: zone, at: &end, in: buffer) }
        let tailStart = end
        for octet in tail {
            unsafe buffer[end] = octet
            end += 1
        }
        let pointer = 0xc000 | UInt16(PlainQuery.nameStart + name.count - apexLength)
        for position in pointers { unsafe buffer.storeBigEndian(pointer, at: tailStart + position) }
        return AnswerTable.Hit(
            length: end, errorLength: 0, delay: delay, flags: [], outcome: outcome, facts: facts)
    }

    /// Writes records whose owner is QNAME.
    private static func write(
        _ records: PackedRRset, _ type: RecordType, of zone: Zone, at end: inout Int,
        in buffer: UnsafeMutableRawBufferPointer
    ) {
        let octets = zone.octets
        var position = records.rdatas.lowerBound
        while position < records.rdatas.upperBound {
            let length = 2 + Int(octets[position]) << 8 + Int(octets[position + 1])
            unsafe buffer.storeBigEndian(0xc000 | UInt16(PlainQuery.nameStart), at: end)
            unsafe buffer.storeBigEndian(type.rawValue, at: end + 2)
            unsafe buffer.storeBigEndian(1, at: end + 4)
            unsafe buffer.storeBigEndian(UInt16(truncatingIfNeeded: records.ttl.seconds >> 16), at: end + 6)
            unsafe buffer.storeBigEndian(UInt16(truncatingIfNeeded: records.ttl.seconds), at: end + 8)
            for offset in 0..<length { unsafe buffer[end + 10 + offset] = octets[position + offset] }
            end += 10 + length
            position += length
        }
    }
}

extension [UInt8] {
    /// Appends a number in network order.
    fileprivate mutating func append(bigEndian number: UInt16) {
        append(UInt8(number >> 8))
        append(UInt8(number & 0xff))
    }
}
