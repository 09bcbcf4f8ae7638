/// A network ACL: a stateless filter of subnets.
public struct DeclaredNetworkACL: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What subnets call it.
    public var name = ""
    /// The rules for what comes in; by number, the first that matches decides.
    public var ingress: [DeclaredNetworkACLRule] = []
    /// The rules for what goes out; by number, the first that matches decides.
    public var egress: [DeclaredNetworkACLRule] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredNetworkACL: DeclaredMapping {
    static let table = KeyTable<Self>("network_acl", "A network ACL: a stateless filter of subnets.") {
        Key("name", \.name, .name, "What subnets call it.", required: true)
        Key(
            "ingress", \.ingress, .list(of: DeclaredNetworkACLRule.self, unique: .by("rule_no", kind: "rule")),
            "The rules for what comes in; by number, the first that matches decides.")
        Key(
            "egress", \.egress, .list(of: DeclaredNetworkACLRule.self, unique: .by("rule_no", kind: "rule")),
            "The rules for what goes out; by number, the first that matches decides.")
    }
}
