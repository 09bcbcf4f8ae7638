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
