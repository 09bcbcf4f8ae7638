/// What stands on the internet.
public struct DeclaredInternet: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// DNS servers.
    public var dnsServers: [DeclaredDNSServer] = []
    /// Other hosts.
    public var hosts: [DeclaredHost] = []
    /// The public DNS that recursive servers and VPC resolvers see.
    public var zones: [DeclaredZone] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredInternet: DeclaredMapping {
    static let table = KeyTable<Self>("internet", "What stands on the internet.") {
        Key(
            "dns_servers", \.dnsServers, .list(of: DeclaredDNSServer.self, unique: .by("name", kind: "DNS server")),
            "DNS servers.")
        Key("hosts", \.hosts, .list(of: DeclaredHost.self, unique: .by("name", kind: "host")), "Other hosts.")
        Key(
            "zones", \.zones, .list(of: DeclaredZone.self, unique: .byDomainName("name", kind: "zone")),
            "The public DNS that recursive servers and VPC resolvers see.")
    }
}
