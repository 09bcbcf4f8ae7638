/// The keys of one kind of mapping: decoding, the schema and the documentation all read this one table.
struct KeyTable<Owner: Sendable>: Sendable {
    /// What the schema calls the mapping, such as `security_group_rule`.
    let name: String
    /// What the mapping stands for, as a sentence.
    let summary: String
    let keys: [Key<Owner>]
    /// What is said of several keys at once.
    let keyRules: [KeyRule]

    init(
        _ name: String, _ summary: String, rules: [KeyRule] = [], @KeyTableBuilder<Owner> _ keys: () -> [Key<Owner>]
    ) {
        self.name = name
        self.summary = summary
        self.keys = keys()
        keyRules = rules
    }

    /// The key of that name, or `nil`.
    func key(_ name: String) -> Key<Owner>? { keys.first { $0.name == name } }
}

/// Lets the keys of a table stand below each other; each is type-checked for itself, which keeps compile times down.
@resultBuilder
enum KeyTableBuilder<Owner: Sendable> {
    static func buildExpression(_ key: Key<Owner>) -> [Key<Owner>] { [key] }
    static func buildBlock(_ keys: [Key<Owner>]...) -> [Key<Owner>] { keys.flatMap(\.self) }
}

/// What is said of several keys of a mapping at once.
enum KeyRule: Sendable {
    /// At least one of the keys is there.
    case anyOf([String])
    /// Exactly one of the keys is there.
    case oneOf([String])
    /// At most one of the keys is there.
    case atMostOneOf([String])
    /// Where the key `key` has the value `word`, the key `needed` is there.
    case when(_ key: String, is: String, needs: String)

    /// Reports what is wrong with the mapping; `false` if the element cannot be used because of it.
    func check(_ marks: Marks, _ decoder: inout ScenarioDecoder) -> Bool {
        switch self {
        case .anyOf(let keys):
            guard present(keys, marks).isEmpty else { return true }
            decoder.report(Diagnostic(.missingOneOf(keys), at: marks.location, keyPath: marks.keyPath))
            return false
        case .atMostOneOf(let keys):
            let keys = present(keys, marks)
            guard keys.count > 1 else { return true }
            decoder.report(
                Diagnostic(
                    .conflictingKeys(keys), at: marks.keyLocation(of: keys[1]), keyPath: marks.keyPath(of: keys[1])))
            return true
        case .when(let key, let word, let needed):
            guard marks.node?[key]?.scalar?.text == word, !marks.isSet(needed) else { return true }
            decoder.report(Diagnostic(.missingKey(needed), at: marks.location, keyPath: marks.keyPath))
            return false
        case .oneOf(let keys):
            return Self.anyOf(keys).check(marks, &decoder) && Self.atMostOneOf(keys).check(marks, &decoder)
        }
    }

    private func present(_ keys: [String], _ marks: Marks) -> [String] { keys.filter(marks.isSet) }
}
