public import IPCore

/// A server that a forwarding rule sends queries to.
public struct DeclaredRuleTarget: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its address.
    public var ip = Placeholder.address
    /// Its port.
    public var port: UInt16 = 53

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredRuleTarget: DeclaredMapping {
    static let table = KeyTable<Self>("rule_target", "A server that a forwarding rule sends queries to.") {
        Key("ip", \.ip, .address, "Its address.", required: true)
        Key("port", \.port, .port, "Its port.")
    }
}
