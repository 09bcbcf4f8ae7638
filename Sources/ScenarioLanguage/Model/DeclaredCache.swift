/// A cache of DNS answers.
public struct DeclaredCache: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// Whether there is one.
    public var enabled = false
    /// The longest that an answer is kept.
    public var maxTTL: Duration?
    /// The longest that a negative answer is kept.
    public var maxNegativeTTL: Duration?

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredCache: DeclaredMapping {
    static let table = KeyTable<Self>("cache", "A cache of DNS answers.") {
        Key("enabled", \.enabled, .boolean, "Whether there is one.")
        Key("max_ttl", \.maxTTL, .duration, "The longest that an answer is kept.")
        Key("max_negative_ttl", \.maxNegativeTTL, .duration, "The longest that a negative answer is kept.")
    }
}
