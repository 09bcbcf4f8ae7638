import DNSCore
import Foundation
import IPCore
import WorldModel

/// One recorded run of a stub resolver.
struct RecordedRun: CustomStringConvertible {
    /// One query of the trace, or a TCP connection that failed.
    struct Entry: Hashable {
        /// `nil` where it was not written down.
        let milliseconds: Double?
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
    /// How many queries there were in all, where the trace holds only the first of them.
    let queryCount: Int?
    /// Whether the run is written down in letters, which tell of the questions for A alone.
    let showsAddressesOnly: Bool
    /// Whether repetitions of the run differed.
    let varies: Bool
    let total: Double
    let result: Result
    /// The address of each server's answers, by type.
    let answers: [IPAddress: [String: String]]

    var description: String { id }

    init?(_ json: OrderedJSON, answers: [IPAddress: [String: String]]) {
        guard let id = json["id"]?.text, let stub = json["stub"]?.text else { return nil }
        let total = json["total_ms"]?.double ?? (json["seconds"]?.double ?? 0) * 1000
        self.id = id
        self.stub = stub
        self.total = total
        self.answers = answers
        client = json["client"]?.text
        args = json["args"] ?? .object([])
        options = json["options"]?.texts ?? []
        queryCount = json["queries"]?.double.map { Int($0) }
        varies = json["varies"]?.isTrue ?? !(json["deterministic"]?.isTrue ?? true)
        let short = Self.letters(json)
        servers =
            json["servers"].map { count in short.prefix(Int(count.double ?? 0)).map(\.address) }
            ?? (json["nameservers"]?.texts ?? []).compactMap { IPAddress($0) }
        search = (json["search"]?.texts ?? []).compactMap { DomainName($0) }
        names = json["name"]?.text.map { [$0] } ?? json["names"]?.texts ?? ["www.example.com"]
        gap = .milliseconds(Int64(json["gap_ms"]?.double ?? 0))
        startsAtFirstPacket = json["t_base"]?.text == "first-packet"
        var faults: [IPAddress: ScriptedBehaviour] = [:]
        for member in json["fault"]?.members ?? [] {
            guard let address = IPAddress(member.key) ?? short.first(where: { $0.letter == member.key })?.address
            else { continue }
            faults[address] = ScriptedBehaviour(member.value)
        }
        self.faults = faults
        showsAddressesOnly = json["sequence"] != nil
        let sequence = json["sequence"]?.text?.split(separator: " ").map(String.init)
        trace =
            sequence?.compactMap { Self.entry($0, short) } ?? (json["trace"]?.items ?? []).compactMap(Self.entry)
        let answer = short.first { $0.letter == json["answer"]?.text }?.address
        let addresses = answer.flatMap { answers[$0]?["A"] }.map { [$0] } ?? json["result"]?["addresses"]?.texts ?? []
        result = Result(
            error: json["error"]?.text ?? json["result"]?["error"]?.text ?? "OK", addresses: Set(addresses))
    }

    private struct Letter {
        let letter: String
        let address: IPAddress
    }

    /// The servers P, S, T and Q of a run that is written down in letters; P answers with 192.0.2.1 and so on.
    private static func letters(_ json: OrderedJSON) -> [Letter] {
        guard json["sequence"] != nil else { return [] }
        let ordered: [IPAddress?] = ["10.10.1.228", "10.10.0.43", "10.10.2.17", "10.10.3.9"].map { IPAddress($0) }
        return zip(["P", "S", "T", "Q"], ordered).compactMap { letter, address in
            address.map { Letter(letter: letter, address: $0) }
        }
    }

    private static func entry(_ text: String, _ short: [Letter]) -> Entry? {
        guard let server = short.first(where: { text.hasPrefix($0.letter) }) else { return nil }
        return Entry(
            milliseconds: nil, server: server.address, transport: text.hasSuffix("t") ? .tcp : .udp,
            name: "www.example.com.", type: "A", hasEDNS: false)
    }

    private static func entry(_ json: OrderedJSON) -> Entry? {
        guard json["event"] == nil, let address = json["server"]?.text.flatMap({ IPAddress($0) }),
            let name = json["qname"]?.text, let type = json["qtype"]?.text
        else { return nil }
        return Entry(
            milliseconds: json["t_ms"]?.double, server: address,
            transport: json["transport"]?.text == "tcp" ? .tcp : .udp, name: name.lowercased(), type: type,
            hasEDNS: json["edns"].map { !$0.isNull } ?? false)
    }

    /// The runs of a fixture.
    static func all(in fixture: String) throws -> [RecordedRun] {
        try all(
            at: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "Fixtures/stub-traces/\(fixture).json"))
    }

    /// The runs of a file.
    static func all(at file: URL) throws -> [RecordedRun] {
        let json = try OrderedJSON(String(contentsOf: file, encoding: .utf8))
        var answers: [IPAddress: [String: String]] = [:]
        for member in json["addresses"]?["servers"]?.members ?? [] {
            guard let address = IPAddress(member.key) else { continue }
            for type in member.value.members { answers[address, default: [:]][type.key] = type.value.text }
        }
        return (json["runs"]?.items ?? []).compactMap { RecordedRun($0, answers: answers) }
    }
}
