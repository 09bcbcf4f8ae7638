/// A type of the language's values: how one is decoded, and how the schema and the documentation describe it.
struct ValueType<Value: Sendable>: Sendable {
    /// Decodes a value, or reports what is wrong and returns `nil`.
    let decode: @Sendable (DecodingInput, inout ScenarioDecoder) -> Value?
    /// The JSON Schema of the values that `decode` takes.
    let schema: @Sendable (inout SchemaBuilder) -> JSONValue
    /// A value as JSON, for defaults; `nil` if it is not worth telling.
    let json: @Sendable (Value) -> JSONValue?

    init(
        schema: @escaping @Sendable (inout SchemaBuilder) -> JSONValue,
        json: @escaping @Sendable (Value) -> JSONValue? = { _ in nil },
        decode: @escaping @Sendable (DecodingInput, inout ScenarioDecoder) -> Value?
    ) {
        self.schema = schema
        self.json = json
        self.decode = decode
    }

    /// A type of texts: `read` turns one into a value, or tells what is wrong with it.
    init(
        schema: JSONValue, expected: String, json: @escaping @Sendable (Value) -> JSONValue? = { _ in nil },
        read: @escaping @Sendable (String) -> Reading<Value>
    ) {
        self.init(schema: { _ in schema }, json: json) { input, decoder in
            guard let scalar = input.scalar, scalar.boolean == nil else {
                decoder.reportWrongType(input, expected: expected)
                return nil
            }
            switch read(scalar.text) {
            case .value(let value): return value
            case .wrong(let kind):
                decoder.report(kind, at: input)
                return nil
            }
        }
    }
}

/// What came out of a text.
enum Reading<Value: Sendable>: Sendable {
    case value(Value)
    case wrong(Diagnostic.Kind)
}

// MARK: - Texts, numbers and choices

extension ValueType where Value == String {
    /// Any text; a number without quotes is one too.
    static var text: Self {
        Self(schema: ["type": ["string", "number"]], expected: "a text", json: { .string($0) }) { .value($0) }
    }

    /// What other elements call something, or refer to it by: a text that is not empty.
    static var name: Self {
        Self(
            schema: ["type": ["string", "number"], "minLength": 1], expected: "a name", json: { .string($0) },
            read: { $0.isEmpty ? .wrong(.badForm($0, expected: "a name")) : .value($0) })
    }

    /// One of the codes that say why something failed.
    static var reasonCode: Self { word(out: ReasonCodes.all, expected: "a reason code") }

    /// The id of a rule, such as `CVPN-DNS-02`.
    static var ruleID: Self {
        Self(schema: ["type": "string", "pattern": "^[A-Z0-9]+(-[A-Z0-9]+)+$"], expected: "the id of a rule") { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let isID = parts.count > 1 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isUpperOrDigit) }
            return isID ? .value(text) : .wrong(.badForm(text, expected: "the id of a rule, such as CVPN-DNS-02"))
        }
    }

    private static func isUpperOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func word(out choices: [String], expected: String) -> Self {
        Self(schema: ["enum": .strings(choices)], expected: expected) { text in
            guard choices.contains(text) else {
                return .wrong(
                    .notAChoice(text, choices: choices, nearest: Similarity.nearest(key: text, among: choices)))
            }
            return .value(text)
        }
    }
}

extension ValueType where Value == Bool {
    /// `true` or `false`; YAML 1.1's `yes` and `no` are refused, as tools disagree about them.
    static var boolean: Self {
        Self(schema: { _ in ["type": "boolean"] }, json: { .bool($0) }) { input, decoder in
            guard let value = input.scalar?.boolean else {
                decoder.reportWrongType(input, expected: "true or false")
                return nil
            }
            return value
        }
    }
}

extension ValueType where Value: FixedWidthInteger {
    /// A whole number of a range.
    static func integer(_ range: ClosedRange<Int>) -> Self {
        let schema: JSONValue = [
            "type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound),
        ]
        return Self(schema: { _ in schema }, json: { .int(Int($0)) }) { input, decoder in
            guard let scalar = input.scalar, scalar.isNumber else {
                decoder.reportWrongType(input, expected: "a whole number")
                return nil
            }
            guard let number = scalar.integer, range.contains(number), let value = Value(exactly: number) else {
                decoder.report(
                    .outOfRange(
                        scalar.text, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"),
                    at: input)
                return nil
            }
            return value
        }
    }
}

extension ValueType where Value == UInt16 {
    /// A port of UDP or TCP.
    static var port: Self { integer(1...65535) }
}

extension ValueType where Value == Int {
    /// A whole number that is not negative.
    static var count: Self { integer(0...2_147_483_647) }
}

extension ValueType where Value == Double {
    /// A number of a range.
    static func number(_ range: ClosedRange<Double>) -> Self {
        let schema: JSONValue = [
            "type": "number", "minimum": .double(range.lowerBound), "maximum": .double(range.upperBound),
        ]
        return Self(schema: { _ in schema }, json: { .double($0) }) { input, decoder in
            guard let scalar = input.scalar, let number = scalar.number else {
                decoder.reportWrongType(input, expected: "a number")
                return nil
            }
            guard range.contains(number) else {
                decoder.report(
                    .outOfRange(scalar.text, expected: "a number from \(range.lowerBound) to \(range.upperBound)"),
                    at: input)
                return nil
            }
            return number
        }
    }
}

extension ValueType where Value: RawRepresentable<String> & CaseIterable {
    /// One of the words of an enumeration.
    static var choice: Self { choice(alsoWritten: [:]) }

    /// One of the words of an enumeration, or of other words for the same.
    static func choice(alsoWritten synonyms: KeyValuePairs<String, Value>) -> Self {
        let words = Value.allCases.map(\.rawValue) + synonyms.map(\.key)
        let synonyms = Dictionary(uniqueKeysWithValues: synonyms.map { ($0.key, $0.value) })
        // The words that YAML readers may take for something else are allowed as that, too.
        let lenient: [JSONValue] = words.contains("-1") ? [.int(-1)] : []
        let schema: JSONValue = ["enum": .array(words.map(JSONValue.string) + lenient)]
        return Self(schema: { _ in schema }, json: { .string($0.rawValue) }) { input, decoder in
            guard let scalar = input.scalar else {
                decoder.reportWrongType(input, expected: "one of \(words.joined(separator: ", "))")
                return nil
            }
            guard let value = Value(rawValue: scalar.text) ?? synonyms[scalar.text] else {
                decoder.report(
                    .notAChoice(
                        scalar.text, choices: words, nearest: Similarity.nearest(key: scalar.text, among: words)),
                    at: input)
                return nil
            }
            return value
        }
    }
}
