public import DNSCore

/// The nodes of a zone in one array of octets, with an index over their owners.
///
/// A node is its name without the apex (a length octet, then the labels), the number of its RRsets (16 bits), and the
/// RRsets by ascending type. An RRset is its type (16 bits), the length of an owner of its own (8 bits), its TTL, its
/// number of records and the length of their RDATA (32 bits each), the owner if its records write it in another way than
/// the node's name, and of each record RDLENGTH and RDATA as in a message. Numbers are little-endian, RDLENGTH is in
/// network order. A name with one address takes some 50 octets, the index included.
struct ZoneContents: Sendable {
    /// The apex; its node comes first.
    let apex: DomainName
    /// All nodes, one behind the other.
    let octets: [UInt8]
    /// Whether a name below the apex has NS records, or any name a DNAME.
    let hasCuts: Bool
    /// Finds where a node begins; the apex is not in it.
    private let index: OwnerIndex

    /// The octets of a node besides its name and its RRsets.
    static let nodeHeaderCount = 3
    /// The octets of an RRset besides its owner and its RDATA.
    static let rrsetHeaderCount = 15

    init(apex: DomainName, octets: [UInt8], hasCuts: Bool, index: OwnerIndex) {
        self.apex = apex
        self.octets = octets
        self.hasCuts = hasCuts
        self.index = index
    }

    /// How many octets of a name in wire format stand before the apex; `nil` if it is no name in the zone.
    static func relativeCount(of name: Span<UInt8>, apex: DomainName) -> Int? {
        let count = name.count - apex.octets.count
        guard count >= 0 else { return nil }
        var index = 0
        // The octets of the apex could also be the end of a label.
        while index < count { index += Int(name[index]) + 1 }
        guard index == count, FoldedOctets.areEqual(name.extracting(droppingFirst: count), apex.octets.span)
        else { return nil }
        return count
    }

    /// Where the node of a name begins; `nil` if the zone has no such name.
    func location(of name: Span<UInt8>) -> ZoneLocation? {
        guard let count = Self.relativeCount(of: name, apex: apex) else { return nil }
        if count == 0 { return ZoneLocation(offset: 0) }
        let owner = name.extracting(first: count)
        return index.number(hash: FoldedOctets.hash(owner)) { offset in
            FoldedOctets.areEqual(octets.span.extracting(nameRange(at: Int(offset))), owner)
        }.map { ZoneLocation(offset: $0) }
    }

    /// Where the labels above the apex lie in `octets`.
    private func nameRange(at offset: Int) -> Range<Int> { (offset + 1)..<(offset + 1 + Int(octets[offset])) }

    /// The name of a node.
    func name(at location: ZoneLocation) -> DomainName {
        Self.name(octets[nameRange(at: Int(location.offset))] + apex.octets)
    }

    /// The owner of an RRset that lies at the location.
    func owner(of rrset: PackedRRset, at location: ZoneLocation) -> DomainName {
        rrset.spelling.isEmpty ? name(at: location) : Self.name(octets[rrset.spelling])
    }

    private static func name(_ octets: ArraySlice<UInt8>) -> DomainName {
        guard let name = DomainName(octets: octets) else { preconditionFailure("The name of a node is a domain name.") }
        return name
    }

    /// The RRsets of a node by ascending type.
    func rrsets(at location: ZoneLocation) -> RRsets { RRsets(self, at: location) }

    /// Walks the RRsets of a node.
    struct RRsets: Sequence, IteratorProtocol {
        private let octets: [UInt8]
        private var remaining: Int
        /// Where the next RRset begins, or, at the end, the next node.
        private(set) var offset: Int

        init(_ contents: ZoneContents, at location: ZoneLocation) {
            octets = contents.octets
            let end = contents.nameRange(at: Int(location.offset)).upperBound
            remaining = Int(octets.number(at: end, as: UInt16.self))
            offset = end + 2
        }

        mutating func next() -> PackedRRset? {
            if remaining == 0 { return nil }
            remaining -= 1
            let spellingStart = offset + ZoneContents.rrsetHeaderCount
            let rdataStart = spellingStart + Int(octets[offset + 2])
            let rdataEnd = rdataStart + Int(octets.number(at: offset + 11, as: UInt32.self))
            defer { offset = rdataEnd }
            return PackedRRset(
                type: RecordType(rawValue: octets.number(at: offset, as: UInt16.self)),
                ttl: TTL(wireValue: octets.number(at: offset + 3, as: UInt32.self)),
                count: Int(octets.number(at: offset + 7, as: UInt32.self)), rdatas: rdataStart..<rdataEnd,
                spelling: spellingStart..<rdataStart)
        }
    }
}

/// Where a node lies in its zone.
public struct ZoneLocation: Hashable, Sendable {
    /// Where it begins in the zone's octets.
    let offset: UInt32
}

/// An RRset as it lies in `Zone.octets`.
public struct PackedRRset: Hashable, Sendable {
    /// What kind of data the records have; their class is IN.
    public let type: RecordType
    /// How long the records may be cached.
    public let ttl: TTL
    /// The number of records, at least one.
    public let count: Int
    /// Where in `Zone.octets` the RDATA of the records lies: of each RDLENGTH in network order, then as many octets,
    /// names in them not compressed.
    public let rdatas: Range<Int>
    /// Where the owner lies if its letter case is not that of the node; else empty.
    let spelling: Range<Int>
}

extension [UInt8] {
    /// The little-endian number at an offset.
    @inline(__always)
    fileprivate func number<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Number.Type) -> Number
    {
        // Unsafe only in that any type could be loaded; the span checks its bounds.
        Number(littleEndian: unsafe span.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }
}
