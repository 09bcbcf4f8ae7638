/// A security group of a VPC.
public struct DeclaredSecurityGroup: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// What may come in.
    public var ingress: [DeclaredSecurityGroupRule] = []
    /// What may go out; `nil` for everything.
    public var egress: [DeclaredSecurityGroupRule]?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredSecurityGroup: DeclaredMapping {
    static let table = KeyTable<Self>("security_group", "A security group of a VPC.") {
        Key("name", \.name, .name, "What other elements call it.", required: true)
        Key("ingress", \.ingress, .list(of: DeclaredSecurityGroupRule.self), "What may come in.")
        Key("egress", \.egress, .list(of: DeclaredSecurityGroupRule.self), "What may go out.", default: "everything")
    }
}
