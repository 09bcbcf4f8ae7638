import DNSCore
import DNSWire
import ScenarioLanguage

/// Puts the records of a zone together and finds the faults that a server which loads master files would refuse.
///
/// The cost is linear in the number of records.
struct ZoneBuilder {
    private let source: ZoneSource
    /// The nodes and records of the zone; the records at fault are left out.
    private var draft: ZoneDraft
    /// What is wrong, in the order found.
    private(set) var faults: [Diagnostic] = []
    /// The names of the files of each text that was added.
    private var files: [[String]] = []
    /// What is wrong with the records of the text that is being read, the names of whose files are not known yet.
    private var recordFaults: [RecordFault] = []
    private var nameServers: [NameServerRecord] = []
    private var apexCNAME: Position?
    private var apexTypes: Set<RecordType> = []
    private let octetLimit: Int
    private var isFull = false

    /// Where a record stands: the text that was added, the file in it, the line.
    private struct Position {
        let text: UInt32
        let file: UInt32
        let line: UInt32
    }

    private struct RecordFault {
        let message: String
        let position: Position
    }

    /// An NS record, which can be checked when all records are known.
    private struct NameServerRecord {
        let node: UInt32
        let record: UInt32
        let position: Position
    }

    /// Starts with the alias records of `source`; a zone takes at most `octetLimit` octets, which positions in it count.
    init(_ source: ZoneSource, octetLimit: Int = Int(UInt32.max)) {
        self.source = source
        self.octetLimit = octetLimit
        draft = ZoneDraft(apex: source.apex)
        for name in source.aliasOwners {
            guard let owner = draft.owner(name.octets) else { continue }
            draft.setFacts([.isOwner, .hasAddress, .hasAlias], of: draft.insertNode(owner))
        }
    }

    /// Adds the list `records` or a master file, which `read` reads and whose records it gives to its argument.
    mutating func add(isInline: Bool, _ read: (MasterFile.Receiver) -> MasterFile) {
        let text = UInt32(files.count)
        let file = read { add($0, text: text) }
        files.append(isInline ? [""] + file.files.dropFirst() : file.files)
        for error in file.errors {
            if case .unreadableFile(let path, let reason) = error.kind, error.line == 0 {
                let place = ReportPlace(source.marks, "zone_file")
                faults.append(
                    Diagnostic(.unreadableFile(path, reason: reason), at: place.location, keyPath: place.keyPath))
                continue
            }
            let index = file.files.firstIndex(of: error.file) ?? 0
            report(
                error.kind.description,
                at: Position(text: text, file: UInt32(index), line: UInt32(clamping: error.line)))
        }
        for fault in recordFaults { report(fault.message, at: fault.position) }
        recordFaults = []
    }

    private mutating func add(_ entry: MasterFile.WireEntry, text: UInt32) {
        if isFull { return }
        let position = Position(text: text, file: entry.position.fileIndex, line: entry.position.line)
        guard let owner = draft.owner(entry.owner) else {
            refuse(entry, "is not in the zone \(source.apex)", at: position)
            return
        }
        if owner.relativeCount == 0 {
            if entry.type == .soa, apexTypes.contains(.soa) {
                recordFaults.append(RecordFault(message: "the zone has an SOA record already", position: position))
                return
            }
            apexTypes.insert(entry.type)
        } else if entry.type == .soa {
            recordFaults.append(
                RecordFault(
                    message: "the SOA record of \(Self.name(entry)) does not stand at the apex, \(source.apex)",
                    position: position))
            return
        }
        // At most one node for every two octets of the owner is made.
        let needed = entry.rdata.count + 1024 + owner.relativeCount * (owner.relativeCount + 6) / 4
        guard draft.packedCount + needed <= octetLimit else {
            isFull = true
            recordFaults.append(RecordFault(message: "the zone has too much data", position: position))
            return
        }
        let node = draft.insertNode(owner)
        guard isCompatible(entry, at: node, position) else { return }
        let record = draft.append(entry.type, ttl: entry.ttl, rdata: entry.rdata, owner: owner, to: node)
        if entry.type == .ns {
            nameServers.append(NameServerRecord(node: UInt32(node), record: UInt32(record), position: position))
        }
        if entry.type == .cname, node == 0 { apexCNAME = position }
    }

    /// Notes what the owner has; reports a CNAME beside other data (RFC 1034 section 3.6.2, RFC 2181 section 10.1).
    private mutating func isCompatible(_ entry: MasterFile.WireEntry, at node: Int, _ position: Position) -> Bool {
        var facts = draft.nodes[node].facts
        switch entry.type {
        case .cname:
            if let first = draft.firstRecord(.cname, at: node) {
                guard draft.rdata(of: first).elementsEqual(entry.rdata) else {
                    refuse(entry, "has a CNAME record already", at: position)
                    return false
                }
                return false
            }
            if !facts.isDisjoint(with: [.hasOtherData, .hasAddress]) {
                recordFaults.append(
                    RecordFault(
                        message: "the CNAME record of \(Self.name(entry)) stands beside other data", position: position)
                )
                return false
            }
            facts.insert(.hasCNAME)
        case .rrsig, .nsec:
            break
        default:
            let isAddress = entry.type == .a || entry.type == .aaaa
            if isAddress, facts.contains(.hasAlias) {
                refuse(entry, "has an alias record, beside which there are no addresses", at: position)
                return false
            }
            if facts.contains(.hasCNAME) {
                refuse(entry, "has a CNAME record, beside which there is no other data", at: position)
                return false
            }
            facts.insert(.hasOtherData)
            if isAddress { facts.insert(.hasAddress) }
            if entry.type == .ns { facts.insert(.hasNS) }
        }
        facts.insert(.isOwner)
        draft.setFacts(facts, of: node)
        return true
    }

    private mutating func refuse(_ entry: MasterFile.WireEntry, _ reason: String, at position: Position) {
        recordFaults.append(RecordFault(message: "\(Self.name(entry)) \(reason)", position: position))
    }

    private static func name(_ entry: MasterFile.WireEntry) -> DomainName {
        guard let name = DomainName(octets: entry.owner) else { preconditionFailure("An owner is a domain name.") }
        return name
    }

    /// Checks what needs all records, and makes the SOA and NS records that are missing.
    mutating func finish() {
        for record in nameServers { check(record) }
        nameServers = []
        if let apexCNAME {
            report("a CNAME record cannot stand at the apex of a zone, beside its SOA and NS records", at: apexCNAME)
        }
        for record in missingRecords() { draft.append(record) }
    }

    /// What the zone holds.
    consuming func contents() -> ZoneContents { draft.packed() }

    /// An NS record needs a name that has addresses: glue where it lies below the cut, and no CNAME (RFC 2181 section 10.3).
    private mutating func check(_ nameServer: NameServerRecord) {
        let isAtApex = nameServer.node == 0
        guard let target = target(of: Int(nameServer.record)) else { return }
        let owner = draft.owner(of: Int(nameServer.record), at: Int(nameServer.node))
        let facts = facts(of: target)
        if facts?.contains(.hasCNAME) == true {
            report("the name server \(target) of \(owner) is a CNAME", at: nameServer.position)
            return
        }
        let mustBeHere =
            isAtApex
            ? target.isSubdomain(of: source.apex) && !isDelegated(target) : target.isSubdomain(of: owner)
        guard mustBeHere, facts?.contains(.hasAddress) != true, !isCoveredByWildcard(target) else { return }
        report(
            isAtApex
                ? "the name server \(target) has no address in its zone"
                : "the delegation of \(owner) lacks glue: \(target) has no address here", at: nameServer.position)
    }

    /// The name that an NS record points to.
    private func target(of record: Int) -> DomainName? { DomainName(octets: draft.rdata(of: record)) }

    /// What is known of a name; `nil` if it owns nothing.
    private func facts(of name: DomainName) -> OwnerFacts? {
        guard let node = draft.node(name) else { return nil }
        let facts = draft.nodes[node].facts
        return facts.contains(.isOwner) ? facts : nil
    }

    /// Whether the name lies at or below a zone cut.
    private func isDelegated(_ name: DomainName) -> Bool {
        for ancestor in name.ancestors {
            if ancestor == source.apex { return false }
            if facts(of: ancestor)?.contains(.hasNS) == true { return true }
        }
        return false
    }

    private func isCoveredByWildcard(_ name: DomainName) -> Bool {
        guard facts(of: name) == nil else { return false }
        for ancestor in name.ancestors.dropFirst() {
            if let wildcard = ancestor.wildcardChild, facts(of: wildcard)?.contains(.hasAddress) == true {
                return true
            }
            if ancestor == source.apex { return false }
        }
        return false
    }

    private mutating func report(_ message: String, at position: Position) {
        let names = files[Int(position.text)]
        let isInline = names[0].isEmpty
        let keyPath: String
        let location: SourceLocation
        if isInline, position.file == 0 {
            let place = ReportPlace(source.marks, "records", index: Int(position.line) - 1)
            (keyPath, location) = (place.keyPath, place.location)
        } else {
            keyPath = source.marks.keyPath(of: isInline ? "records" : "zone_file")
            location = SourceLocation(
                file: names[Int(position.file)], line: max(1, Int(position.line)), column: 1)
        }
        faults.append(Diagnostic(.badZone(message), at: location, keyPath: keyPath))
    }

    // MARK: - What Route 53 makes

    /// The SOA and NS records that the zone lacks, as Route 53 makes them (rules R53-PHZ-12, DNSMSG-06).
    private func missingRecords() -> [ResourceRecord] {
        let apex = source.apex
        var made: [ResourceRecord] = []
        let servers = source.isPrivate ? Self.privateNameServers : Self.publicNameServers
        if !apexTypes.contains(.soa) {
            let own = draft.firstRecord(.ns, at: 0).flatMap(target(of:))
            let soa = SOARecord(
                mname: own ?? servers.first ?? .root, rname: Self.hostmaster, serial: 1, refresh: 7200, retry: 900,
                expire: 1_209_600, minimum: 86_400)
            made.append(.soa(apex, ttl: 900, soa))
        }
        if !apexTypes.contains(.ns) { made += servers.map { .ns(apex, ttl: 172_800, target: $0) } }
        return made
    }

    private static let privateNameServers = [
        "ns-0.awsdns-00.com", "ns-512.awsdns-00.net", "ns-1024.awsdns-00.org", "ns-1536.awsdns-00.co.uk",
    ].compactMap(DomainName.init(_:))
    private static let publicNameServers = [
        "ns-2048.awsdns-64.com", "ns-2049.awsdns-65.net", "ns-2050.awsdns-66.org", "ns-2051.awsdns-67.co.uk",
    ].compactMap(DomainName.init(_:))
    private static let hostmaster = DomainName("awsdns-hostmaster.amazon.com") ?? .root
}
