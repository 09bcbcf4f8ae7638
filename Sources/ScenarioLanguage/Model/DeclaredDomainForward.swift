public import DNSCore
public import IPCore

/// The servers that a forwarding server asks for the names of one domain.
public struct DeclaredDomainForward: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The domain.
    public var domain = DomainName.root
    /// Its servers, in order.
    public var to: [IPAddress] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredDomainForward: DeclaredMapping {
    static let table = KeyTable<Self>(
        "domain_forward", "The servers that a forwarding server asks for the names of one domain."
    ) {
        Key("domain", \.domain, .domainName, "The domain.", required: true)
        Key("to", \.to, .oneOrMore(.address), "Its servers, in order.", required: true)
    }
}
