public import DNSCore
public import IPCore

/// A query that must be sent, written `SERVER NAME TYPE`.
public struct DeclaredExpectedQuery: Hashable, Sendable {
    /// The server that it goes to.
    public var server: IPAddress
    /// The QNAME.
    public var name: DomainName
    /// The QTYPE.
    public var type: RecordType
}
