import DNSCore
import DNSWire
import TestSupport
import WorldModel

extension FerretCase {
    /// The records of the zone.
    var records: [ResourceRecord] { Self.read(zone) }

    /// The records of a section, sorted, since the order within one means nothing.
    static func section(_ lines: [String]) -> [String] {
        read(lines.joined(separator: "\n")).map { presentation(of: $0).lowercased() }.sorted()
    }

    private static func read(_ text: String) -> [ResourceRecord] {
        let lines = text.split(separator: "\n").map(String.init)
        return MasterFile.read(lines: lines, origin: .root, defaultTTL: 300, file: "case").entries.map(\.record)
    }
}
