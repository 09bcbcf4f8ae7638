public import DNSCore

/// A Route 53 hosted zone.
public struct DeclaredHostedZone: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The zone's name, which is the origin of its records.
    public var name = DomainName.root
    /// Its id; `nil` for its name.
    public var id: String?
    /// Whether only the associated VPCs see it.
    public var `private` = false
    /// The VPCs that it is associated with.
    public var vpcs: [String] = []
    /// Lines of a master file.
    public var records: [String] = []
    /// A master file that holds the records.
    public var zoneFile: DeclaredPath?
    /// Whether validators accept the zone; `nil` if it is not signed.
    public var dnssec: DeclaredZoneSigning?
    /// Alias records.
    public var aliases: [DeclaredAliasRecord] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredHostedZone: DeclaredMapping {
    static let table = KeyTable<Self>(
        "hosted_zone", "A Route 53 hosted zone.", rules: [.atMostOneOf(["records", "zone_file"])]
    ) {
        Key("name", \.name, .domainName, "The zone's name, which is the origin of its records.", required: true)
        Key("id", \.id, .name, "Its id.", default: "its name")
        Key("private", \.private, .boolean, "Whether only the associated VPCs see it.")
        Key("vpcs", \.vpcs, .list(.name), "The VPCs that it is associated with.")
        Key("records", \.records, .list(.text), "Lines of a master file.")
        Key("zone_file", \.zoneFile, .path, "A master file that holds the records.")
        Key("dnssec", \.dnssec, .choice, "Whether validators accept the zone.", default: "none: it is not signed")
        Key("aliases", \.aliases, .list(of: DeclaredAliasRecord.self), "Alias records.")
    }
}
