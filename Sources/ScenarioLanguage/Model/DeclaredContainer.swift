public import IPCore

/// Something on the client with a resolver of its own in front of the host's.
public struct DeclaredContainer: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What lookups call it.
    public var name = ""
    /// What it is.
    public var kind = DeclaredContainerKind.docker
    /// Its address on the host.
    public var address: IPAddress?
    /// Its stub resolver.
    public var resolver: DeclaredResolverConfiguration

    init(marks: Marks) {
        self.marks = marks
        resolver = DeclaredResolverConfiguration(marks: marks.child("resolver"))
    }
}

extension DeclaredContainer: DeclaredMapping {
    static let table = KeyTable<Self>(
        "container", "Something on the client with a resolver of its own in front of the host's."
    ) {
        Key("name", \.name, .name, "What lookups call it.", required: true)
        Key("kind", \.kind, .choice, "What it is.")
        Key("address", \.address, .address, "Its address on the host.")
        Key("resolver", \.resolver, .mapping(DeclaredResolverConfiguration.self), "Its stub resolver.")
    }
}
