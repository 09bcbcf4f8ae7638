import ScenarioLanguage
import Testing

/// The mappings of a JSON Schema as sections of a page, each with its keys in a table.
struct SchemaPage {
    private let definitions: [JSONValue.Member]
    /// Definitions that have a place elsewhere: what a link to them shows and leads to.
    private let places: [String: String]
    private let hasDefaults: Bool
    /// The keys that lead to each definition, by its name.
    private let uses: [String: [String]]

    init(_ schema: JSONValue, places: [String: String] = [:], hasDefaults: Bool) {
        definitions = schema["$defs"]?.members ?? []
        self.places = places
        self.hasDefaults = hasDefaults
        var uses: [String: [String]] = [:]
        for owner in [JSONValue.Member(key: "", value: schema)] + definitions {
            for property in owner.value["properties"]?.members ?? [] {
                let place = owner.key.isEmpty ? "" : "[\(owner.key)](#\(owner.key)) "
                for name in Self.references(in: property.value) {
                    uses[name, default: []].append("\(place)`\(property.key)`")
                }
            }
        }
        self.uses = uses
    }

    /// The section of a mapping: `heading`, what it is, its keys.
    func section(_ heading: String, _ mapping: JSONValue) -> String {
        var text = "## \(heading)\n\n"
        if let summary = mapping["description"]?.string { text += summary.markdownProse + "\n\n" }
        let users = uses[heading] ?? []
        if !users.isEmpty { text += "In \(users.joined(separator: ", ")).\n\n" }
        let required = Set(mapping["required"]?.elements.compactMap(\.string) ?? [])
        var table =
            hasDefaults ? MarkdownTable("key", "type", "default", "meaning") : MarkdownTable("key", "type", "meaning")
        for member in mapping["properties"]?.members ?? [] {
            var meaning = member.value["description"]?.string ?? ""
            guard hasDefaults else {
                table.append(member.key.markdownCode, type(member.value), meaning.markdownProse)
                continue
            }
            var standard = member.value["default"].map { $0.inline.markdownCode } ?? ""
            if required.contains(member.key) {
                standard = "required"
            } else if let match = meaning.firstMatch(of: #/ ?Default: (.*)\.$/#) {
                standard = String(match.1).markdownProse
                meaning = String(meaning[..<match.range.lowerBound])
            }
            table.append(member.key.markdownCode, type(member.value), standard, meaning.markdownProse)
        }
        text += table.text
        let rules = (mapping["allOf"]?.elements ?? mapping["anyOf"].map { [["anyOf": $0]] } ?? []).compactMap(rule)
        if !rules.isEmpty { text += "\n" + rules.map { "- \($0)\n" }.joined() }
        return text
    }

    /// The sections of all definitions that have keys.
    var sections: String {
        definitions.filter { places[$0.key] == nil }.map { section($0.key, $0.value) }.joined(separator: "\n")
    }

    /// The definitions that a type names.
    private static func references(in schema: JSONValue) -> [String] {
        if let reference = schema["$ref"]?.string { return [String(reference.dropFirst("#/$defs/".count))] }
        let parts =
            (schema["anyOf"]?.elements ?? schema["oneOf"]?.elements ?? []) + (schema["items"].map { [$0] } ?? [])
        return parts.flatMap(references)
    }

    /// A type in words.
    func type(_ schema: JSONValue) -> String {
        if let reference = schema["$ref"]?.string {
            let name = String(reference.dropFirst("#/$defs/".count))
            return places[name] ?? "[\(name)](#\(name))"
        }
        if let value = schema["const"] { return value.inline.markdownCode }
        if let choices = schema["enum"]?.elements {
            // Codes have a page of their own.
            if choices.contains("NACL_RETURN") { return "[reason code](reasons.md)" }
            if !hasDefaults,
                let heading = Self.vocabularies.first(where: { choices.contains(.string($0.word)) })?.heading
            {
                let null = choices.contains(.null) ? ", or null" : ""
                return "[\(heading.name)](outcomes.md#\(heading.anchor))\(null)"
            }
            return choices.map { $0.inline.markdownCode }.joined(separator: ", ")
        }
        if let alternatives = schema["anyOf"]?.elements ?? schema["oneOf"]?.elements {
            return alternatives.map(type).joined(separator: ", or ")
        }
        if let items = schema["items"] { return "list of " + type(items) }
        if let pattern = schema["pattern"]?.string {
            guard let words = Self.patterns[pattern] else {
                Issue.record("The pattern \(pattern) has no words for the documentation; SchemaPage.patterns lacks it.")
                return ""
            }
            return words
        }
        let names = schema["type"].map { $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) } ?? []
        let range = [("minimum", "from"), ("maximum", "to")].compactMap { key, word in
            schema[key].map { "\(word) \($0.inline)" }
        }
        let words = names.filter { names.count == 1 || $0 != "number" || !names.contains("string") }.map { name in
            Self.types[name] ?? name
        }
        return words.joined(separator: " or ")
            + (range.isEmpty || !hasDefaults ? "" : " " + range.joined(separator: " "))
    }

    /// The sets of words that `outcomes.md` explains, each by a word that it alone has.
    private static let vocabularies: [(word: String, heading: (name: String, anchor: String))] = [
        ("nxdomain", ("outcome", "lookups")), ("connected", ("outcome", "connections")), ("late", ("fate", "attempts")),
        ("link-local", ("scope", "scope")),
    ]

    private static let types = [
        "string": "text", "integer": "whole number", "boolean": "true or false", "object": "mapping", "null": "null",
    ]

    /// The forms of texts.
    private static let patterns: [String: String] = {
        let address = #"([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)"#
        let duration = "[0-9]+(\\.[0-9]+)?(ms|s|m|h)"
        return [
            "^\(address)$": "IP address", "^\(address)/[0-9]+$": "address with a length", "^[!-~]+$": "name",
            "^\(duration)$": "duration", "^\(duration)(\\.\\.\(duration))?$": "duration or `MIN..MAX`",
            "^[A-Za-z][A-Za-z0-9]*$": "mnemonic", "^[A-Z0-9]+(-[A-Z0-9]+)+$": "rule id",
            #"^\S+ +\S+ +\S+$"#: "`SERVER NAME TYPE`", #"^[0-9]+(\.\.[0-9]+)?$"#: "`MIN..MAX`",
        ]
    }()

    /// What is said of several keys at once, in words.
    private func rule(_ schema: JSONValue) -> String? {
        func keys(_ alternatives: JSONValue) -> String {
            alternatives.elements.compactMap { $0["required"]?.elements.first?.string?.markdownCode }.joined(
                separator: ", ")
        }
        if let alternatives = schema["anyOf"] { return "At least one of \(keys(alternatives)) is needed." }
        if let alternatives = schema["oneOf"] { return "Exactly one of \(keys(alternatives)) is needed." }
        if let pair = schema["not"]?["required"]?.elements.compactMap(\.string), pair.count == 2 {
            return "`\(pair[0])` and `\(pair[1])` exclude each other."
        }
        if let condition = schema["if"]?["properties"]?.members.first, let value = condition.value["const"],
            let needed = schema["then"]?["required"]?.elements.first?.string
        {
            return "With `\(condition.key): \(value.inline)`, `\(needed)` is needed."
        }
        Issue.record("A rule of the schema has no words for the documentation: \(schema.inline)")
        return nil
    }
}

extension JSONValue {
    subscript(key: String) -> JSONValue? { members.first { $0.key == key }?.value }

    /// The members of an object; none of anything else.
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// The elements of a list; none of anything else.
    var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// A text, or `nil`.
    var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    /// The value as YAML would have it on one line.
    var inline: String {
        switch self {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .int(let int): "\(int)"
        case .double(let double): "\(double)"
        case .string(let string): string.isEmpty ? "\"\"" : string
        case .array(let elements): "[" + elements.map(\.inline).joined(separator: ", ") + "]"
        case .object(let members):
            "{ " + members.map { "\($0.key): \($0.value.inline)" }.joined(separator: ", ") + " }"
        }
    }
}
