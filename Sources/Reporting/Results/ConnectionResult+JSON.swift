import Emulation
import IPCore
import ScenarioLanguage
import WorldModel

extension ConnectionResult {
    /// Writes the result as the JSON output has it.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", "connection")
        json.member("file", origin.file)
        json.member("case", origin.caseName)
        json.member("from", from)
        json.member("to", to)
        json.member("protocol", protocolName)
        json.member("port", port)
        json.member("at_ms", at.milliseconds)
        json.member("outcome", outcome.rawValue)
        json.member("reachable", reachable)
        json.member("via", common.via)
        json.member("source_ip", common.sourceAddress?.description)
        json.member("public_ip", common.publicAddress?.description)
        json.list("hops", common.hops) { $1.write(to: &$0) }
        json.list("possible", possible) { $1.write(to: &$0) }
        json.member("dropped_at", common.droppedAt)
        json.member("reason", common.reason?.rawValue)
        json.member("rule", common.rule?.rawValue)
        json.list("notes", common.notes.map(\.rawValue))
        json.member("missing", common.missing)
        json.list("explanation", common.explanation) { $1.write(to: &$0) }
        json.list("assumptions", common.assumptions) { $1.write(to: &$0) }
        json.key("expect")
        json.value(expect ?? .null)
        json.member("met", mismatches?.isEmpty)
        json.endObject()
    }
}

extension Hop {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("element", element)
        json.member("kind", kind.rawValue)
        json.member("address", address?.description)
        json.member("direction", direction.rawValue)
        json.member("text", text)
        json.member("rule", rule?.rawValue)
        json.endObject()
    }
}

extension PossibleConnection {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("when", when)
        json.write(choices)
        json.member("outcome", outcome.rawValue)
        json.member("reason", reason?.rawValue)
        json.member("via", via)
        json.member("source_ip", sourceAddress?.description)
        json.endObject()
    }
}
