/// How much traffic there is, for rate limits.
public struct DeclaredLoad: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The number of clients like this one.
    public var clients = 1
    /// The lookups that each of them makes in a second.
    public var lookupsPerSecond = 0.0

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredLoad: DeclaredMapping {
    static let table = KeyTable<Self>("load", "How much traffic there is, for rate limits.") {
        Key("clients", \.clients, .integer(1...1_000_000_000), "The number of clients like this one.")
        Key(
            "lookups_per_second", \.lookupsPerSecond, .number(0...1_000_000_000),
            "The lookups that each of them makes in a second.")
    }
}
