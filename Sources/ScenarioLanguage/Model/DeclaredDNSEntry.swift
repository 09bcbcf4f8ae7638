public import DNSCore

/// A public name of a VPC endpoint.
public struct DeclaredDNSEntry: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The name.
    public var dnsName = DomainName.root

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredDNSEntry: DeclaredMapping {
    static let table = KeyTable<Self>("dns_entry", "A public name of a VPC endpoint.") {
        Key("dns_name", \.dnsName, .domainName, "The name.", required: true)
    }
}
