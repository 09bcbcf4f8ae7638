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

extension DeclaredLookup: DeclaredMapping {
    static let table = KeyTable<Self>("lookup", "A name that is looked up.") {
        Key(
            "name", .writtenName, "The name as it was written; a final dot keeps the search list away.", required: true,
            set: {
                $0.name = $1.text
                $0.domainName = $1.name
            })
        Key("type", \.types, .oneOrMore(.recordType), "The record types that are asked for as one result.")
        Key("as", \.method, .choice, "How the name is asked for.", default: "what the profile does")
        Key("from", \.from, .name, "Who asks.")
        Key("server", \.server, .address, "The server that is asked directly.", default: "those in force")
        Key("transport", \.transport, .choice, "The transport.", default: "what the profile does")
        Key("edns", \.edns, .edns, "Whether the query carries EDNS.", default: "what the profile does")
        Key("port", \.port, .port, "The port that the answer's addresses are tried on.")
        Key("at", \.at, .duration, "When it is asked on the clock.", default: "a fresh device")
        Key("expect", \.expect, .mapping(DeclaredLookupExpectation.self), "What has to come out.")
    }
}
