import DNSCore

/// The nodes and records of a zone while they are being gathered, in any order.
///
/// Nodes and records are rows of numbers, their octets lie one behind the other: a record costs no allocation.
struct ZoneDraft {
    /// The apex; it is node 0.
    let apex: DomainName
    /// The nodes in the order in which their names were first seen.
    private(set) var nodes: [Node]
    /// The records in the order added.
    private(set) var records: [Record] = []
    /// The octets that nodes and records point to.
    private(set) var octets: [UInt8] = []
    /// Whether a name below the apex has NS records, or any name a DNAME.
    private(set) var hasCuts = false
    /// At most how many octets the zone takes when it is packed.
    private(set) var packedCount: Int
    /// The nodes by name, the apex not among them.
    var index = OwnerIndex()
    private var lastNode = 0

    /// An owner name or an empty non-terminal.
    struct Node {
        /// Where the labels above the apex begin in `octets`.
        let nameStart: UInt32
        /// How many octets these labels have; none at the apex.
        let nameCount: UInt8
        /// What is known of the name.
        var facts: OwnerFacts
        /// The first and the last record; `noRecord` if there are none.
        var first = ZoneDraft.noRecord
        var last = ZoneDraft.noRecord
    }

    /// A record of a node.
    struct Record {
        let type: RecordType
        let ttl: TTL
        /// Where the RDATA begins in `octets`.
        let rdataStart: UInt32
        let rdataCount: UInt16
        /// How many octets before the RDATA are the owner as the record writes it; 0 if it is written as the node is.
        let spellingCount: UInt8
        /// The next record of the same node, or `noRecord`.
        var next = ZoneDraft.noRecord
    }

    /// A name that lies in the zone.
    struct Owner {
        /// The whole name in wire format.
        let octets: [UInt8]
        /// How many of its octets stand before the apex.
        let relativeCount: Int
    }

    /// Stands for the end of a node's records.
    static let noRecord = UInt32.max

    init(apex: DomainName) {
        self.apex = apex
        nodes = [Node(nameStart: 0, nameCount: 0, facts: [])]
        packedCount = ZoneContents.nodeHeaderCount
    }

    // MARK: - Names

    /// A name in wire format as one of the zone; `nil` if it does not lie in the zone.
    func owner(_ octets: [UInt8]) -> Owner? {
        ZoneContents.relativeCount(of: octets.span, apex: apex).map { Owner(octets: octets, relativeCount: $0) }
    }

    /// The node of a name, or `nil`.
    func node(_ name: DomainName) -> Int? {
        owner(name.octets).flatMap { node($0.octets, 0..<$0.relativeCount) }
    }

    private func node(_ name: [UInt8], _ range: Range<Int>) -> Int? {
        if range.isEmpty { return 0 }
        return node(name, range, hash: FoldedOctets.hash(name.span.extracting(range)))
    }

    private func node(_ name: [UInt8], _ range: Range<Int>, hash: UInt64) -> Int? {
        index.number(hash: hash) { isName(of: Int($0), name, range) }.map { Int($0) }
    }

    private func isName(of node: Int, _ name: [UInt8], _ range: Range<Int>) -> Bool {
        FoldedOctets.areEqual(octets.span.extracting(nameRange(of: node)), name.span.extracting(range))
    }

    /// Where the labels of a node above the apex lie in `octets`.
    func nameRange(of node: Int) -> Range<Int> {
        let start = Int(nodes[node].nameStart)
        return start..<(start + Int(nodes[node].nameCount))
    }

    /// The node of a name, which is made, together with those between it and the apex, if it is not there yet.
    mutating func insertNode(_ owner: Owner) -> Int {
        let name = owner.octets
        let count = owner.relativeCount
        if count == 0 { return 0 }
        // A master file often has the records of a name behind each other.
        if isName(of: lastNode, name, 0..<count) { return lastNode }
        var start = 0
        var result: Int?
        while start < count {
            let range = start..<count
            let hash = FoldedOctets.hash(name.span.extracting(range))
            let known = node(name, range, hash: hash)
            let node = known ?? appendNode(name, range, hash: hash)
            result = result ?? node
            if known != nil { break }
            start += Int(name[start]) + 1
        }
        lastNode = result ?? 0
        return lastNode
    }

    private mutating func appendNode(_ name: [UInt8], _ range: Range<Int>, hash: UInt64) -> Int {
        let node = nodes.count
        nodes.append(Node(nameStart: UInt32(octets.count), nameCount: UInt8(range.count), facts: []))
        octets.append(contentsOf: name[range])
        index.insert(UInt32(node), hash: hash)
        packedCount += ZoneContents.nodeHeaderCount + range.count
        return node
    }

    /// Changes what is known of a name.
    mutating func setFacts(_ facts: OwnerFacts, of node: Int) { nodes[node].facts = facts }

    // MARK: - Records

    /// Adds a record, which lies in the zone.
    mutating func append(_ record: ResourceRecord) {
        guard let owner = owner(record.owner.octets) else {
            preconditionFailure("The records of a zone lie at or below its apex.")
        }
        append(record.type, ttl: record.ttl, rdata: record.rdata, owner: owner, to: insertNode(owner))
    }

    /// Adds the node of an alias record, which lies in the zone.
    mutating func append(_ alias: AliasRecord) {
        guard let owner = owner(alias.owner.octets) else {
            preconditionFailure("The alias records of a zone lie at or below its apex.")
        }
        _ = insertNode(owner)
    }

    /// Adds a record to the node of its owner and returns its number; the RDATA has at most 65,535 octets.
    @discardableResult
    mutating func append(_ type: RecordType, ttl: TTL, rdata: [UInt8], owner: Owner, to node: Int) -> Int {
        let number = records.count
        let isWrittenAlike = isWrittenAsNode(owner, node)
        if !isWrittenAlike { octets.append(contentsOf: owner.octets) }
        records.append(
            Record(
                type: type, ttl: ttl, rdataStart: UInt32(octets.count), rdataCount: UInt16(rdata.count),
                spellingCount: isWrittenAlike ? 0 : UInt8(owner.octets.count)))
        octets.append(contentsOf: rdata)
        if nodes[node].first == Self.noRecord {
            nodes[node].first = UInt32(number)
        } else {
            records[Int(nodes[node].last)].next = UInt32(number)
        }
        nodes[node].last = UInt32(number)
        if type == .dname || (type == .ns && node != 0) { hasCuts = true }
        packedCount += ZoneContents.rrsetHeaderCount + (isWrittenAlike ? 0 : owner.octets.count) + 2 + rdata.count
        return number
    }

    private func isWrittenAsNode(_ owner: Owner, _ node: Int) -> Bool {
        let written = owner.octets.span
        return FoldedOctets.areIdentical(
            written.extracting(droppingFirst: owner.relativeCount), apex.octets.span)
            && FoldedOctets.areIdentical(
                written.extracting(first: owner.relativeCount), octets.span.extracting(nameRange(of: node)))
    }

    /// The RDATA of a record.
    func rdata(of record: Int) -> ArraySlice<UInt8> { octets[rdataRange(of: records[record])] }

    /// Where the RDATA of a record lies in `octets`.
    func rdataRange(of record: Record) -> Range<Int> {
        Int(record.rdataStart)..<(Int(record.rdataStart) + Int(record.rdataCount))
    }

    /// Where the owner as a record writes it lies in `octets`; empty if it is written as the node is.
    func spellingRange(of record: Record) -> Range<Int> {
        (Int(record.rdataStart) - Int(record.spellingCount))..<Int(record.rdataStart)
    }

    /// The owner of a node's record, written as the record writes it.
    func owner(of record: Int, at node: Int) -> DomainName {
        let spelling = spellingRange(of: records[record])
        let octets = spelling.isEmpty ? octets[nameRange(of: node)] + apex.octets : octets[spelling]
        guard let owner = DomainName(octets: octets) else { preconditionFailure("An owner is a domain name.") }
        return owner
    }

    /// The first record of a type at a node, or `nil`.
    func firstRecord(_ type: RecordType, at node: Int) -> Int? {
        var number = nodes[node].first
        while number != Self.noRecord {
            if records[Int(number)].type == type { return Int(number) }
            number = records[Int(number)].next
        }
        return nil
    }
}

/// What is known of one owner while a zone is put together.
struct OwnerFacts: OptionSet {
    let rawValue: UInt8

    /// The name is the owner of something, not only an empty non-terminal.
    static let isOwner = OwnerFacts(rawValue: 1)
    static let hasCNAME = OwnerFacts(rawValue: 2)
    /// There is data that a CNAME cannot stand beside.
    static let hasOtherData = OwnerFacts(rawValue: 4)
    static let hasAddress = OwnerFacts(rawValue: 8)
    static let hasNS = OwnerFacts(rawValue: 16)
    /// The name has an alias record.
    static let hasAlias = OwnerFacts(rawValue: 32)
}
