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
