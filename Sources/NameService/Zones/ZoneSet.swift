import DNSCore
import WorldModel

/// The zones of one authoritative server, found by the longest apex.
struct ZoneSet {
    private let table: Table<Zone>
    private let zones: [DomainName: Reference<Zone>]

    /// The zones of a table that `zones` names by apex.
    init(_ table: Table<Zone>, _ zones: [DomainName: Reference<Zone>]) {
        self.table = table
        self.zones = zones
    }

    /// The given zones.
    init(_ zones: [Zone]) {
        let table = Table(zones)
        self.init(
            table, Dictionary(table.references.map { (table[$0].apex, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    /// The zone that `name` belongs to; for a DS question at an apex the parent's, if it is served too.
    func zone(for name: DomainName, _ type: RecordType) -> Zone? {
        var apex: Zone?
        for ancestor in name.ancestors {
            guard let reference = zones[ancestor] else { continue }
            let zone = table[reference]
            if type != .ds || ancestor != name { return zone }
            apex = zone
        }
        return apex
    }

    /// The address records that the zones hold for a name, cuts or not.
    func glue(for name: DomainName) -> [ResourceRecord] {
        for ancestor in name.ancestors {
            guard let reference = zones[ancestor] else { continue }
            guard let node = table[reference].node(at: name) else { return [] }
            return [RecordType.a, .aaaa].flatMap { node.rrset($0)?.records ?? [] }
        }
        return []
    }
}
