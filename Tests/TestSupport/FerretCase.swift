import Foundation

/// A zone, a query, and the response on which BIND, NSD, Knot and PowerDNS agree; out of the Ferret project's data set.
public struct FerretCase: Decodable, Sendable, CustomStringConvertible {
    /// What is asked.
    public struct Query: Decodable, Sendable {
        /// The name.
        public let name: String
        /// The mnemonic of the type.
        public let type: String

        enum CodingKeys: String, CodingKey {
            case name = "Name"
            case type = "Type"
        }
    }

    /// The response, with records as lines of a master file.
    public struct Expectation: Decodable, Sendable {
        /// The mnemonic of the response code.
        public let rcode: String
        /// The flags that are set.
        public let flags: [String]
        /// The answer section.
        public let answer: [String]
        /// The authority section.
        public let authority: [String]
    }

    /// The number of the case in the fixture.
    public let id: Int
    /// What the case is about.
    public let tag: String
    /// The text of the zone's master file.
    public let zone: String
    /// What is asked.
    public let query: Query
    /// What the servers answer.
    public let expect: Expectation

    /// The case in a line.
    public var description: String { "\(tag) \(id): \(query.name) \(query.type)" }

    /// The cases of the fixture, which lies beside the tests with its licence.
    public static func load() throws -> [FerretCase] {
        let file = URL(filePath: PackageFiles.root).appending(path: "Tests/Fixtures/ferret/sample.json")
        return try JSONDecoder().decode([FerretCase].self, from: Data(contentsOf: file))
    }
}
