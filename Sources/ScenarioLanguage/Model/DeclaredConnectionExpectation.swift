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
