/// A named choice and what was drawn.
public struct ChoiceTaken: Hashable, Sendable {
    /// What was drawn.
    public var name: String
    /// The option, or several joined by `or` that lead to the same.
    public var value: String

    /// A choice.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
