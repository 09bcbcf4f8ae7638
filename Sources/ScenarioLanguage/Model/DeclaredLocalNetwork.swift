/// What stands on the client's own LAN.
public struct DeclaredLocalNetwork: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// DNS servers.
    public var dnsServers: [DeclaredDNSServer] = []
    /// Other hosts.
    public var hosts: [DeclaredHost] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredLocalNetwork: DeclaredMapping {
    static let table = KeyTable<Self>("local_network", "What stands on the client's own LAN.") {
        Key(
            "dns_servers", \.dnsServers, .list(of: DeclaredDNSServer.self, unique: .by("name", kind: "DNS server")),
            "DNS servers.")
        Key("hosts", \.hosts, .list(of: DeclaredHost.self, unique: .by("name", kind: "host")), "Other hosts.")
    }
}
