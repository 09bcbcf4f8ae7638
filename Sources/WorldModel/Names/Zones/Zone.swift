public import DNSCore

/// A zone: an apex and the nodes below it, empty non-terminals included.
///
/// Its records are kept as octets, so that a zone of a million names is cheap to hold; copies share them.
public struct Zone: Sendable {
    /// The element or id by which the scenario names it.
    public var name: String
    /// Whether validators accept it.
    public var isSigned: Bool
    /// For a private hosted zone the VPCs it is associated with; `nil` for a public one.
    public var associatedVPCs: Set<Reference<VPC>>?
    /// Its alias records by owner.
    public var aliases: [DomainName: [AliasRecord]]
    /// Its key path.
    public var keyPath: String
    /// The nodes by owner name; every name between a node and the apex is a node too.
    let contents: ZoneContents

    /// A zone out of records that all lie at or below the apex; the caller has seen to it.
    ///
    /// The RRsets keep the order of their records; records that repeat are kept once (RFC 2181 section 5). The TTL of an RRset is
    /// that of its first record.
    public init(
        name: String, apex: DomainName, records: [ResourceRecord], isSigned: Bool = false,
        associatedVPCs: Set<Reference<VPC>>? = nil, aliases: [AliasRecord] = [], keyPath: String
    ) {
        var draft = ZoneDraft(apex: apex)
        for record in records { draft.append(record) }
        for alias in aliases { draft.append(alias) }
        self.init(
            name: name, contents: draft.packed(), isSigned: isSigned, associatedVPCs: associatedVPCs, aliases: aliases,
            keyPath: keyPath)
    }

    /// A zone out of its nodes, among which are the owners of the alias records.
    init(
        name: String, contents: ZoneContents, isSigned: Bool, associatedVPCs: Set<Reference<VPC>>? = nil,
        aliases: [AliasRecord] = [], keyPath: String
    ) {
        self.name = name
        self.contents = contents
        self.isSigned = isSigned
        self.associatedVPCs = associatedVPCs
        self.aliases = Dictionary(grouping: aliases, by: \.owner)
        self.keyPath = keyPath
    }

    /// The apex.
    public var apex: DomainName { contents.apex }

    /// Whether a name below the apex has NS records, or any name a DNAME: only then can a name that exists be hidden.
    public var hasCuts: Bool { contents.hasCuts }

    /// Whether the zone has the name, as an owner or as an empty non-terminal.
    public func hasName(_ name: DomainName) -> Bool { contents.location(of: name.octets.span) != nil }

    /// The node at a name, or `nil`.
    public func node(at name: DomainName) -> ZoneNode? {
        contents.location(of: name.octets.span).map { ZoneNode(contents, at: $0) }
    }

    /// The SOA RRset.
    public var soa: RRset? { node(at: apex)?.rrset(.soa) }
}

// MARK: - Octets

/// What a server needs that answers from the zone without making values of its records.
extension Zone {
    /// The octets that the ranges of `PackedRRset` point into; a copy of the array shares them.
    public var octets: [UInt8] { contents.octets }

    /// Where the node of a name lies; `nil` if the zone has no such name, or the octets are no name.
    ///
    /// `name` is in wire format, not compressed, and its letter case does not matter (RFC 4343). O(length), without
    /// allocation. The location is good for this zone and its copies only.
    public func location(of name: Span<UInt8>) -> ZoneLocation? { contents.location(of: name) }

    /// The RRset of a type at a node, or `nil`; without allocation.
    ///
    /// Neither zone cuts (`hasCuts`) nor wildcards nor alias records are looked at.
    public func packedRRset(_ type: RecordType, at location: ZoneLocation) -> PackedRRset? {
        for rrset in contents.rrsets(at: location) where rrset.type == type { return rrset }
        return nil
    }
}
