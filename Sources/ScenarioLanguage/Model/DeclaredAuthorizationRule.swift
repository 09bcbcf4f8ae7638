public import IPCore

/// A rule that grants access to a network.
public struct DeclaredAuthorizationRule: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The network.
    public var targetNetworkCIDR = IPPrefix.defaultIPv4
    /// The group that gets access.
    public var accessGroupID: String?
    /// Whether everybody gets access.
    public var authorizeAllGroups = false

    init(marks: Marks) { self.marks = marks }
}
