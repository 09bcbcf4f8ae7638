public import ScenarioLanguage
import Emulation
import WorldModel

/// The JSON Schema (2020-12) of what `run --format json` prints.
public enum ResultsSchema {
    /// The schema as a document.
    public static var text: String {
        String(decoding: JSONLayout.pretty(JSONWriter.compact { $0.value(document) }), as: UTF8.self) + "\n"
    }

    /// The schema as a value.
    public static var document: JSONValue {
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
            ("file", string("The file as the command line names it.")), ("title", textOrNull("Its title.")),
            ("diagnostics", list(reference("diagnostic"), "What loading it has to tell.")),
        ])
    }

    private static var diagnostic: JSONValue {
        object([
            ("severity", choice(["error", "warning"])), ("kind", string("What kind of mistake it is.")),
            ("file", string("The file.")), ("line", count("Its line, from 1.")),
            ("column", count("Its column in Unicode scalars, from 1.")),
            ("path", string("The path of the key, vpcs[resolver-vpc].subnets[0].cidr_block.")),
            ("message", string("What is wrong and what would be right.")),
            ("rule", textOrNull("The rule that it breaks.")),
        ])
    }

    private static var lookup: JSONValue {
        object([
            ("kind", ["const": "lookup"]), ("file", string("The file.")), ("case", textOrNull("The case of the file.")),
            ("name", string("The name as asked.")), ("type", string("The type as asked; a pair is A+AAAA.")),
            ("from", string("Who asks.")), ("at_ms", count("When, on the virtual clock.")),
            ("qname", textOrNull("The name whose response is reported, after the search list.")),
            ("outcome", choice(LookupOutcome.allCases.map(\.rawValue))),
            ("reason", reference("reason")),
            ("notes", list(reference("reason"), "Codes that are true and did not decide.")),
            ("missing", textOrNull("Of an unknown outcome, the key path that would decide.")),
            ("error", textOrNull("What the application's interface returns, such as EAI_AGAIN.")),
            ("rcode", textOrNull("The RCODE that reached the application.")),
            ("addresses", list(string("An address."), "The addresses of the answer.")),
            ("records", list(string("A record, NAME TTL IN TYPE RDATA."), "The answer section.")),
            ("scope", choice(AddressScope.allCases.map(\.rawValue), orNull: true)),
            ("server", textOrNull("The server whose response concluded it.")),
            ("via", textOrNull("The interface of the concluding query, or of all.")),
            ("elapsed_ms", countOrNull("How long it took.")),
            ("reachability", list(reference("reachability"), "Whether each address can be reached.")),
            ("possible", list(reference("possible_lookup"), "Every possible outcome; one where it is certain.")),
            ("attempts", list(reference("attempt"), "Every query that was sent.")),
            ("explanation", list(reference("step"), "How it came about.")),
            ("assumptions", list(reference("assumption"), "Defaults that decided something.")),
            ("expect", ["type": ["object", "null"], "description": "The expectation as the scenario writes it."]),
            ("met", ["type": ["boolean", "null"], "description": "Whether it holds."]),
        ])
    }

    private static var possibleLookup: JSONValue {
        object([
            ("when", string("The condition in words.")), ("choices", reference("choices")),
            ("outcome", choice(LookupOutcome.allCases.map(\.rawValue))), ("reason", reference("reason")),
            ("rcode", textOrNull("The RCODE.")), ("addresses", list(string("An address."), "The addresses.")),
            ("server", textOrNull("The server that concluded it.")), ("via", textOrNull("The interface.")),
            ("elapsed_ms", count("How long it took.")),
        ])
    }

    private static var attempt: JSONValue {
        object([
            ("at_ms", count("When it was sent.")), ("ended_ms", count("When its fate was known.")),
            ("server", string("The server asked.")),
            ("transport", choice(Transport.allCases.map(\.rawValue))), ("name", string("The QNAME.")),
            ("type", string("The QTYPE.")), ("interface", textOrNull("The interface it left through.")),
            ("fate", choice(AttemptFate.allCases.map(\.rawValue))), ("rcode", textOrNull("The response's RCODE.")),
            ("dropped_at", textOrNull("The element at which the packet died.")), ("reason", reference("reason")),
            ("rule", reference("rule")), ("path", list(string("An element passed."), "The way of the packet.")),
        ])
    }

    private static var reachability: JSONValue {
        object([
            ("address", string("An address of the answer.")),
            ("protocol", choice(FlowProtocol.allCases.map(\.rawValue))), ("port", countOrNull("The port.")),
            ("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))), ("via", textOrNull("The interface.")),
            ("reason", reference("reason")), ("rule", reference("rule")),
        ])
    }

    private static var connection: JSONValue {
        object([
            ("kind", ["const": "connection"]), ("file", string("The file.")),
            ("case", textOrNull("The case of the file.")),
            ("from", string("Who opens it.")), ("to", string("The address or name it goes to.")),
            ("protocol", choice(FlowProtocol.allCases.map(\.rawValue))), ("port", countOrNull("The port.")),
            ("at_ms", count("When, on the virtual clock.")),
            ("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))),
            ("reachable", ["type": ["boolean", "null"], "description": "Null where it is not certain."]),
            ("via", textOrNull("The interface it leaves through.")),
            ("source_ip", textOrNull("The source as the far end sees it.")),
            ("public_ip", textOrNull("The source on the internet.")),
            ("hops", list(reference("hop"), "The way there and back.")),
            ("possible", list(reference("possible_connection"), "Every possible outcome; one where it is certain.")),
            ("dropped_at", textOrNull("The element at which the packet died.")),
            ("reason", reference("reason")), ("rule", reference("rule")),
            ("notes", list(reference("reason"), "Codes that are true and did not decide.")),
            ("missing", textOrNull("Of an unknown outcome, the key path that would decide.")),
            ("explanation", list(reference("step"), "How it came about.")),
            ("assumptions", list(reference("assumption"), "Defaults that decided something.")),
            ("expect", ["type": ["object", "null"], "description": "The expectation as the scenario writes it."]),
            ("met", ["type": ["boolean", "null"], "description": "Whether it holds."]),
        ])
    }

    private static var hop: JSONValue {
        object([
            ("element", string("The element as the scenario writes it, PARENT/NAME in a VPC.")),
            ("kind", choice(HopKind.allCases.map(\.rawValue))), ("address", textOrNull("The address there.")),
            ("direction", choice(["forward", "return"])), ("text", string("What happens there.")),
            ("rule", reference("rule")),
        ])
    }

    private static var possibleConnection: JSONValue {
        object([
            ("when", string("The condition in words.")), ("choices", reference("choices")),
            ("outcome", choice(ConnectionOutcome.allCases.map(\.rawValue))),
            ("reason", reference("reason")), ("via", textOrNull("The interface.")),
            ("source_ip", textOrNull("The source as the far end sees it.")),
        ])
    }

    private static var load: JSONValue {
        object([
            ("kind", ["const": "load"]), ("file", string("The file.")), ("case", textOrNull("The case of the file.")),
            ("expect", ["type": "object", "description": "The rules whose diagnostics loading must report."]),
            ("met", ["type": "boolean", "description": "Whether it reports them."]),
            ("diagnostics", list(reference("diagnostic"), "What loading has to tell.")),
        ])
    }

    private static var summary: JSONValue {
        object([
            ("lookups", count("Results of kind lookup.")), ("connections", count("Results of kind connection.")),
            ("met", count("Expectations that hold.")), ("unmet", count("Expectations that do not.")),
            ("unchecked", count("Results without an expectation.")),
            ("invalid_files", count("Files that could not be loaded.")),
        ])
    }

    private static var step: JSONValue {
        object([
            ("text", string("A sentence.")), ("rule", reference("rule")),
            ("decisive", ["type": "boolean", "description": "Whether this step decided the outcome."]),
        ])
    }

    private static var assumption: JSONValue {
        object([
            ("key", string("The key path that would settle it.")), ("value", textOrNull("The value assumed.")),
            ("rule", reference("rule")),
        ])
    }

    private static var choices: JSONValue {
        [
            "type": "object", "additionalProperties": ["type": "string"],
            "description": "What was drawn, by the name of the choice.",
        ]
    }

    private static func count(_ description: String) -> JSONValue {
        ["type": "integer", "minimum": 0, "description": .string(description)]
    }

    private static func countOrNull(_ description: String) -> JSONValue {
        ["type": ["integer", "null"], "minimum": 0, "description": .string(description)]
    }

    private static func textOrNull(_ description: String) -> JSONValue {
        ["type": ["string", "null"], "description": .string(description)]
    }

    private static func string(_ description: String) -> JSONValue {
        ["type": "string", "description": .string(description)]
    }

    private static func list(_ items: JSONValue, _ description: String? = nil) -> JSONValue {
        let list: [JSONValue.Member] = [
            JSONValue.Member(key: "type", value: "array"), JSONValue.Member(key: "items", value: items),
        ]
        guard let description else { return .object(list) }
        return .object(list + [JSONValue.Member(key: "description", value: .string(description))])
    }

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
