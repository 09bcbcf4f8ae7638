import DNSCore
import DNSWire
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Holds the authoritative lookup against what four real servers answer.
@Suite struct FerretTests {
    @Test func `the fixture holds all its cases`() throws {
        let cases = try FerretCase.load()
        #expect(cases.count == 271)
        for example in cases {
            #expect(example.records.count == example.zone.split(separator: "\n").count)
            #expect(FerretCase.section(example.expect.answer).count == example.expect.answer.count)
            #expect(FerretCase.section(example.expect.authority).count == example.expect.authority.count)
        }
    }

    @Test(arguments: try FerretCase.load())
    func `an authoritative server answers as BIND, NSD, Knot and PowerDNS do`(_ example: FerretCase) throws {
        let records = example.records
        let apex = try #require(records.first { $0.type == .soa }?.owner)
        let zone = Zone(name: apex.description, apex: apex, records: records, keyPath: "zones[0]")
        let question = Question(
            name: try #require(DomainName(example.query.name)),
            type: try #require(RecordType(mnemonic: example.query.type)))
        let response = AuthoritativeAnswer.response(to: question, zones: ZoneSet([zone]), serverName: "server")

        #expect(response.code.description == example.expect.rcode)
        #expect(response.isAuthoritative == example.expect.flags.contains("AA"))
        #expect(section(response.answers) == FerretCase.section(example.expect.answer))
        #expect(section(response.authorities) == FerretCase.section(example.expect.authority))
        #expect(response.reasoning.count { $0.isDecisive } <= 1)
    }

    private func section(_ records: [ResourceRecord]) -> [String] {
        records.map { presentation(of: $0).lowercased() }.sorted()
    }
}
