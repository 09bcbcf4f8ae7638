/// One key of an expectation that does not hold.
public struct ExpectationMismatch: Hashable, Sendable {
    /// The key, `addresses`; for one of several possible outcomes `possible[0].addresses`.
    public var key: String
    /// What the scenario expects, as it would be written.
    public var expected: String
    /// What is predicted.
    public var actual: String

    /// A mismatch.
    public init(key: String, expected: String, actual: String) {
        self.key = key
        self.expected = expected
        self.actual = actual
    }
}
