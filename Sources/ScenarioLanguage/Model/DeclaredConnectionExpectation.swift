public import IPCore

/// What a connection has to come out as; a key that was left out is not compared.
public struct DeclaredConnectionExpectation: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The outcome.
    public var outcome: DeclaredConnectionOutcome?
    /// The code that says why it is not `connected`.
    public var reason: Expected<String>?
    /// Whether the far end can be reached.
    public var reachable: Expected<Bool>?
    /// The interface that the packet left by.
    public var via: Expected<String>?
    /// The source address that the far end sees.
    public var sourceIP: Expected<IPAddress>?
    /// The source address that the internet sees.
    public var publicIP: Expected<IPAddress>?
    /// The element where the packet died.
    public var droppedAt: Expected<String>?
    /// Codes that must be among the notes.
    public var notes: [String]?
    /// What the possible outcomes are like; each is met by some, together they cover all.
    public var possible: [DeclaredConnectionExpectation] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredConnectionExpectation: DeclaredMapping {
    static let table = KeyTable<Self>(
        "connection_expectation", "What a connection has to come out as; a key that was left out is not compared."
    ) {
        Key("outcome", \.outcome, .choice, "The outcome.")
        Key("reason", \.reason, .orAbsent(.reasonCode), "The code that says why it is not `connected`.")
        Key("reachable", \.reachable, .orAbsent(.boolean), "Whether the far end can be reached.")
        Key("via", \.via, .orAbsent(.name), "The interface that the packet left by.")
        Key("source_ip", \.sourceIP, .orAbsent(.address), "The source address that the far end sees.")
        Key("public_ip", \.publicIP, .orAbsent(.address), "The source address that the internet sees.")
        Key("dropped_at", \.droppedAt, .orAbsent(.name), "The element where the packet died.")
        Key("notes", \.notes, .listOrAbsent(.reasonCode), "Codes that must be among the notes.")
        Key(
            "possible", \.possible, .list(of: DeclaredConnectionExpectation.self),
            "What the possible outcomes are like; each is met by some, together they cover all.")
    }
}
