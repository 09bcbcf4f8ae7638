/// One key of a mapping: its name, type, default and meaning, and how it is decoded into an `Owner`.
struct Key<Owner: Sendable>: Sendable {
    let name: String
    let isRequired: Bool
    /// The meaning, as a sentence.
    let summary: String
    /// The default in words, where it is no constant.
    let defaultText: String?
    /// The value's part of the JSON Schema.
    let schema: @Sendable (inout SchemaBuilder) -> JSONValue
    /// The default, read from an owner of which nothing is decoded; `nil` if there is none, or none worth telling.
    let defaultValue: @Sendable (Owner) -> JSONValue?
    /// Puts the value into the owner; `false` if the value is wrong, which is then reported.
    let decode: @Sendable (DecodingInput, inout Owner, inout ScenarioDecoder) -> Bool
    /// What the program does not model yet of the owner's value, as a phrase; `nil` if it models it.
    let unmodelled: @Sendable (Owner) -> String?

    /// A key whose property has a value in any case: a required key, or one with a constant default.
    ///
    /// The key path is made when the key is met: making those of a whole table would cost a run more than decoding does.
    init<Value>(
        _ name: String, _ property: @autoclosure @escaping @Sendable () -> any WritableKeyPath<Owner, Value> & Sendable,
        _ type: ValueType<Value>,
        _ summary: String, required: Bool = false, default text: String? = nil,
        unmodelled: (@Sendable (Value) -> String?)? = nil
    ) {
        self.name = name
        isRequired = required
        self.summary = summary
        defaultText = text
        schema = type.schema
        defaultValue = { required || text != nil ? nil : type.json($0[keyPath: property()]) }
        decode = { input, owner, decoder in
            guard let value = type.decode(input, &decoder) else { return false }
            owner[keyPath: property()] = value
            return true
        }
        self.unmodelled = { owner in unmodelled.flatMap { $0(owner[keyPath: property()]) } }
    }

    /// A key that may be left out, which is not the same as any of its values.
    init<Value>(
        _ name: String,
        _ property: @autoclosure @escaping @Sendable () -> any WritableKeyPath<Owner, Value?> & Sendable,
        _ type: ValueType<Value>,
        _ summary: String, default text: String? = nil, unmodelled: (@Sendable (Value) -> String?)? = nil
    ) {
        self.name = name
        isRequired = false
        self.summary = summary
        defaultText = text
        schema = type.schema
        defaultValue = { _ in nil }
        decode = { input, owner, decoder in
            guard let value = type.decode(input, &decoder) else { return false }
            owner[keyPath: property()] = value
            return true
        }
        self.unmodelled = { owner in
            guard let unmodelled, let value = owner[keyPath: property()] else { return nil }
            return unmodelled(value)
        }
    }

    /// A key whose value goes into more than one property, or into none.
    init<Value>(
        _ name: String, _ type: ValueType<Value>, _ summary: String, required: Bool = false,
        default text: String? = nil, set: @escaping @Sendable (inout Owner, Value) -> Void
    ) {
        self.name = name
        isRequired = required
        self.summary = summary
        defaultText = text
        schema = type.schema
        defaultValue = { _ in nil }
        decode = { input, owner, decoder in
            guard let value = type.decode(input, &decoder) else { return false }
            set(&owner, value)
            return true
        }
        unmodelled = { _ in nil }
    }

    private init(_ key: Key, unmodelled: String) {
        name = key.name
        isRequired = key.isRequired
        summary = key.summary
        defaultText = key.defaultText
        schema = key.schema
        defaultValue = key.defaultValue
        decode = key.decode
        self.unmodelled = { _ in unmodelled }
        isNeverModelled = true
    }

    /// Whether the program models no value of the key.
    private(set) var isNeverModelled = false

    /// The same key, of which the program models nothing yet; `what` is a phrase for it.
    func notModelled(_ what: String? = nil) -> Key { Key(self, unmodelled: what ?? "`\(name)`") }
}
