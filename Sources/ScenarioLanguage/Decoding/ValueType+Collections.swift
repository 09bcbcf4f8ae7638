extension ValueType {
    /// A mapping with the keys of its own table.
    static func mapping<Element: DeclaredMapping>(_: Element.Type) -> ValueType<Element> {
        ValueType<Element>(
            schema: { $0.reference(to: Element.self) },
            decode: { input, decoder in
                let element: Element? = decoder.decode(input)
                if element == nil { decoder.leaveOut(input.node) }
                return element
            })
    }

    /// A list; an element that is wrong is reported and left out.
    static func list<Element>(
        _ element: ValueType<Element>, unique: Uniqueness? = nil, atLeast minimum: Int = 0
    ) -> ValueType<[Element]> where Value == [Element] {
        ValueType<[Element]>(
            schema: { builder in
                let list: JSONValue = ["type": "array", "items": element.schema(&builder)]
                return minimum > 0 ? list.with("minItems", .int(minimum)) : list
            },
            json: { $0.isEmpty ? nil : .array($0.compactMap(element.json)) },
            decode: { input, decoder in
                guard case .sequence(let nodes) = input.node.content else {
                    decoder.reportWrongType(input, expected: "a list")
                    return nil
                }
                guard nodes.count >= minimum else {
                    decoder.report(.badForm("[]", expected: "a list with at least \(minimum) element"), at: input)
                    return nil
                }
                let place = input.place
                unique?.check(nodes, in: place, &decoder)
                var elements: [Element] = []
                elements.reserveCapacity(nodes.count)
                for (index, node) in nodes.enumerated() {
                    let item = DecodingInput(node: node, parent: place, step: .element(index, node))
                    if let value = element.decode(item, &decoder) { elements.append(value) }
                }
                return elements
            })
    }

    /// A list of mappings with the keys of their own table.
    static func list<Element: DeclaredMapping>(
        of _: Element.Type, unique: Uniqueness? = nil
    ) -> ValueType<[Element]> where Value == [Element] {
        .list(ValueType<Element>.mapping(Element.self), unique: unique)
    }

    /// A list of values, or a single one.
    static func oneOrMore<Element>(_ element: ValueType<Element>) -> ValueType<[Element]> where Value == [Element] {
        let list = ValueType<[Element]>.list(element, atLeast: 1)
        return ValueType<[Element]>(
            schema: { ["anyOf": [element.schema(&$0), list.schema(&$0)]] },
            json: { values in
                if values.count == 1, let value = values.first { return element.json(value) }
                return list.json(values)
            },
            decode: { input, decoder in
                guard case .sequence = input.node.content else { return element.decode(input, &decoder).map { [$0] } }
                return list.decode(input, &decoder)
            })
    }

    /// A value, or `null` for none.
    static func orAbsent<Wrapped>(_ type: ValueType<Wrapped>) -> ValueType<Expected<Wrapped>>
    where Value == Expected<Wrapped> {
        ValueType<Expected<Wrapped>>(
            schema: { ["anyOf": [type.schema(&$0), ["type": "null"]]] },
            decode: { input, decoder in
                if input.node.scalar?.isNull == true { return .absent }
                return type.decode(input, &decoder).map(Expected.value)
            })
    }

    /// A list, or `null` for an empty one.
    static func listOrAbsent<Element>(_ element: ValueType<Element>) -> ValueType<[Element]>
    where Value == [Element] {
        let list = ValueType<[Element]>.list(element)
        return ValueType<[Element]>(
            schema: { ["anyOf": [list.schema(&$0), ["type": "null"]]] }, json: list.json,
            decode: { input, decoder in
                input.node.scalar?.isNull == true ? [] : list.decode(input, &decoder)
            })
    }
}

extension ValueType where Value == DeclaredPath {
    /// A path, which starts from the folder of the file that it stands in.
    static var path: Self {
        Self(schema: { _ in ["type": "string", "minLength": .int(1)] }) { input, decoder in
            guard let scalar = input.scalar, scalar.boolean == nil, !scalar.isNumber else {
                decoder.reportWrongType(input, expected: "a path")
                return nil
            }
            guard !scalar.text.isEmpty else {
                decoder.report(.badForm("", expected: "a path"), at: input)
                return nil
            }
            return DeclaredPath(text: scalar.text, file: input.node.mark.file.name)
        }
    }
}

extension ValueType where Value == DeclaredEdits {
    /// A mapping of paths to new values.
    static var edits: Self {
        Self(schema: { _ in ["type": "object"] }) { input, decoder in
            guard case .mapping(let entries) = input.node.content else {
                decoder.reportWrongType(input, expected: "a mapping of paths to values")
                return nil
            }
            return DeclaredEdits(entries: entries)
        }
    }
}

/// What tells the elements of a list apart.
struct Uniqueness: Sendable {
    /// What an element is, such as `subnet`.
    let kind: String
    /// The keys that may identify an element; the first that is there does.
    let keys: [String]
    /// Whether the keys hold DNS names, of which `A.example` and `a.example.` are one.
    let areDomainNames: Bool

    /// Elements of `kind` that differ in the first of `keys` that they have.
    static func by(_ keys: String..., kind: String) -> Uniqueness {
        Uniqueness(kind: kind, keys: keys, areDomainNames: false)
    }

    /// Elements of `kind` that differ in the first of `keys` that they have, a DNS name.
    static func byDomainName(_ keys: String..., kind: String) -> Uniqueness {
        Uniqueness(kind: kind, keys: keys, areDomainNames: true)
    }

    /// Reports each element that has the name of one before it.
    func check(_ nodes: [YAMLNode], in place: KeyPlace, _ decoder: inout ScenarioDecoder) {
        guard nodes.count > 1 else { return }
        var first: [String: YAMLNode] = [:]
        for (index, node) in nodes.enumerated() {
            if let text = node.scalar?.text {
                // An element that is just a name, such as an attachment.
                if let earlier = first[text] {
                    decoder.report(
                        Diagnostic(
                            .duplicateName(kind: kind, name: text, first: earlier.location), at: node.location,
                            keyPath: KeyPlace(.element(index, nil), in: place).text))
                } else {
                    first[text] = node
                }
            }
            for key in keys {
                guard let value = node[key], let text = value.scalar?.text else { continue }
                let name = areDomainNames ? Self.canonical(text) : text
                if let earlier = first[name] {
                    decoder.report(
                        Diagnostic(
                            .duplicateName(kind: kind, name: text, first: earlier.location), at: value.location,
                            keyPath: KeyPlace(.key(key), in: KeyPlace(.element(index, nil), in: place)).text))
                } else {
                    first[name] = value
                }
                break
            }
        }
    }

    /// The name in lower case without its final dot.
    static func canonical(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.utf8.count > 1 && lower.utf8.last == UInt8(ascii: ".") ? String(lower.dropLast()) : lower
    }
}
