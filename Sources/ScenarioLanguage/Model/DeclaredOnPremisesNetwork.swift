public import IPCore

/// A network on premises that is attached to a cloud network.
public struct DeclaredOnPremisesNetwork: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// Its prefixes.
    public var cidrBlocks: [IPPrefix] = []
    /// The VPC or transit gateway where its VPN or Direct Connect ends.
    public var attachment = ""
    /// How it is attached.
    public var type = DeclaredOnPremisesAttachmentType.vpn
    /// What it routes back to the cloud; `nil` for all prefixes of the networks that it is attached to.
    public var returnRoutes: [IPPrefix]?
    /// DNS servers.
    public var dnsServers: [DeclaredDNSServer] = []
    /// Other hosts.
    public var hosts: [DeclaredHost] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredOnPremisesNetwork: DeclaredMapping {
    static let table = KeyTable<Self>(
        "on_premises_network", "A network on premises that is attached to a cloud network."
    ) {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("cidr_blocks", \.cidrBlocks, .list(.prefix), "Its prefixes.", required: true)
        Key(
            "attachment", \.attachment, .name, "The VPC or transit gateway where its VPN or Direct Connect ends.",
            required: true)
        Key("type", \.type, .choice, "How it is attached.")
        Key(
            "return_routes", \.returnRoutes, .list(.prefix), "What it routes back to the cloud.",
            default: "all prefixes of the networks that it is attached to")
        Key(
            "dns_servers", \.dnsServers, .list(of: DeclaredDNSServer.self, unique: .by("name", kind: "DNS server")),
            "DNS servers.")
        Key("hosts", \.hosts, .list(of: DeclaredHost.self, unique: .by("name", kind: "host")), "Other hosts.")
    }
}
