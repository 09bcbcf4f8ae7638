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

extension DeclaredResolverConfiguration: DeclaredMapping {
    static let table = KeyTable<Self>(
        "resolver", "The client's stub resolver and the servers that it has before a VPN connects."
    ) {
        Key("profile", \.profile, .choice, "The resolver software that is emulated.")
        Key("version", \.version, .text, "The version of that software.", default: "the one that was measured")
        Key("nameservers", \.nameservers, .list(.address), "The device's own servers, in order.")
        Key("search", \.search, .list(.domainName), "The search list, in order.")
        Key("options", \.options, .mapping(DeclaredResolverOptions.self), "How the servers are asked.")
        Key("scoped", \.scoped, .list(of: DeclaredScopedResolver.self), "Servers for single domains.").notModelled()
    }
}
