import DNSCore
import Emulation
import WorldModel

/// Answers that are written straight out of a zone's octets, without the engine and without being kept.
///
/// In a uniform zone the answers to all names differ in the name and its records alone. What else is in them - flags, delay, authority
/// and additional records - is learnt from two questions that the engine has answered, and is then the same for all. Each event loop
/// has its own.
struct DirectAnswers {
    /// What is learnt of one kind of question.
    private enum Knowledge {
        case nothing
        /// From one question.
        case seen(AnswerPattern)
        /// From two questions, which agree.
        case known(AnswerPattern)
        /// The answers differ in more than that.
        case none
    }

    private let zones: [Zone]
    private var knowledge: [Knowledge]

    /// The types whose answers have no records besides, such as the addresses of what they name.
    private static let types: [RecordType] = [.a, .aaaa, .txt]
    /// The variants of a question.
    private static let variantCount = 8
    /// The most zones; the largest are worth it most.
    private static let zoneLimit = 8

    init(_ zones: [Zone]) {
        self.zones = Array(zones.sorted { $0.octets.count > $1.octets.count }.prefix(Self.zoneLimit))
        let count = self.zones.count * Self.variantCount * Self.types.count * AnswerPattern.Kind.allCases.count
        knowledge = Array(repeating: .nothing, count: count)
    }

    /// Where in a zone a question leads.
    private struct Place {
        let zone: Int
        let kind: AnswerPattern.Kind
        let records: PackedRRset?
        /// The index in `knowledge`.
        let slot: Int
    }

    private func place(_ name: UnsafeRawBufferPointer, _ type: RecordType, variant: UInt8) -> Place? {
        guard let typeIndex = Self.types.firstIndex(of: type) else { return nil }
        for index in zones.indices {
            guard unsafe zones[index].isAtOrAbove(name) else { continue }
            let zone = zones[index]
            let kind: AnswerPattern.Kind
            var records: PackedRRset?
            if let location = unsafe zone.location(of: name.assumingMemoryBound(to: UInt8.self).span) {
                records = zone.packedRRset(type, at: location)
                if records == nil, zone.packedRRset(.cname, at: location) != nil { return nil }
                kind = records == nil ? .nodata : .records
            } else {
                guard unsafe !zone.hasWildcard(for: name) else { return nil }
                kind = .nxdomain
            }
            let slot =
                ((index * Self.variantCount + Int(variant)) * Self.types.count + typeIndex)
                * AnswerPattern.Kind.allCases.count + kind.rawValue
            return Place(zone: index, kind: kind, records: records, slot: slot)
        }
        return nil
    }

    /// Writes the response without OPT into `buffer` and returns what is sent; `nil` if the question is not of a known kind or the
    /// response would not fit into what everyone takes.
    func write(
        _ name: UnsafeRawBufferPointer, _ type: RecordType, variant: UInt8, into buffer: UnsafeMutableRawBufferPointer
    ) -> AnswerTable.Hit? {
        guard !zones.isEmpty, let place = unsafe place(name, type, variant: variant),
            case .known(let pattern) = knowledge[place.slot]
        else { return nil }
        return unsafe pattern.write(
            name, type, records: place.records, of: zones[place.zone], into: buffer)
    }

    /// Learns from a question that the engine has answered; returns whether the answer need not be kept.
    mutating func learn(
        _ question: Question, variant: UInt8, from outcome: LiveOutcome, _ packed: PackedAnswer, facts: UInt16
    )
        -> Bool
    {
        guard !zones.isEmpty else { return false }
        let place = unsafe question.name.octets.withUnsafeBytes {
            unsafe self.place($0, question.type, variant: variant)
        }
        guard let place else { return false }
        let pattern = AnswerPattern(
            place.kind, of: zones[place.zone], question, outcome, packed, facts: facts)
        switch (knowledge[place.slot], pattern) {
        case (.nothing, let pattern?): knowledge[place.slot] = .seen(pattern)
        case (.seen(let earlier), let pattern?):
            knowledge[place.slot] = earlier == pattern ? .known(pattern) : .none
        case (.known, _?): return true
        case (_, nil): knowledge[place.slot] = .none
        case (.none, _): break
        }
        return false
    }
}

extension Zone {
    /// Whether a name in wire format lies at or below the apex, as far as its last octets tell; a name that does not is found in no
    /// zone of the kind anyway.
    fileprivate func isAtOrAbove(_ name: UnsafeRawBufferPointer) -> Bool {
        let apex = apex.octets
        var start = 0
        while name.count - start > apex.count { unsafe start += Int(name[start]) + 1 }
        guard name.count - start == apex.count else { return false }
        for index in apex.indices where unsafe name[start + index].lowercased != apex[index].lowercased { return false }
        return true
    }

    /// Whether a name that the zone does not have is covered by a wildcard (RFC 4592 section 3.3.1).
    fileprivate func hasWildcard(for name: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        while name.count - start > apex.octets.count {
            unsafe start += Int(name[start]) + 1
            let encloser = unsafe UnsafeRawBufferPointer(rebasing: name[start...])
            guard unsafe location(of: encloser.assumingMemoryBound(to: UInt8.self).span) != nil else { continue }
            let wildcard = unsafe [1, UInt8(ascii: "*")] + Array(encloser)
            return location(of: wildcard.span) != nil
        }
        return false
    }
}
