/// The VPN software of the client.
public struct DeclaredVPNClient: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Which software it is.
    public var name = DeclaredVPNClientName.aws
    /// Its version.
    public var version: String?
    /// What it does with pushed DNS servers; `nil` for what it does on this system with this profile.
    public var dns: DeclaredPushedDNSHandling?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredVPNClient: DeclaredMapping {
    static let table = KeyTable<Self>("vpn_client", "The VPN software of the client.") {
        Key("name", \.name, .choice, "Which software it is.")
        Key("version", \.version, .text, "Its version.")
        Key(
            "dns", \.dns, .choice, "What it does with pushed DNS servers.",
            default: "what it does on this system with this profile")
    }
}
