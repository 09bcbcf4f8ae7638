public import DNSCore
public import IPCore

/// A name that is looked up.
public struct DeclaredLookup: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The name as it was written; a final dot keeps the search list away.
    public var name = ""
    /// The same name, read as an absolute one.
    public var domainName = DomainName.root
    /// The record types that are asked for as one result (`type` in the file).
    public var types = [RecordType.a]
    /// How the name is asked for (`as` in the file); `nil` for what the profile does.
    public var method: DeclaredLookupMethod?
    /// Who asks.
    public var from = "client"
    /// The server that is asked directly; `nil` for those in force.
    public var server: IPAddress?
    /// The transport; `nil` for what the profile does.
    public var transport: DeclaredTransport?
    /// Whether the query carries EDNS; `nil` for what the profile does.
    public var edns: DeclaredEDNS?
    /// The port that the answer's addresses are tried on.
    public var port: UInt16 = 443
    /// When it is asked on the clock; `nil` for a fresh device.
    public var at: Duration?
    /// What has to come out.
    public var expect: DeclaredLookupExpectation?

    init(marks: Marks) { self.marks = marks }
}
