/// A question: QNAME, QTYPE and QCLASS.
public struct Question: Hashable, Sendable {
    /// The QNAME.
    public var name: DomainName
    /// The QTYPE.
    public var type: RecordType
    /// The QCLASS, in practice IN.
    public var recordClass: RecordClass

    /// Makes a question.
    public init(name: DomainName, type: RecordType, recordClass: RecordClass = .in) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
    }
}

extension Question: CustomStringConvertible {
    /// Name, class and type with single spaces.
    public var description: String { "\(name) \(recordClass) \(type)" }
}
