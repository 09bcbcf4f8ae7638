/// Collects the definitions of a JSON Schema while the tables are walked.
struct SchemaBuilder {
    private var definitions: [String: JSONValue] = [:]

    /// The definitions, by name.
    var members: [JSONValue.Member] {
        definitions.sorted { $0.key < $1.key }.map { JSONValue.Member(key: $0.key, value: $0.value) }
    }

    /// A reference to the definition of `Element`, which is made unless it is there.
    mutating func reference<Element: DeclaredMapping>(to _: Element.Type) -> JSONValue {
        let name = Element.table.name
        if definitions[name] == nil {
            definitions[name] = .null  // A mapping that contains itself finds its name taken.
            definitions[name] = mapping(Element.self)
        }
        return ["$ref": .string("#/$defs/\(name)")]
    }

    /// The schema of the mapping itself.
    mutating func mapping<Element: DeclaredMapping>(_: Element.Type) -> JSONValue {
        let table = Element.table
        let blank = Element(marks: .blank)
        var properties: [JSONValue.Member] = []
        for key in table.keys {
            var description = key.summary
            if let text = key.defaultText { description += " Default: \(text)." }
            if key.isNeverModelled { description += " Not modelled yet." }
            var schema = key.schema(&self).with("description", .string(description))
            if let value = key.defaultValue(blank) { schema = schema.with("default", value) }
            properties.append(JSONValue.Member(key: key.name, value: schema))
        }
        var result: JSONValue = [
            "type": "object", "description": .string(table.summary), "additionalProperties": .bool(false),
            "properties": .object(properties),
        ]
        let required = table.keys.filter(\.isRequired).map(\.name)
        if !required.isEmpty { result = result.with("required", .strings(required)) }
        let rules = table.keyRules.flatMap(\.schemas)
        if !rules.isEmpty { result = result.with("allOf", .array(rules)) }
        return result
    }
}

extension KeyRule {
    /// The rule as schemas that must all hold.
    fileprivate var schemas: [JSONValue] {
        switch self {
        case .anyOf(let keys): [["anyOf": .array(keys.map(Self.required))]]
        case .oneOf(let keys): [["oneOf": .array(keys.map(Self.required))]]
        case .when(let key, let word, let needed):
            [
                [
                    "if": [
                        "properties": .object([JSONValue.Member(key: key, value: ["const": .string(word)])]),
                        "required": .strings([key]),
                    ],
                    "then": ["required": .strings([needed])],
                ]
            ]
        case .atMostOneOf(let keys):
            keys.indices.flatMap { first in
                keys.indices.filter { $0 > first }.map { second in
                    ["not": ["required": .strings([keys[first], keys[second]])]]
                }
            }
        }
    }

    private static func required(_ key: String) -> JSONValue { ["required": .strings([key])] }
}
