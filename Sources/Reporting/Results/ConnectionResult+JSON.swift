import Emulation
import IPCore
import ScenarioLanguage
import WorldModel

extension ConnectionResult {
    /// The result as the JSON output has it.
    var json: JSONValue {
        [
            "kind": "connection",
            "file": .string(origin.file),
            "case": .text(origin.caseName),
            "from": .string(from),
            "to": .string(to),
            "protocol": .string(protocolName),
            "port": port.map { .int($0) } ?? .null,
            "at_ms": .int(at.milliseconds),
            "outcome": .string(outcome.rawValue),
            "reachable": reachable.map { .bool($0) } ?? .null,
            "via": .text(common.via),
            "source_ip": .text(common.sourceAddress?.description),
            "public_ip": .text(common.publicAddress?.description),
            "hops": .array(common.hops.map(\.json)),
            "possible": .array(possible.map(\.json)),
            "dropped_at": .text(common.droppedAt),
            "reason": .text(common.reason?.rawValue),
            "rule": .text(common.rule?.rawValue),
            "notes": .strings(common.notes.map(\.rawValue)),
            "missing": .text(common.missing),
            "explanation": .array(common.explanation.map(\.json)),
            "assumptions": .array(common.assumptions.map(\.json)),
            "expect": expect ?? .null,
            "met": mismatches.map { .bool($0.isEmpty) } ?? .null,
        ]
    }
}

extension Hop {
    fileprivate var json: JSONValue {
        [
            "element": .string(element),
            "kind": .string(kind.rawValue),
            "address": .text(address?.description),
            "direction": .string(direction.rawValue),
            "text": .string(text),
            "rule": .text(rule?.rawValue),
        ]
    }
}

extension PossibleConnection {
    fileprivate var json: JSONValue {
        [
            "when": .string(when),
            "choices": choices.json,
            "outcome": .string(outcome.rawValue),
            "reason": .text(reason?.rawValue),
            "via": .text(via),
            "source_ip": .text(sourceAddress?.description),
        ]
    }
}

extension LoadResult {
    /// The result as the JSON output has it.
    var json: JSONValue {
        [
            "kind": "load",
            "file": .string(origin.file),
            "case": .text(origin.caseName),
            "expect": expect,
            "met": .bool(mismatches.isEmpty),
            "diagnostics": .array(diagnostics.map(\.json)),
        ]
    }
}

extension RunResult {
    /// The result as the JSON output has it; every key is always there.
    var json: JSONValue {
        switch self {
        case .lookup(let result): result.json
        case .connection(let result): result.json
        case .load(let result): result.json
        }
    }
}

extension ReportedFile {
    /// The file as the JSON output has it.
    var json: JSONValue {
        ["file": .string(file), "title": .text(title), "diagnostics": .array(diagnostics.map(\.json))]
    }
}

extension RunSummary {
    /// The counts as the JSON output has them.
    var json: JSONValue {
        [
            "lookups": .int(lookups), "connections": .int(connections), "met": .int(met),
            "unmet": .int(unmet), "unchecked": .int(unchecked), "invalid_files": .int(invalidFiles),
        ]
    }
}

extension Diagnostic {
    /// The diagnostic as the JSON output has it.
    var json: JSONValue { .object(jsonMembers) }

    /// Its keys, for those that put others before them.
    var jsonMembers: [JSONValue.Member] {
        [
            JSONValue.Member("severity", .string(severity.rawValue)),
            JSONValue.Member("kind", .string(kind.name)),
            JSONValue.Member("file", .string(location.file)),
            JSONValue.Member("line", .int(location.line)),
            JSONValue.Member("column", .int(location.column)),
            JSONValue.Member("path", .string(keyPath)),
            JSONValue.Member("message", .string(message)),
            JSONValue.Member("rule", .text(rule)),
        ]
    }
}
