import DNSCore
import DNSWire
import IPCore
import ScenarioLanguage

/// Zones, out of master-file lines and master files.
extension WorldCompiler {
    /// Enters the zones of the internet, which are the public DNS.
    mutating func addZones() {
        for declared in scenario.internet.zones {
            let zone = addZone(declared)
            // A second zone of a name is reported with the duplicate names of siblings.
            if names.publicZones[declared.name] == nil { names.publicZones[declared.name] = zone }
        }
    }

    /// Enters a zone of the internet or of an authoritative server.
    mutating func addZone(_ declared: DeclaredZone) -> Reference<Zone> {
        let source = ZoneSource(
            apex: declared.name, records: declared.records, zoneFile: declared.zoneFile, aliasOwners: [],
            isPrivate: false, marks: declared.marks)
        return names.zones.append(
            Zone(
                name: declared.name.text, contents: contents(of: source), isSigned: declared.dnssec == .signed,
                keyPath: declared.marks.keyPath))
    }

    /// Makes a zone part of the public DNS.
    mutating func enterPublic(_ zone: Reference<Zone>, at place: ReportPlace) {
        let apex = names.zones[zone].apex
        if let other = names.publicZones[apex] {
            report(
                .contradiction("the public DNS has the zone \(apex.text) already, \(names.zones[other].keyPath)"),
                at: place)
        } else {
            names.publicZones[apex] = zone
        }
    }

    private func loadMasterFile(_ path: String) -> Result<[UInt8], MasterFile.LoadError> {
        loader(path).mapError { MasterFile.LoadError(reason: $0.reason) }
    }

    /// The nodes of a zone, completed by the SOA and NS records that Route 53 makes; faults are reported.
    mutating func contents(of source: ZoneSource) -> ZoneContents {
        var builder = ZoneBuilder(source)
        if !source.records.isEmpty {
            builder.add(isInline: true) { receiver in
                MasterFile.read(
                    lines: source.records, origin: source.apex, defaultTTL: 300, file: source.marks.file,
                    loader: loadMasterFile, receiver: receiver)
            }
        }
        if let path = source.zoneFile {
            builder.add(isInline: false) { receiver in
                MasterFile.read(
                    path: path.resolved, origin: source.apex, defaultTTL: 300, loader: loadMasterFile,
                    receiver: receiver)
            }
        }
        builder.finish()
        diagnostics += builder.faults
        return builder.contents()
    }
}

/// A zone as it is declared.
struct ZoneSource {
    let apex: DomainName
    let records: [String]
    let zoneFile: DeclaredPath?
    let aliasOwners: [DomainName]
    /// Whether it is a private hosted zone, which has name servers of its own.
    let isPrivate: Bool
    let marks: Marks
}
