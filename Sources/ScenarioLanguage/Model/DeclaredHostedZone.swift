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
