/// A resource record with its RDATA in wire format.
public struct ResourceRecord: Hashable, Sendable {
    /// The name that the record belongs to.
    public var owner: DomainName
    /// What kind of data the record has.
    public var type: RecordType
    /// The class, in practice IN.
    public var recordClass: RecordClass
    /// How long the record may be cached.
    public var ttl: TTL
    /// The RDATA in wire format, names in it not compressed (as RFC 3597 requires of unknown types).
    public var rdata: [UInt8]

    /// Makes a record; nothing checks that `rdata` fits `type`.
    public init(
        owner: DomainName, type: RecordType, recordClass: RecordClass = .in, ttl: TTL, rdata: [UInt8]
    ) {
        self.owner = owner
        self.type = type
        self.recordClass = recordClass
        self.ttl = ttl
        self.rdata = rdata
    }

    /// The same record at another name, as a wildcard or an alias makes it.
    public func withOwner(_ owner: DomainName) -> ResourceRecord {
        var record = self
        record.owner = owner
        return record
    }

    /// The same record with another TTL.
    public func withTTL(_ ttl: TTL) -> ResourceRecord {
        var record = self
        record.ttl = ttl
        return record
    }
}
