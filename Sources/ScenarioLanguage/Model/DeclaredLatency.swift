/// The round-trip shares that make up the time of an exchange.
public struct DeclaredLatency: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The client's LAN.
    public var lan = Duration.milliseconds(1)
    /// The internet.
    public var internet = Duration.milliseconds(20)
    /// The VPN's tunnel.
    public var tunnel = Duration.milliseconds(20)
    /// Each peering, gateway or connection crossed.
    public var network = Duration.milliseconds(1)
    /// The recursion of a name that needs the internet's zones.
    public var recursion = Duration.milliseconds(20)

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredLatency: DeclaredMapping {
    static let table = KeyTable<Self>("latency", "The round-trip shares that make up the time of an exchange.") {
        Key("lan", \.lan, .duration, "The client's LAN.")
        Key("internet", \.internet, .duration, "The internet.")
        Key("tunnel", \.tunnel, .duration, "The VPN's tunnel.")
        Key("network", \.network, .duration, "Each peering, gateway or connection crossed.")
        Key("recursion", \.recursion, .duration, "The recursion of a name that needs the internet's zones.")
    }
}
