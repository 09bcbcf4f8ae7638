import DNSCore
import DNSWire
import ScenarioLanguage

/// Puts the records of a zone together and finds the faults that a server which loads master files would refuse.
///
/// The cost is linear in the number of records.
struct ZoneBuilder {
    private let source: ZoneSource
    /// The records of the zone; those at fault are left out.
    private(set) var records: [ResourceRecord] = []
    /// What is wrong, in the order found.
    private(set) var faults: [Diagnostic] = []
    private var positions: [Position] = []
    /// The names of the files of each text that was added.
    private var files: [[String]] = []
    private var owners: [DomainName: OwnerFacts] = [:]
    private var apexTypes: Set<RecordType> = []
    private let aliasOwners: Set<DomainName>

    /// Where a record stands: the text that was added, the file in it, the line.
    private struct Position {
        let text: Int
        let file: UInt32
        let line: UInt32
    }

    /// What is known of one owner.
    private struct OwnerFacts {
        var cname: Int?
        var hasOtherData = false
        var hasAddress = false
        var hasNS = false
    }

    init(_ source: ZoneSource) {
        self.source = source
        aliasOwners = Set(source.aliasOwners)
        for owner in source.aliasOwners { owners[owner, default: OwnerFacts()].hasAddress = true }
    }

    /// Adds what was read out of the list `records` or out of a master file.
    mutating func add(_ file: MasterFile, isInline: Bool) {
        let text = files.count
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
        records.reserveCapacity(records.count + file.entries.count)
        for entry in file.entries {
            let position = Position(text: text, file: entry.position.fileIndex, line: entry.position.line)
            add(entry.record, at: position)
        }
    }

    private mutating func add(_ record: ResourceRecord, at position: Position) {
        let owner = record.owner
        guard owner.isSubdomain(of: source.apex) else {
            report("\(owner) is not in the zone \(source.apex)", at: position)
            return
        }
        if owner == source.apex {
            if record.type == .soa, apexTypes.contains(.soa) {
                report("the zone has an SOA record already", at: position)
                return
            }
            apexTypes.insert(record.type)
        } else if record.type == .soa {
            report("the SOA record of \(owner) does not stand at the apex, \(source.apex)", at: position)
            return
        }
        guard isCompatible(record, at: position) else { return }
        records.append(record)
        positions.append(position)
    }

    /// Notes what the owner has; reports a CNAME beside other data (RFC 1034 section 3.6.2, RFC 2181 section 10.1).
    private mutating func isCompatible(_ record: ResourceRecord, at position: Position) -> Bool {
        var facts = owners[record.owner] ?? OwnerFacts()
        switch record.type {
        case .cname:
            if let first = facts.cname {
                guard records[first].rdata != record.rdata else { return false }
                report("\(record.owner) has a CNAME record already", at: position)
                return false
            }
            if facts.hasOtherData || facts.hasAddress {
                report("the CNAME record of \(record.owner) stands beside other data", at: position)
                return false
            }
            facts.cname = records.count
        case .rrsig, .nsec:
            break
        default:
            if record.type == .a || record.type == .aaaa, aliasOwners.contains(record.owner) {
                report("\(record.owner) has an alias record, beside which there are no addresses", at: position)
                return false
            }
            if facts.cname != nil {
                report("\(record.owner) has a CNAME record, beside which there is no other data", at: position)
                return false
            }
            facts.hasOtherData = true
            if record.type == .a || record.type == .aaaa { facts.hasAddress = true }
            if record.type == .ns { facts.hasNS = true }
        }
        owners[record.owner] = facts
        return true
    }

    /// Checks what needs all records, and makes the SOA and NS records that are missing.
    mutating func finish() {
        for index in records.indices where records[index].type == .ns { checkNameServer(index) }
        if let cname = owners[source.apex]?.cname {
            report(
                "a CNAME record cannot stand at the apex of a zone, beside its SOA and NS records", at: positions[cname]
            )
        }
        records = missingRecords() + records
    }

    /// An NS record needs a name that has addresses: glue where it lies below the cut, and no CNAME (RFC 2181 section 10.3).
    private mutating func checkNameServer(_ index: Int) {
        let owner = records[index].owner
        guard let target = records[index].target else { return }
        if owners[target]?.cname != nil {
            report("the name server \(target) of \(owner) is a CNAME", at: positions[index])
            return
        }
        let mustBeHere =
            owner == source.apex
            ? target.isSubdomain(of: source.apex) && !isDelegated(target) : target.isSubdomain(of: owner)
        guard mustBeHere, owners[target]?.hasAddress != true, !isCoveredByWildcard(target) else { return }
        report(
            owner == source.apex
                ? "the name server \(target) has no address in its zone"
                : "the delegation of \(owner) lacks glue: \(target) has no address here", at: positions[index])
    }

    /// Whether the name lies at or below a zone cut.
    private func isDelegated(_ name: DomainName) -> Bool {
        for ancestor in name.ancestors {
            if ancestor == source.apex { return false }
            if owners[ancestor]?.hasNS == true { return true }
        }
        return false
    }

    private func isCoveredByWildcard(_ name: DomainName) -> Bool {
        guard owners[name] == nil else { return false }
        for ancestor in name.ancestors.dropFirst() {
            if let wildcard = ancestor.wildcardChild, owners[wildcard]?.hasAddress == true { return true }
            if ancestor == source.apex { return false }
        }
        return false
    }

    private mutating func report(_ message: String, at position: Position) {
        let isInline = files[position.text][0].isEmpty
        let keyPath: String
        let location: SourceLocation
        if isInline, position.file == 0 {
            let place = ReportPlace(source.marks, "records", index: Int(position.line) - 1)
            (keyPath, location) = (place.keyPath, place.location)
        } else {
            keyPath = source.marks.keyPath(of: isInline ? "records" : "zone_file")
            location = SourceLocation(
                file: files[position.text][Int(position.file)], line: max(1, Int(position.line)), column: 1)
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
            let own = records.first { $0.type == .ns && $0.owner == apex }?.target
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
