public import DNSCore

/// A node of a zone: an owner of RRsets, or an empty non-terminal.
///
/// It holds on to the octets of its zone; an RRset is made when it is asked for.
public struct ZoneNode: Sendable {
    private let contents: ZoneContents
    private let location: ZoneLocation

    init(_ contents: ZoneContents, at location: ZoneLocation) {
        self.contents = contents
        self.location = location
    }

    /// The name, in the letter case of the line that first mentions it.
    public var name: DomainName { contents.name(at: location) }

    /// The RRsets by ascending type; empty for an empty non-terminal.
    public var rrsets: [RRset] { contents.rrsets(at: location).map(rrset(_:)) }

    /// The RRset of a type, or `nil`.
    public func rrset(_ type: RecordType) -> RRset? {
        for packed in contents.rrsets(at: location) where packed.type == type { return rrset(packed) }
        return nil
    }

    private func rrset(_ packed: PackedRRset) -> RRset {
        var rdatas: [[UInt8]] = []
        rdatas.reserveCapacity(packed.count)
        var offset = packed.rdatas.lowerBound
        for _ in 0..<packed.count {
            let start = offset + 2
            offset = start + Int(contents.octets[offset]) << 8 + Int(contents.octets[offset + 1])
            rdatas.append(Array(contents.octets[start..<offset]))
        }
        return RRset(
            owner: contents.owner(of: packed, at: location), type: packed.type, ttl: packed.ttl, rdatas: rdatas)
    }
}

extension Zone {
    /// All nodes, the apex first.
    public var nodes: Nodes { Nodes(contents) }

    /// Walks the nodes of a zone, in an order that depends only on its records.
    public struct Nodes: Sequence, IteratorProtocol, Sendable {
        private let contents: ZoneContents
        private var offset = 0

        init(_ contents: ZoneContents) { self.contents = contents }

        /// The next node, or `nil` behind the last one.
        public mutating func next() -> ZoneNode? {
            guard offset < contents.octets.count else { return nil }
            let location = ZoneLocation(offset: UInt32(offset))
            var rrsets = contents.rrsets(at: location)
            while rrsets.next() != nil {}
            offset = rrsets.offset
            return ZoneNode(contents, at: location)
        }
    }
}
