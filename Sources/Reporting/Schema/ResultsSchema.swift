import ScenarioLanguage
import Emulation
import WorldModel

/// The JSON Schema (2020-12) of what `run --format json` prints.
public enum ResultsSchema {
    /// The schema as a document.
    public static var text: String { JSONText.pretty(schema) + "\n" }

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
            "$defs": .object(definitions),
        ]
    }

    private static var definitions: [JSONValue.Member] {
        [
            .init("file", file), .init("diagnostic", diagnostic), .init("lookup", lookup), .init("attempt", attempt),
            .init("possible_lookup", possibleLookup), .init("connection", connection), .init("hop", hop),
            .init("possible_connection", possibleConnection), .init("reachability", reachability),
            .init("load", load), .init("summary", summary), .init("step", step), .init("assumption", assumption),
            .init("choices", choices), .init("reason", choice(ReasonCode.allCases.map(\.rawValue), orNull: true)),
            .init("rule", choice(RuleID.allCases.map(\.rawValue), orNull: true)),
        ]
    }

    private static var file: JSONValue {
        object([
            .init("file", string("The file as the command line names it.")), .init("title", textOrNull),
            .init("diagnostics", list(reference("diagnostic"))),
        ])
    }

    private static var diagnostic: JSONValue {
        object([
            .init("severity", choice(["error", "warning"])), .init("kind", string("What kind of mistake it is.")),
            .init("file", string("The file.")), .init("line", count), .init("column", count),
            .init("path", string("The path of the key, vpcs[resolver-vpc].subnets[0].cidr_block.")),
            .init("message", string("What is wrong and what would be right.")), .init("rule", textOrNull),
        ])
    }

    private static var lookup: JSONValue {
        object([
            .init("kind", ["const": "lookup"]), .init("file", string("The file.")), .init("case", textOrNull),
            .init("name", string("The name as asked.")), .init("type", string("The type as asked; a pair is A+AAAA.")),
            .init("from", string("Who asks.")), .init("at_ms", count),
            .init("qname", textOrNull), .init("outcome", choice(LookupOutcome.allCases.map(\.rawValue))),
            .init("reason", reference("reason")), .init("notes", list(reference("reason"))),
            .init("missing", textOrNull), .init("error", textOrNull), .init("rcode", textOrNull),
            .init("addresses", list(string("An address."))),
            .init("records", list(string("A record, NAME TTL IN TYPE RDATA."))),
            .init("scope", choice(AddressScope.allCases.map(\.rawValue), orNull: true)),
            .init("server", textOrNull), .init("via", textOrNull), .init("elapsed_ms", countOrNull),
            .init("reachability", list(reference("reachability"))),
            .init("possible", list(reference("possible_lookup"))), .init("attempts", list(reference("attempt"))),
            .init("explanation", list(reference("step"))), .init("assumptions", list(reference("assumption"))),
            .init("expect", ["type": ["object", "null"]]), .init("met", ["type": ["boolean", "null"]]),
        ])
    }

    private static var possibleLookup: JSONValue {
        object([
            .init("when", string("The condition in words.")), .init("choices", reference("choices")),
            .init("outcome", choice(LookupOutcome.allCases.map(\.rawValue))), .init("reason", reference("reason")),
            .init("rcode", textOrNull), .init("addresses", list(string("An address."))), .init("server", textOrNull),
            .init("via", textOrNull), .init("elapsed_ms", count),
        ])
    }

    private static var attempt: JSONValue {
        object([
            .init("at_ms", count), .init("ended_ms", count), .init("server", string("The server asked.")),
            .init("transport", choice(Transport.allCases.map(\.rawValue))), .init("name", string("The QNAME.")),
            .init("type", string("The QTYPE.")), .init("interface", textOrNull),
            .init("fate", choice(AttemptFate.allCases.map(\.rawValue))), .init("rcode", textOrNull),
            .init("dropped_at", textOrNull), .init("reason", reference("reason")), .init("rule", reference("rule")),
            .init("path", list(string("An element passed."))),
        ])
    }

    private static var reachability: JSONValue {
        object([
            .init("address", string("An address of the answer.")),
            .init("protocol", choice(FlowProtocol.allCases.map(\.rawValue))), .init("port", countOrNull),
            .init("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))), .init("via", textOrNull),
            .init("reason", reference("reason")), .init("rule", reference("rule")),
        ])
    }

    private static var connection: JSONValue {
        object([
            .init("kind", ["const": "connection"]), .init("file", string("The file.")), .init("case", textOrNull),
            .init("from", string("Who opens it.")), .init("to", string("The address or name it goes to.")),
            .init("protocol", choice(FlowProtocol.allCases.map(\.rawValue))), .init("port", countOrNull),
            .init("at_ms", count), .init("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))),
            .init("reachable", ["type": ["boolean", "null"]]), .init("via", textOrNull),
            .init("source_ip", textOrNull), .init("public_ip", textOrNull), .init("hops", list(reference("hop"))),
            .init("possible", list(reference("possible_connection"))), .init("dropped_at", textOrNull),
            .init("reason", reference("reason")), .init("rule", reference("rule")),
            .init("notes", list(reference("reason"))), .init("missing", textOrNull),
            .init("explanation", list(reference("step"))), .init("assumptions", list(reference("assumption"))),
            .init("expect", ["type": ["object", "null"]]), .init("met", ["type": ["boolean", "null"]]),
        ])
    }

    private static var hop: JSONValue {
        object([
            .init("element", string("The element as the scenario writes it, PARENT/NAME in a VPC.")),
            .init("kind", choice(HopKind.allCases.map(\.rawValue))), .init("address", textOrNull),
            .init("direction", choice(["forward", "return"])), .init("text", string("What happens there.")),
            .init("rule", reference("rule")),
        ])
    }

    private static var possibleConnection: JSONValue {
        object([
            .init("when", string("The condition in words.")), .init("choices", reference("choices")),
            .init("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))),
            .init("reason", reference("reason")), .init("via", textOrNull), .init("source_ip", textOrNull),
        ])
    }

    private static var load: JSONValue {
        object([
            .init("kind", ["const": "load"]), .init("file", string("The file.")), .init("case", textOrNull),
            .init("expect", ["type": "object"]), .init("met", ["type": "boolean"]),
            .init("diagnostics", list(reference("diagnostic"))),
        ])
    }

    private static var summary: JSONValue {
        object(
            ["lookups", "connections", "met", "unmet", "unchecked", "invalid_files"].map { .init($0, count) })
    }

    private static var step: JSONValue {
        object([
            .init("text", string("A sentence.")), .init("rule", reference("rule")),
            .init("decisive", ["type": "boolean"]),
        ])
    }

    private static var assumption: JSONValue {
        object([
            .init("key", string("The key path that would settle it.")), .init("value", textOrNull),
            .init("rule", reference("rule")),
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
    private static func object(_ members: [JSONValue.Member]) -> JSONValue {
        ["type": "object", "properties": .object(members), "required": .strings(members.map(\.key))]
    }
}
