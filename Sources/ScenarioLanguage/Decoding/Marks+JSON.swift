extension Marks {
    /// The element as its file writes it, keys in the same order; `nil` for one that stands in no file.
    ///
    /// Numbers and booleans in plain style are such, every other scalar is a text.
    public var json: JSONValue? { node?.json }
}

extension YAMLNode {
    fileprivate var json: JSONValue {
        switch content {
        case .sequence(let elements): .array(elements.map(\.json))
        case .mapping(let entries): .object(entries.map { JSONValue.Member(key: $0.key, value: $0.value.json) })
        case .scalar(let scalar): scalar.json
        }
    }
}

extension YAMLScalar {
    fileprivate var json: JSONValue {
        if isNull { return .null }
        if let boolean { return .bool(boolean) }
        if let integer { return .int(integer) }
        if let number, number.isFinite { return .double(number) }
        return .string(text)
    }
}
