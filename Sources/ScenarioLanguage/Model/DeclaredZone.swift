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
