/// A case of a file: the base with a few differences.
public struct DeclaredCase: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// What the case is called.
    public var name = ""
    /// What it shows.
    public var description: String?
    /// The changes of the base, in order.
    public var set = DeclaredEdits(entries: [])
    /// Lookups of its own, each in place of the base's for the same name, type and time.
    public var lookups: [DeclaredLookup] = []
    /// Connections of its own, each in place of the base's with the same ends, protocol, port and time.
    public var connections: [DeclaredConnection] = []
    /// Which rules loading must report.
    public var expect: DeclaredLoadExpectation

    init(marks: Marks) {
        self.marks = marks
        expect = DeclaredLoadExpectation(marks: marks.child("expect"))
    }
}

extension DeclaredCase: DeclaredMapping {
    static let table = KeyTable<Self>("case", "A case of a file: the base with a few differences.") {
        Key("name", \.name, .name, "What the case is called.", required: true)
        Key("description", \.description, .text, "What it shows.")
        Key("set", \.set, .edits, "The changes of the base, in order: paths with their new values.")
        Key(
            "lookups", \.lookups, .list(of: DeclaredLookup.self),
            "Lookups of its own, each in place of the base's for the same name, type and time.")
        Key(
            "connections", \.connections, .list(of: DeclaredConnection.self),
            "Connections of its own, each in place of the base's with the same ends, protocol, port and time.")
        Key("expect", \.expect, .mapping(DeclaredLoadExpectation.self), "Which rules loading must report.")
    }
}
