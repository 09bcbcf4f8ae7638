import DNSCore
import Foundation
import IPCore
import WorldModel

/// One recorded run of a stub resolver.
struct RecordedRun: CustomStringConvertible {
    /// One query of the trace, or a TCP connection that failed.
    struct Entry: Hashable {
        let milliseconds: Double
        let server: IPAddress
        let transport: Transport
        let name: String
        let type: String
        let hasEDNS: Bool
    }

    /// What the caller got.
    struct Result: Hashable {
        let error: String
        let addresses: Set<String>
    }

    let id: String
    let stub: String
    let client: String?
    let args: OrderedJSON
    let options: [String]
    let servers: [IPAddress]
    let search: [DomainName]
    let names: [String]
    let gap: Duration
    let faults: [IPAddress: ScriptedBehaviour]
    let startsAtFirstPacket: Bool
    let trace: [Entry]
    let total: Double
    let result: Result
    /// The address of each server's answers, by type.
    let answers: [IPAddress: [String: String]]

    var description: String { id }

    init?(_ json: OrderedJSON, answers: [IPAddress: [String: String]]) {
        guard let id = json["id"]?.text, let stub = json["stub"]?.text, let total = json["total_ms"]?.double else {
            return nil
        }
        self.id = id
        self.stub = stub
        self.total = total
        self.answers = answers
        client = json["client"]?.text
        args = json["args"] ?? .object([])
        options = json["options"]?.texts ?? []
        servers = (json["nameservers"]?.texts ?? []).compactMap { IPAddress($0) }
        search = (json["search"]?.texts ?? []).compactMap { DomainName($0) }
        names = json["name"]?.text.map { [$0] } ?? json["names"]?.texts ?? []
        gap = .milliseconds(Int64(json["gap_ms"]?.double ?? 0))
        startsAtFirstPacket = json["t_base"]?.text == "first-packet"
        var faults: [IPAddress: ScriptedBehaviour] = [:]
        for member in json["fault"]?.members ?? [] {
            guard let address = IPAddress(member.key) else { continue }
            faults[address] = ScriptedBehaviour(member.value)
        }
        self.faults = faults
        trace = (json["trace"]?.items ?? []).compactMap(Self.entry)
        result = Result(
            error: json["result"]?["error"]?.text ?? "OK", addresses: Set(json["result"]?["addresses"]?.texts ?? []))
    }

    private static func entry(_ json: OrderedJSON) -> Entry? {
        guard json["event"] == nil, let address = json["server"]?.text.flatMap({ IPAddress($0) }),
            let name = json["qname"]?.text, let type = json["qtype"]?.text
        else { return nil }
        return Entry(
            milliseconds: json["t_ms"]?.double ?? 0, server: address,
            transport: json["transport"]?.text == "tcp" ? .tcp : .udp, name: name.lowercased(), type: type,
            hasEDNS: json["edns"].map { !$0.isNull } ?? false)
    }

    /// The runs of the fixture, or of the file that the environment names.
    static func all() throws -> [RecordedRun] {
        let file =
            ProcessInfo.processInfo.environment["DNSSCEN_STUB_FIXTURES"].map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/stub-traces/traces.json")
        let json = try OrderedJSON(String(contentsOf: file, encoding: .utf8))
        var answers: [IPAddress: [String: String]] = [:]
        for member in json["addresses"]?["servers"]?.members ?? [] {
            guard let address = IPAddress(member.key) else { continue }
            for type in member.value.members { answers[address, default: [:]][type.key] = type.value.text }
        }
        return (json["runs"]?.items ?? []).compactMap { RecordedRun($0, answers: answers) }
    }
}
