public import IPCore

/// A physical interface of the client.
public struct DeclaredClientInterface: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The interface's name, such as `en0`.
    public var name = ""
    /// Its address with the length of its network's prefix.
    public var address = Placeholder.interfaceAddress
    /// The router towards the internet; `nil` if there is none.
    public var gateway: IPAddress?
    /// Its IPv6 address with the length of its network's prefix.
    public var ipv6Address: InterfaceAddress?
    /// The IPv6 router towards the internet.
    public var ipv6Gateway: IPAddress?
    /// The interface's metric; `nil` for the system's.
    public var metric: Int?
    /// The number n in `link#n` of macOS route tables.
    public var link: Int?
    /// The DNS settings of the link.
    public var dns: DeclaredInterfaceDNS?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredClientInterface: DeclaredMapping {
    static let table = KeyTable<Self>("client_interface", "A physical interface of the client.") {
        Key("name", \.name, .name, "The interface's name, such as `en0`.", required: true)
        Key(
            "address", \.address, .interfaceAddress, "Its address with the length of its network's prefix.",
            required: true)
        Key("gateway", \.gateway, .address, "The router towards the internet.")
        Key(
            "ipv6_address", \.ipv6Address, .ipv6InterfaceAddress,
            "Its IPv6 address with the length of its network's prefix.")
        Key("ipv6_gateway", \.ipv6Gateway, .ipv6Address, "The IPv6 router towards the internet.")
        Key("metric", \.metric, .count, "The interface's metric.", default: "the system's")
        Key("link", \.link, .count, "The number n in `link#n` of macOS route tables.")
        Key("dns", \.dns, .mapping(DeclaredInterfaceDNS.self), "The DNS settings of the link.")
    }
}
