public import DNSCore

/// A zone: a name with records.
public struct DeclaredZone: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The zone's name, which is the origin of its records.
    public var name = DomainName.root
    /// Lines of a master file.
    public var records: [String] = []
    /// A master file that holds the records.
    public var zoneFile: DeclaredPath?
    /// Whether validators accept the zone; `nil` if it is not signed.
    public var dnssec: DeclaredZoneSigning?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredZone: DeclaredMapping {
    static let table = KeyTable<Self>(
        "zone", "A zone: a name with records.", rules: [.atMostOneOf(["records", "zone_file"])]
    ) {
        Key("name", \.name, .domainName, "The zone's name, which is the origin of its records.", required: true)
        Key("records", \.records, .list(.text), "Lines of a master file.")
        Key("zone_file", \.zoneFile, .path, "A master file that holds the records.")
        Key("dnssec", \.dnssec, .choice, "Whether validators accept the zone.", default: "none: it is not signed")
    }
}
