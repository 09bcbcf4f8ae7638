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
