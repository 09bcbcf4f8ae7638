import DNSCore
import DNSWire
import Foundation
import WorldModel

/// A zone, a query, and the response on which BIND, NSD, Knot and PowerDNS agree; out of the Ferret project's data set.
struct FerretCase: Decodable, CustomStringConvertible {
    struct Query: Decodable {
        let name: String
        let type: String

        enum CodingKeys: String, CodingKey {
            case name = "Name"
            case type = "Type"
        }
    }

    struct Expectation: Decodable {
        let rcode: String
        let flags: [String]
        let answer: [String]
        let authority: [String]
    }

    let id: Int
    let tag: String
    let zone: String
    let query: Query
    let expect: Expectation

    var description: String { "\(tag) \(id): \(query.name) \(query.type)" }

    /// The cases of the fixture, which lies beside the tests with its licence.
    static func load() throws -> [FerretCase] {
        let support = URL(filePath: #filePath).deletingLastPathComponent()
        let file = support.appending(path: "../../Fixtures/ferret/sample.json").standardizedFileURL
        return try JSONDecoder().decode([FerretCase].self, from: Data(contentsOf: file))
    }

    /// The records of the zone.
    var records: [ResourceRecord] { Self.read(zone) }

    /// The records of a section, sorted, since the order within one means nothing.
    static func section(_ lines: [String]) -> [String] {
        read(lines.joined(separator: "\n")).map { presentation(of: $0).lowercased() }.sorted()
    }

    static func read(_ text: String) -> [ResourceRecord] {
        let lines = text.split(separator: "\n").map(String.init)
        return MasterFile.read(lines: lines, origin: .root, defaultTTL: 300, file: "case").entries.map(\.record)
    }
}
