@testable import ScenarioLanguage

extension JSONValue {
    /// What a YAML 1.2 reader (core schema) hands to a validator.
    init(_ node: YAMLNode) {
        switch node.content {
        case .sequence(let elements): self = .array(elements.map(JSONValue.init))
        case .mapping(let entries):
            self = .object(entries.map { Member(key: $0.key, value: JSONValue($0.value)) })
        case .scalar(let scalar):
            if scalar.isNull {
                self = .null
            } else if let boolean = scalar.boolean {
                self = .bool(boolean)
            } else if let integer = scalar.integer {
                self = .int(integer)
            } else if let number = scalar.number {
                self = .double(number)
            } else {
                self = .string(scalar.text)
            }
        }
    }

    /// The value of an object for `key`, or `nil`.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}
