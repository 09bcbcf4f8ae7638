import ScenarioLanguage
import DNSCore
import DNSWire
import Emulation
import IPCore
import WorldModel

extension LookupResult {
    /// Writes the result as the JSON output has it.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", "lookup")
        json.member("file", origin.file)
        json.member("case", origin.caseName)
        json.member("name", name)
        json.member("type", typeText)
        json.member("from", from)
        json.member("at_ms", at.milliseconds)
        json.member("qname", agreed(\.qname)?.description)
        json.member("outcome", outcome.rawValue)
        json.member("reason", common.reason?.rawValue)
        json.list("notes", common.notes.map(\.rawValue))
        json.member("missing", common.missing)
        json.member("error", common.error)
        json.member("rcode", common.code?.description)
        json.list("addresses", common.addresses.map(\.description))
        json.list("records", common.records.map(\.text))
        json.member("scope", common.scope?.rawValue)
        json.member("server", common.server?.description)
        json.member("via", common.via)
        json.member("elapsed_ms", agreed(\.elapsed)?.milliseconds)
        json.list("reachability", common.reachability) { $1.write(to: &$0) }
        json.list("possible", possible) { $1.write(to: &$0) }
        json.list("attempts", common.attempts) { $1.write(to: &$0) }
        json.list("explanation", common.explanation) { $1.write(to: &$0) }
        json.list("assumptions", common.assumptions) { $1.write(to: &$0) }
        json.key("expect")
        json.value(expect ?? .null)
        json.member("met", mismatches?.isEmpty)
        json.endObject()
    }

    /// A value that all possible outcomes agree on, or `nil`.
    func agreed<Value: Equatable>(_ value: (PossibleLookup) -> Value) -> Value? {
        guard let first = possible.first.map(value) else { return value(common) }
        return possible.dropFirst().allSatisfy { value($0) == first } ? first : nil
    }
}

extension PossibleLookup {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("when", when)
        json.write(choices)
        json.member("outcome", outcome.rawValue)
        json.member("reason", reason?.rawValue)
        json.member("rcode", code?.description)
        json.list("addresses", addresses.map(\.description))
        json.member("server", server?.description)
        json.member("via", via)
        json.member("elapsed_ms", elapsed.milliseconds)
        json.endObject()
    }
}

extension Reachability {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("address", address.description)
        json.member("protocol", flowProtocol.rawValue)
        json.member("port", flowProtocol == .icmp ? nil : port)
        json.member("outcome", outcome.rawValue)
        json.member("via", via)
        json.member("reason", reason?.rawValue)
        json.member("rule", rule?.rawValue)
        json.endObject()
    }
}

extension Attempt {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("at_ms", at.milliseconds)
        json.member("ended_ms", ended.milliseconds)
        json.member("server", server.description)
        json.member("transport", transport.rawValue)
        json.member("name", question.name.description)
        json.member("type", question.type.description)
        json.member("interface", interface)
        json.member("fate", fate.rawValue)
        json.member("rcode", code?.description)
        json.member("dropped_at", droppedAt)
        json.member("reason", reason?.rawValue)
        json.member("rule", rule?.rawValue)
        json.list("path", path)
        json.endObject()
    }
}

extension ReasoningStep {
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("text", text)
        json.member("rule", rule?.rawValue)
        json.member("decisive", isDecisive)
        json.endObject()
    }
}

extension AssumptionUse {
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("key", key)
        json.member("value", value)
        json.member("rule", rule.rawValue)
        json.endObject()
    }
}

extension JSONWriter {
    /// The choices behind an outcome, by name.
    mutating func write(_ choices: [ChoiceTaken]) {
        key("choices")
        beginObject()
        for choice in choices { member(choice.name, choice.value) }
        endObject()
    }
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
