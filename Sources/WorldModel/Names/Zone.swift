public import DNSCore
public import IPCore

/// The data of one owner name.
public struct ZoneNode: Hashable, Sendable {
    /// The RRsets by ascending type; empty for an empty non-terminal.
    public var rrsets: [RRset]

    /// A node.
    public init(rrsets: [RRset] = []) { self.rrsets = rrsets }

    /// The RRset of a type, or `nil`.
    public func rrset(_ type: RecordType) -> RRset? { rrsets.first { $0.type == type } }
}

/// An alias record of a hosted zone: answers with the target's addresses.
public struct AliasRecord: Hashable, Sendable {
    /// The owner.
    public var owner: DomainName
    /// What it stands for.
    public var target: Target

    /// The target of an alias.
    public enum Target: Hashable, Sendable {
        /// Another name, resolved under the rules of the same view.
        case name(DomainName)
        /// The addresses of an interface endpoint or load balancer.
        case addresses([IPAddress])
    }

    /// An alias.
    public init(owner: DomainName, target: Target) {
        self.owner = owner
        self.target = target
    }
}

/// A zone: an apex and the nodes below it, empty non-terminals included.
public struct Zone: Sendable {
    /// The element or id by which the scenario names it.
    public var name: String
    /// The apex.
    public var apex: DomainName
    /// The nodes by owner name; every name between a node and the apex is a node too.
    public private(set) var nodes: [DomainName: ZoneNode]
    /// Whether a name below the apex has NS records, or any name a DNAME: only then can a name that exists be hidden.
    public private(set) var hasCuts = false
    /// Whether validators accept it.
    public var isSigned: Bool
    /// For a private hosted zone the VPCs it is associated with; `nil` for a public one.
    public var associatedVPCs: Set<Reference<VPC>>?
    /// Its alias records by owner.
    public var aliases: [DomainName: [AliasRecord]]
    /// Its key path.
    public var keyPath: String

    /// A zone out of records that all lie at or below the apex; the caller has seen to it.
    ///
    /// The RRsets keep the order of their records; records that repeat are kept once (RFC 2181 section 5). The TTL of an RRset is
    /// that of its first record.
    public init(
        name: String, apex: DomainName, records: [ResourceRecord], isSigned: Bool = false,
        associatedVPCs: Set<Reference<VPC>>? = nil, aliases: [AliasRecord] = [], keyPath: String
    ) {
        self.name = name
        self.apex = apex
        self.isSigned = isSigned
        self.associatedVPCs = associatedVPCs
        self.aliases = Dictionary(grouping: aliases, by: \.owner)
        self.keyPath = keyPath
        nodes = [apex: ZoneNode()]
        nodes.reserveCapacity(records.count)
        for record in records { insert(record) }
        for alias in aliases { ensureNode(alias.owner) }
    }

    /// Whether the zone has the name, as an owner or as an empty non-terminal.
    public func hasName(_ name: DomainName) -> Bool { nodes[name] != nil }

    /// The node at a name, or `nil`.
    public func node(at name: DomainName) -> ZoneNode? { nodes[name] }

    /// The SOA RRset.
    public var soa: RRset? { nodes[apex]?.rrset(.soa) }

    private mutating func insert(_ record: ResourceRecord) {
        ensureNode(record.owner)
        nodes[record.owner]?.add(record)
        if record.type == .dname || (record.type == .ns && record.owner != apex) { hasCuts = true }
    }

    private mutating func ensureNode(_ owner: DomainName) {
        var name = owner
        while nodes[name] == nil {
            nodes[name] = ZoneNode()
            guard name != apex, let parent = name.parent else { return }
            name = parent
        }
    }
}

extension ZoneNode {
    fileprivate mutating func add(_ record: ResourceRecord) {
        if let index = rrsets.firstIndex(where: { $0.type == record.type }) {
            if !rrsets[index].rdatas.contains(record.rdata) { rrsets[index].rdatas.append(record.rdata) }
            return
        }
        let position = rrsets.firstIndex { $0.type.rawValue > record.type.rawValue } ?? rrsets.endIndex
        rrsets.insert(
            RRset(owner: record.owner, type: record.type, ttl: record.ttl, rdatas: [record.rdata]), at: position)
    }
}
