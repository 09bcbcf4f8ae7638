public import IPCore

/// A rule of a network ACL.
public struct DeclaredNetworkACLRule: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Its number; lower ones are looked at first.
    public var ruleNo = 0
    /// What becomes of a matching packet.
    public var action = DeclaredACLAction.deny
    /// The protocol.
    public var `protocol` = DeclaredIPProtocol.all
    /// The other side's prefix; `nil` for any.
    public var cidrBlock: IPPrefix?
    /// The first destination port; `nil` for any.
    public var fromPort: Int?
    /// The last destination port; `nil` for any.
    public var toPort: Int?

    init(marks: Marks) { self.marks = marks }
}
