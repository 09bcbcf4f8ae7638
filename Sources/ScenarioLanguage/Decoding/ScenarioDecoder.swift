/// Decodes mappings by their key tables and collects everything that is wrong.
struct ScenarioDecoder {
    private(set) var diagnostics: [Diagnostic] = []
    /// The names of elements that were left out.
    private(set) var brokenNames: Set<String> = []

    mutating func report(_ kind: Diagnostic.Kind, at input: DecodingInput) {
        diagnostics.append(Diagnostic(kind, at: input.node.location, keyPath: input.place.text))
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// Reports that a value is of another type than `expected`, which is a phrase such as `a list`.
    mutating func reportWrongType(_ input: DecodingInput, expected: String) {
        report(.wrongType(expected: expected, found: input.phrase), at: input)
    }

    /// Decodes a mapping by the keys of `Element`, or returns `nil` if one that it needs is missing or wrong.
    mutating func decode<Element: DeclaredMapping>(_ input: DecodingInput) -> Element? {
        guard case .mapping(let entries) = input.node.content else {
            reportWrongType(input, expected: "a mapping")
            return nil
        }
        var element = Element(marks: Marks(node: input.node, place: input.place, fallback: input.node.mark))
        return decode(entries, into: &element, input.node) ? element : nil
    }

    /// Decodes a whole document, which is a mapping, as far as it is right.
    mutating func decodeRoot<Element: DeclaredMapping>(_ node: YAMLNode) -> Element {
        var element = Element(marks: Marks(node: node, place: .root, fallback: node.mark))
        if case .mapping(let entries) = node.content { _ = decode(entries, into: &element, node) }
        return element
    }

    /// Decodes the entries of a mapping; `false` if one that it needs is missing or wrong.
    private mutating func decode<Element: DeclaredMapping>(
        _ entries: [YAMLEntry], into element: inout Element, _ node: YAMLNode
    ) -> Bool {
        let table = Element.table
        var isWhole = true
        for entry in entries {
            guard let key = table.key(entry.key) else {
                let nearest = Similarity.nearest(key: entry.key, among: table.keys.map(\.name))
                diagnostics.append(
                    Diagnostic(
                        .unknownKey(entry.key, nearest: nearest), at: entry.keyMark.location,
                        keyPath: element.marks.keyPath(of: entry.key)))
                continue
            }
            let value = DecodingInput(node: entry.value, parent: element.marks.place, step: .key(entry.key))
            if !key.decode(value, &element, &self), key.isRequired { isWhole = false }
            if let what = key.unmodelled(element) {
                diagnostics.append(
                    Diagnostic(
                        .notModelledYet(what), at: entry.keyMark.location,
                        keyPath: element.marks.keyPath(of: entry.key)))
            }
        }
        for key in table.keys where key.isRequired && !element.marks.isSet(key.name) {
            isWhole = false
            diagnostics.append(
                Diagnostic(.missingKey(key.name), at: node.location, keyPath: element.marks.keyPath))
        }
        for rule in table.keyRules where !rule.check(element.marks, &self) { isWhole = false }
        if isWhole { element.check(&self) }
        return isWhole
    }

    /// Remembers the names that an element has and that stand in it, as the element itself is left out.
    mutating func leaveOut(_ node: YAMLNode) {
        switch node.content {
        case .scalar: break
        case .sequence(let elements):
            for element in elements { leaveOut(element) }
        case .mapping(let entries):
            for entry in entries {
                switch entry.key {
                case "name", "id", "address", "dns_name", "internet_gateway", "vpn_gateway":
                    if let scalar = entry.value.scalar { brokenNames.insert(scalar.text) }
                default: break
                }
                leaveOut(entry.value)
            }
        }
    }
}

/// What a mapping of the language decodes to.
protocol DeclaredMapping: Sendable {
    /// Makes an element with the defaults; a required property has a stand-in.
    init(marks: Marks)

    /// Where the element and its keys were written.
    var marks: Marks { get }

    /// The keys of the mapping.
    static var table: KeyTable<Self> { get }

    /// Reports what single keys cannot show.
    func check(_ decoder: inout ScenarioDecoder)
}

extension DeclaredMapping {
    func check(_ decoder: inout ScenarioDecoder) {}
}
