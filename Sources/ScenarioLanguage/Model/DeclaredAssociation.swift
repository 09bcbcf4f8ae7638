public import IPCore

/// A target network of the endpoint.
public struct DeclaredAssociation: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The subnet, or with OpenVPN an on-premises network.
    public var subnet = ""
    /// The source address after translation; `nil` for the subnet's base + 4.
    public var eniIP: IPAddress?
    /// The address used towards an internet gateway.
    public var publicIP: IPAddress?
    /// The network interfaces, if there are several; the first is the session's.
    public var enis: [DeclaredENI] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredAssociation: DeclaredMapping {
    static let table = KeyTable<Self>(
        "association", "A target network of the endpoint.",
        rules: [.atMostOneOf(["eni_ip", "enis"]), .atMostOneOf(["public_ip", "enis"])]
    ) {
        Key("subnet", \.subnet, .name, "The subnet, or with OpenVPN an on-premises network.", required: true)
        Key("eni_ip", \.eniIP, .address, "The source address after translation.", default: "the subnet's base + 4")
        Key("public_ip", \.publicIP, .address, "The address used towards an internet gateway.")
        Key(
            "enis", \.enis, .list(of: DeclaredENI.self),
            "The network interfaces, if there are several; the first is the session's.")
    }
}
