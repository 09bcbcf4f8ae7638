public import DNSCore
public import IPCore

/// Servers that are asked for the names of one domain.
public struct DeclaredScopedResolver: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The domain.
    public var domain = DomainName.root
    /// Its servers, in order.
    public var nameservers: [IPAddress] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredScopedResolver: DeclaredMapping {
    static let table = KeyTable<Self>("scoped_resolver", "Servers that are asked for the names of one domain.") {
        Key("domain", \.domain, .domainName, "The domain.", required: true)
        Key("nameservers", \.nameservers, .list(.address), "Its servers, in order.", required: true)
    }
}
