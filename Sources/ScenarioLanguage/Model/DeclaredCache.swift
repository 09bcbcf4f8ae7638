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
