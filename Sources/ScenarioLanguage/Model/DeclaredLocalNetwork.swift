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
