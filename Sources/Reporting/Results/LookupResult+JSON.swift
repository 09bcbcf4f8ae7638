import ScenarioLanguage
import DNSCore
import DNSWire
import Emulation
import IPCore
import WorldModel

extension LookupResult {
    /// The result as the JSON output has it.
    var json: JSONValue {
        [
            "kind": "lookup",
            "file": .string(origin.file),
            "case": .text(origin.caseName),
            "name": .string(name),
            "type": .string(typeText),
            "from": .string(from),
            "at_ms": .int(at.milliseconds),
            "qname": .text(agreed(\.qname)?.description),
            "outcome": .string(outcome.rawValue),
            "reason": .text(common.reason?.rawValue),
            "notes": .strings(common.notes.map(\.rawValue)),
            "missing": .text(common.missing),
            "error": .null,
            "rcode": .text(common.code?.description),
            "addresses": .strings(common.addresses.map(\.description)),
            "records": .strings(common.records.map(\.text)),
            "scope": .text(common.scope?.rawValue),
            "server": .text(common.server?.description),
            "via": .text(common.via),
            "elapsed_ms": agreed(\.elapsed).map { .int($0.milliseconds) } ?? .null,
            "reachability": .array(common.reachability.map(\.json)),
            "possible": .array(possible.map(\.json)),
            "attempts": .array(common.attempts.map(\.json)),
            "explanation": .array(common.explanation.map(\.json)),
            "assumptions": .array(common.assumptions.map(\.json)),
            "expect": expect ?? .null,
            "met": mismatches.map { .bool($0.isEmpty) } ?? .null,
        ]
    }

    /// A value that all possible outcomes agree on, or `nil`.
    func agreed<Value: Equatable>(_ value: (PossibleLookup) -> Value) -> Value? {
        guard let first = possible.first.map(value) else { return value(common) }
        return possible.dropFirst().allSatisfy { value($0) == first } ? first : nil
    }
}

extension PossibleLookup {
    fileprivate var json: JSONValue {
        [
            "when": .string(when),
            "choices": choices.json,
            "outcome": .string(outcome.rawValue),
            "reason": .text(reason?.rawValue),
            "rcode": .text(code?.description),
            "addresses": .strings(addresses.map(\.description)),
            "server": .text(server?.description),
            "via": .text(via),
            "elapsed_ms": .int(elapsed.milliseconds),
        ]
    }
}

extension Reachability {
    fileprivate var json: JSONValue {
        [
            "address": .string(address.description),
            "protocol": .string(flowProtocol.rawValue),
            "port": flowProtocol == .icmp ? .null : .int(port),
            "outcome": .string(outcome.rawValue),
            "via": .text(via),
            "reason": .text(reason?.rawValue),
            "rule": .text(rule?.rawValue),
        ]
    }
}

extension Attempt {
    fileprivate var json: JSONValue {
        [
            "at_ms": .int(at.milliseconds),
            "ended_ms": .int(ended.milliseconds),
            "server": .string(server.description),
            "transport": .string(transport.rawValue),
            "name": .string(question.name.description),
            "type": .string(question.type.description),
            "interface": .text(interface),
            "fate": .string(fate.rawValue),
            "rcode": .text(code?.description),
            "dropped_at": .text(droppedAt),
            "reason": .text(reason?.rawValue),
            "rule": .text(rule?.rawValue),
            "path": .strings(path),
        ]
    }
}

extension ReasoningStep {
    var json: JSONValue {
        ["text": .string(text), "rule": .text(rule?.rawValue), "decisive": .bool(isDecisive)]
    }
}

extension AssumptionUse {
    var json: JSONValue { ["key": .string(key), "value": .text(value), "rule": .string(rule.rawValue)] }
}

extension [ChoiceTaken] {
    var json: JSONValue { .object(map { JSONValue.Member($0.name, .string($0.value)) }) }
}

extension Duration {
    /// Whole milliseconds, halves away from zero.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int((attoseconds + 500_000_000_000_000) / 1_000_000_000_000_000)
    }

    /// The time in words: `21 ms`, `10 s`, `10.021 s`.
    var text: String {
        let total = milliseconds
        guard total >= 1000 else { return "\(total) ms" }
        let (seconds, rest) = total.quotientAndRemainder(dividingBy: 1000)
        guard rest > 0 else { return "\(seconds) s" }
        var digits = String(1000 + rest).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(seconds).\(digits) s"
    }
}

extension ResourceRecord {
    /// The record in presentation format: `NAME TTL IN TYPE RDATA`, one space between fields.
    var text: String { presentation(of: self) }

    /// The RDATA in presentation format.
    var rdataText: String { address?.description ?? rdataPresentation(of: self) }
}
