import Foundation
import Testing

@testable import ScenarioLanguage

@Suite struct ScenarioSchemaTests {
    @Test func `the schema is the same each time`() {
        #expect(ScenarioSchema.json() == ScenarioSchema.json())
        #expect(ScenarioSchema.json().hasSuffix("}\n"))
    }

    @Test func `the schema in the documentation is this one`() throws {
        let file = Fixtures.repository.appending(path: "docs/scenario.schema.json")
        if ProcessInfo.processInfo.environment["DNSSCEN_RECORD"] == "1" {
            try Data(ScenarioSchema.json().utf8).write(to: file)
            Issue.record("recorded; read the difference")
        }
        let written = try? String(contentsOf: file, encoding: .utf8)
        #expect(written == ScenarioSchema.json(), "DNSSCEN_RECORD=1 writes it anew")
    }

    @Test(.enabled(if: SchemaValidator.python != nil, "python3-jsonschema is not installed"))
    func `sound files are valid`() throws {
        var documents: [JSONValue] = []
        for file in try Fixtures.files(in: "sound") where file != "sound/extends.yaml" {
            documents.append(JSONValue(try root(Fixtures.bytes(file))))
        }
        documents.append(JSONValue(try root(Fixtures.bytes("faulty/everything.yaml"))))
        let verdicts = try SchemaValidator.validate(documents, schema: ScenarioSchema.json())
        #expect(!verdicts.contains(false))
    }

    @Test func `the fixture of everything has every key of every mapping`() throws {
        let schema = try root(Array(ScenarioSchema.json().utf8))
        var coverage = Coverage(schema: JSONValue(schema))
        coverage.visit(try root(Fixtures.bytes("faulty/everything.yaml")), schema: coverage.schema, name: "scenario")
        #expect(coverage.missing == ["scenario.extends", "scenario.set"])
    }

    @Test(.enabled(if: SchemaValidator.python != nil, "python3-jsonschema is not installed"))
    func `decoder and schema agree on every change of a key`() throws {
        let everything = try root(Fixtures.bytes("faulty/everything.yaml"))
        var variants: [Variant] = []
        guard case .mapping(let entries) = everything.content else { return }
        // Each part alone, as the whole would take long to validate thousands of times.
        for entry in entries where entry.key != "version" {
            Variant.collect(entry.value, path: [.key(entry.key)], into: &variants) { changed in
                var parts = entries.filter { $0.key == "version" }
                parts.append(YAMLEntry(key: entry.key, keyMark: entry.keyMark, value: changed))
                return YAMLNode(.mapping(parts), mark: everything.mark)
            }
        }
        #expect(variants.count > 2000)
        let verdicts = try SchemaValidator.validate(
            variants.map { JSONValue($0.document) }, schema: ScenarioSchema.json())
        for (variant, isValid) in zip(variants, verdicts) {
            let found = variant.diagnostics
            if found.isEmpty != isValid {
                Issue.record("\(variant.name): the schema says \(isValid ? "valid" : "invalid"), decoding \(found)")
            }
        }
    }

    private func root(_ bytes: [UInt8]) throws -> YAMLNode {
        try #require(YAMLComposer.compose(bytes, file: SourceFile(name: "test.yaml")).root)
    }
}

/// A document with one change.
private struct Variant {
    let name: String
    let document: YAMLNode

    /// What decoding reports, without what a schema cannot say.
    var diagnostics: [Diagnostic] {
        var decoder = ScenarioDecoder()
        let _: Scenario = decoder.decodeRoot(document)
        return decoder.diagnostics.filter { diagnostic in
            if case .notModelledYet = diagnostic.kind { return false }
            // That one port is not below another is a relation of two values.
            if case .outOfRange(_, let expected) = diagnostic.kind { return !expected.contains("from_port") }
            return true
        }
    }

    private static let replacements: [(name: String, text: String)] = [
        ("a list", "[]"), ("a mapping", "{}"), ("a text", "zz zz"), ("a number", "5"), ("a large number", "99999999"),
        ("true", "true"), ("null", "null"), ("a number as text", "'5'"), ("an empty text", "''"),
    ]

    /// All changes of `node`: each key and element replaced, each key removed, a key added to each mapping.
    static func collect(
        _ node: YAMLNode, path: [KeyPlace.Step], into variants: inout [Variant], rebuild: (YAMLNode) -> YAMLNode
    ) {
        let name = path.reduce(KeyPlace.root) { KeyPlace($1, in: $0) }.text
        for replacement in replacements {
            let composed = YAMLComposer.compose(Array(replacement.text.utf8), file: node.mark.file)
            guard let value = composed.root else { continue }
            variants.append(Variant(name: "\(name) as \(replacement.name)", document: rebuild(value)))
        }
        switch node.content {
        case .scalar: break
        case .sequence(let elements):
            for (index, element) in elements.enumerated() {
                collect(element, path: path + [.element(index, nil)], into: &variants) { changed in
                    var copy = elements
                    copy[index] = changed
                    return rebuild(YAMLNode(.sequence(copy), mark: node.mark))
                }
            }
        case .mapping(let entries):
            let added = YAMLEntry(key: "zz", keyMark: node.mark, value: node)
            variants.append(
                Variant(
                    name: "\(name) with zz", document: rebuild(YAMLNode(.mapping(entries + [added]), mark: node.mark))))
            for (index, entry) in entries.enumerated() {
                var without = entries
                without.remove(at: index)
                variants.append(
                    Variant(
                        name: "\(name) without \(entry.key)",
                        document: rebuild(YAMLNode(.mapping(without), mark: node.mark))))
                collect(entry.value, path: path + [.key(entry.key)], into: &variants) { changed in
                    var copy = entries
                    copy[index] = YAMLEntry(key: entry.key, keyMark: entry.keyMark, value: changed)
                    return rebuild(YAMLNode(.mapping(copy), mark: node.mark))
                }
            }
        }
    }
}

/// Which properties of a schema a document has.
private struct Coverage {
    let schema: JSONValue
    private var seen: Set<String> = []

    init(schema: JSONValue) { self.schema = schema }

    /// The properties that the document does not have, in order.
    var missing: [String] {
        var all: Set<String> = []
        var mappings = [("scenario", schema)]
        if case .object(let definitions) = schema["$defs"] { mappings += definitions.map { ($0.key, $0.value) } }
        for (name, mapping) in mappings {
            guard case .object(let properties) = mapping["properties"] else { continue }
            for property in properties { all.insert("\(name).\(property.key)") }
        }
        return all.subtracting(seen).sorted()
    }

    mutating func visit(_ node: YAMLNode, schema: JSONValue, name: String) {
        if case .string(let reference) = schema["$ref"] {
            let name = String(reference.dropFirst("#/$defs/".count))
            if let definition = self.schema["$defs"]?[name] { visit(node, schema: definition, name: name) }
            return
        }
        if case .array(let alternatives) = schema["anyOf"], schema["properties"] == nil {
            for alternative in alternatives { visit(node, schema: alternative, name: name) }
        }
        switch node.content {
        case .scalar: break
        case .sequence(let elements):
            guard let items = schema["items"] else { return }
            for element in elements { visit(element, schema: items, name: name) }
        case .mapping(let entries):
            for entry in entries {
                guard let property = schema["properties"]?[entry.key] else { continue }
                seen.insert("\(name).\(entry.key)")
                visit(entry.value, schema: property, name: name)
            }
        }
    }
}
