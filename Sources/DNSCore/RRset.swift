/// The records of one owner, type and class; they share one TTL (RFC 2181 section 5).
public struct RRset: Hashable, Sendable {
    /// The name that the records belong to.
    public var owner: DomainName
    /// What kind of data the records have.
    public var type: RecordType
    /// The class, in practice IN.
    public var recordClass: RecordClass
    /// How long the records may be cached.
    public var ttl: TTL
    /// The RDATA of each record in wire format, in the order given.
    public var rdatas: [[UInt8]]

    /// Makes an RRset of what its records have in common and the RDATA of each.
    public init(
        owner: DomainName, type: RecordType, recordClass: RecordClass = .in, ttl: TTL, rdatas: [[UInt8]]
    ) {
        self.owner = owner
        self.type = type
        self.recordClass = recordClass
        self.ttl = ttl
        self.rdatas = rdatas
    }

    /// The records one by one, in the order of `rdatas`.
    public var records: [ResourceRecord] {
        rdatas.map { ResourceRecord(owner: owner, type: type, recordClass: recordClass, ttl: ttl, rdata: $0) }
    }

    /// Groups records into RRsets, in the order in which each first appears.
    ///
    /// Equal records count once, and of several TTLs the lowest holds (RFC 2181 sections 5 and 5.2).
    public static func grouping(_ records: [ResourceRecord]) -> [RRset] {
        var result: [RRset] = []
        var positions: [Key: Int] = [:]
        var seen: Set<ResourceRecord> = []
        for record in records {
            let isNew = seen.insert(record.withTTL(.zero)).inserted
            let key = Key(owner: record.owner, type: record.type, recordClass: record.recordClass)
            if let position = positions[key] {
                result[position].ttl = min(result[position].ttl, record.ttl)
                if isNew { result[position].rdatas.append(record.rdata) }
            } else {
                positions[key] = result.count
                result.append(
                    RRset(
                        owner: record.owner, type: record.type, recordClass: record.recordClass, ttl: record.ttl,
                        rdatas: [record.rdata]))
            }
        }
        return result
    }

    /// What the records of one RRset have in common.
    private struct Key: Hashable {
        let owner: DomainName
        let type: RecordType
        let recordClass: RecordClass
    }
}
