public import IPCore

/// A NAT gateway.
public struct DeclaredNATGateway: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What other elements call it.
    public var name = ""
    /// The subnet that it stands in.
    public var subnet = ""
    /// The address that the internet sees.
    public var publicIP: IPAddress?

    init(marks: Marks) { self.marks = marks }
}
