public import IPCore

/// A network interface of the service in a target network.
public struct DeclaredENI: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its private address.
    public var ip = Placeholder.address
    /// Its address towards an internet gateway.
    public var publicIP: IPAddress?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredENI: DeclaredMapping {
    static let table = KeyTable<Self>("eni", "A network interface of the service in a target network.") {
        Key("ip", \.ip, .address, "Its private address.", required: true)
        Key("public_ip", \.publicIP, .address, "Its address towards an internet gateway.")
    }
}
