import ScenarioLanguage

extension JSONValue {
    /// A text, or null for `nil`.
    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}

extension JSONValue.Member {
    /// A key with its value.
    init(_ key: String, _ value: JSONValue) { self.init(key: key, value: value) }
}
