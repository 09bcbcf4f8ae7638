import ScenarioLanguage
import Emulation
import WorldModel

/// The JSON Schema (2020-12) of what `run --format json` prints.
public enum ResultsSchema {
    /// The schema as a document.
    public static var text: String {
        String(decoding: JSONLayout.pretty(JSONWriter.compact { $0.value(schema) }), as: UTF8.self) + "\n"
    }

    static var schema: JSONValue {
        [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Results of dnsscen run",
            "description": "One document for all files and cases. Keys are only ever added.",
            "type": "object",
            "properties": [
                "version": ["const": .int(JSONReport.version)],
                "files": list(reference("file")),
                "results": list(
                    ["oneOf": [reference("lookup"), reference("connection"), reference("load")]]),
                "summary": reference("summary"),
            ],
            "required": ["version", "files", "results", "summary"],
            "$defs": .object(definitions.map { JSONValue.Member(key: $0.0, value: $0.1) }),
        ]
    }

    private static var definitions: [(String, JSONValue)] {
        [
            ("file", file), ("diagnostic", diagnostic), ("lookup", lookup), ("attempt", attempt),
            ("possible_lookup", possibleLookup), ("connection", connection), ("hop", hop),
            ("possible_connection", possibleConnection), ("reachability", reachability),
            ("load", load), ("summary", summary), ("step", step), ("assumption", assumption),
            ("choices", choices), ("reason", choice(ReasonCode.allCases.map(\.rawValue), orNull: true)),
            ("rule", choice(RuleID.allCases.map(\.rawValue), orNull: true)),
        ]
    }

    private static var file: JSONValue {
        object([
            ("file", string("The file as the command line names it.")), ("title", textOrNull),
            ("diagnostics", list(reference("diagnostic"))),
        ])
    }

    private static var diagnostic: JSONValue {
        object([
            ("severity", choice(["error", "warning"])), ("kind", string("What kind of mistake it is.")),
            ("file", string("The file.")), ("line", count), ("column", count),
            ("path", string("The path of the key, vpcs[resolver-vpc].subnets[0].cidr_block.")),
            ("message", string("What is wrong and what would be right.")), ("rule", textOrNull),
        ])
    }

    private static var lookup: JSONValue {
        object([
            ("kind", ["const": "lookup"]), ("file", string("The file.")), ("case", textOrNull),
            ("name", string("The name as asked.")), ("type", string("The type as asked; a pair is A+AAAA.")),
            ("from", string("Who asks.")), ("at_ms", count),
            ("qname", textOrNull), ("outcome", choice(LookupOutcome.allCases.map(\.rawValue))),
            ("reason", reference("reason")), ("notes", list(reference("reason"))),
            ("missing", textOrNull), ("error", textOrNull), ("rcode", textOrNull),
            ("addresses", list(string("An address."))),
            ("records", list(string("A record, NAME TTL IN TYPE RDATA."))),
            ("scope", choice(AddressScope.allCases.map(\.rawValue), orNull: true)),
            ("server", textOrNull), ("via", textOrNull), ("elapsed_ms", countOrNull),
            ("reachability", list(reference("reachability"))),
            ("possible", list(reference("possible_lookup"))), ("attempts", list(reference("attempt"))),
            ("explanation", list(reference("step"))), ("assumptions", list(reference("assumption"))),
            ("expect", ["type": ["object", "null"]]), ("met", ["type": ["boolean", "null"]]),
        ])
    }

    private static var possibleLookup: JSONValue {
        object([
            ("when", string("The condition in words.")), ("choices", reference("choices")),
            ("outcome", choice(LookupOutcome.allCases.map(\.rawValue))), ("reason", reference("reason")),
            ("rcode", textOrNull), ("addresses", list(string("An address."))), ("server", textOrNull),
            ("via", textOrNull), ("elapsed_ms", count),
        ])
    }

    private static var attempt: JSONValue {
        object([
            ("at_ms", count), ("ended_ms", count), ("server", string("The server asked.")),
            ("transport", choice(Transport.allCases.map(\.rawValue))), ("name", string("The QNAME.")),
            ("type", string("The QTYPE.")), ("interface", textOrNull),
            ("fate", choice(AttemptFate.allCases.map(\.rawValue))), ("rcode", textOrNull),
            ("dropped_at", textOrNull), ("reason", reference("reason")), ("rule", reference("rule")),
            ("path", list(string("An element passed."))),
        ])
    }

    private static var reachability: JSONValue {
        object([
            ("address", string("An address of the answer.")),
            ("protocol", choice(FlowProtocol.allCases.map(\.rawValue))), ("port", countOrNull),
            ("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))), ("via", textOrNull),
            ("reason", reference("reason")), ("rule", reference("rule")),
        ])
    }

    private static var connection: JSONValue {
        object([
            ("kind", ["const": "connection"]), ("file", string("The file.")), ("case", textOrNull),
            ("from", string("Who opens it.")), ("to", string("The address or name it goes to.")),
            ("protocol", choice(FlowProtocol.allCases.map(\.rawValue))), ("port", countOrNull),
            ("at_ms", count), ("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))),
            ("reachable", ["type": ["boolean", "null"]]), ("via", textOrNull),
            ("source_ip", textOrNull), ("public_ip", textOrNull), ("hops", list(reference("hop"))),
            ("possible", list(reference("possible_connection"))), ("dropped_at", textOrNull),
            ("reason", reference("reason")), ("rule", reference("rule")),
            ("notes", list(reference("reason"))), ("missing", textOrNull),
            ("explanation", list(reference("step"))), ("assumptions", list(reference("assumption"))),
            ("expect", ["type": ["object", "null"]]), ("met", ["type": ["boolean", "null"]]),
        ])
    }

    private static var hop: JSONValue {
        object([
            ("element", string("The element as the scenario writes it, PARENT/NAME in a VPC.")),
            ("kind", choice(HopKind.allCases.map(\.rawValue))), ("address", textOrNull),
            ("direction", choice(["forward", "return"])), ("text", string("What happens there.")),
            ("rule", reference("rule")),
        ])
    }

    private static var possibleConnection: JSONValue {
        object([
            ("when", string("The condition in words.")), ("choices", reference("choices")),
            ("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))),
            ("reason", reference("reason")), ("via", textOrNull), ("source_ip", textOrNull),
        ])
    }

    private static var load: JSONValue {
        object([
            ("kind", ["const": "load"]), ("file", string("The file.")), ("case", textOrNull),
            ("expect", ["type": "object"]), ("met", ["type": "boolean"]),
            ("diagnostics", list(reference("diagnostic"))),
        ])
    }

    private static var summary: JSONValue {
        object(
            ["lookups", "connections", "met", "unmet", "unchecked", "invalid_files"].map { ($0, count) })
    }

    private static var step: JSONValue {
        object([
            ("text", string("A sentence.")), ("rule", reference("rule")),
            ("decisive", ["type": "boolean"]),
        ])
    }

    private static var assumption: JSONValue {
        object([
            ("key", string("The key path that would settle it.")), ("value", textOrNull),
            ("rule", reference("rule")),
        ])
    }

    private static var choices: JSONValue { ["type": "object", "additionalProperties": ["type": "string"]] }

    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let countOrNull: JSONValue = ["type": ["integer", "null"], "minimum": 0]
    private static let textOrNull: JSONValue = ["type": ["string", "null"]]

    private static func string(_ description: String) -> JSONValue {
        ["type": "string", "description": .string(description)]
    }

    private static func list(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    private static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }

    private static func choice(_ values: [String], orNull: Bool = false) -> JSONValue {
        ["enum": .array(values.map { .string($0) } + (orNull ? [.null] : []))]
    }

    /// An object that has all of these keys; more may come with a later version.
    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        let properties = members.map { JSONValue.Member(key: $0.0, value: $0.1) }
        return ["type": "object", "properties": .object(properties), "required": .strings(members.map(\.0))]
    }
}
