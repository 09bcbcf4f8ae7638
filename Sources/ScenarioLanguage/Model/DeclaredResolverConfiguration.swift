public import DNSCore
public import IPCore

/// The client's stub resolver and the servers that it has before a VPN connects.
public struct DeclaredResolverConfiguration: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The resolver software that is emulated.
    public var profile = DeclaredResolverProfile.sequential
    /// The version of that software.
    public var version: String?
    /// The device's own servers, in order.
    public var nameservers: [IPAddress] = []
    /// The search list, in order.
    public var search: [DomainName] = []
    /// How the servers are asked.
    public var options: DeclaredResolverOptions
    /// Servers for single domains.
    public var scoped: [DeclaredScopedResolver] = []

    init(marks: Marks) {
        self.marks = marks
        options = DeclaredResolverOptions(marks: marks.child("options"))
    }
}
