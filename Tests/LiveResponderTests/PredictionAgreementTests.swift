import DNSCore
import DNSWire
import Emulation
import IPCore
import LiveResponder
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// Whatever is served is what was predicted: both come from the same engine, and nothing is lost on the way.
@Suite struct PredictionAgreementTests {
    /// All cases of all scenarios, the base of a file without cases among them.
    static let worlds: [String] = PackageFiles.scenarioNames

    private static func cases(of name: String) throws -> [(String?, World)] {
        let text = try PackageFiles.text("scenarios/\(name).yaml")
        let document = try ScenarioDocument.parse(
            Array(text.utf8), file: "scenarios/\(name).yaml", loader: ServedWorld.load)
        var result: [(String?, World)] = []
        let names: [String?] = [nil] + document.caseNames.map { $0 }
        for caseName in names {
            // A case that a cloud refuses cannot be served.
            guard let world = try? ServedWorld.compile(text, case: caseName) else { continue }
            result.append((caseName, world))
        }
        return result
    }

    /// The names that a world is about, and some that it does not have.
    private static func names(of world: World) -> [DomainName] {
        var names: Set<DomainName> = ["nothing.corp.example", "localhost", "10.1.10.10.in-addr.arpa"]
        for lookup in world.lookups { names.insert(lookup.declared.domainName) }
        for zone in world.names.zones.elements {
            names.insert(zone.apex)
            let missing: DomainName = "no-such-name"
            if let name = missing.appending(zone.apex) { names.insert(name) }
        }
        for name in world.names.cloudNames.keys { names.insert(name) }
        return names.sorted()
    }

    private static let types: [RecordType] = [.a, .aaaa, .txt, .ptr, .any, RecordType(rawValue: 65280)]

    @Test(arguments: worlds)
    func `the client's view serves what is predicted, silence included`(scenario: String) throws {
        for (caseName, world) in try Self.cases(of: scenario) {
            let emulator = Emulator(world)
            var view = AskedView(world)
            for name in Self.names(of: world) {
                for type in Self.types {
                    let request = LookupRequest(
                        declared: DeclaredLookup(asking: name.description, domainName: name, types: [type]),
                        asker: .client, server: nil)
                    let expected = try #require(emulator.predict(request).possible.first)
                    // Twice: out of the engine, then out of the table.
                    for _ in 0..<2 {
                        let query = Message(
                            id: 9, isRecursionDesired: true, questions: [Question(name: name, type: type)],
                            edns: EDNS(udpPayloadSize: 4096))
                        let (disposition, octets) = view.send(encode(query))
                        let label = Comment(rawValue: "\(caseName ?? "") \(name) \(type)")
                        #expect(disposition.outcome == expected.outcome, label)
                        switch expected.outcome {
                        case .timeout, .unknown, .depends:
                            #expect(disposition.action == .staySilent, label)
                        case .unreachable:
                            #expect(try decode(octets).responseCode == .servfail, label)
                        case .answered, .nodata, .nxdomain, .servfail, .refused, .notimp, .formerr:
                            let response = try decode(octets)
                            #expect(response.responseCode == expected.code ?? .noerror, label)
                            #expect(Set(response.answers.compactMap(\.address)) == Set(expected.addresses), label)
                            if expected.response != nil { #expect(response.answers == expected.records, label) }
                            #expect(disposition.delay == UInt32(expected.elapsed / .microseconds(1)), label)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: worlds)
    func `each server serves what is predicted for a question put straight to it`(scenario: String) throws {
        for (caseName, world) in try Self.cases(of: scenario) {
            let emulator = Emulator(world)
            for address in world.names.nameServers.elements.compactMap(\.addresses.first) {
                var view = AskedView(world, .server(address))
                for name in Self.names(of: world) {
                    for type in [RecordType.a, .aaaa] {
                        var declared = DeclaredLookup(asking: name.description, domainName: name, types: [type])
                        declared.server = address
                        let predicted = emulator.predict(
                            LookupRequest(declared: declared, asker: .client, server: address))
                        let first = predicted.possible.first?.attempts.first
                        let query = Message(
                            id: 9, isRecursionDesired: true, questions: [Question(name: name, type: type)])
                        let (disposition, octets) = view.send(encode(query))
                        let label = Comment(rawValue: "\(caseName ?? "") @\(address) \(name) \(type)")
                        switch first?.fate {
                        case .response, .truncated, .late:
                            let response = try decode(octets)
                            #expect(response.responseCode == first?.code, label)
                            #expect(response.isTruncated == (first?.fate == .truncated), label)
                        case .mismatched:
                            #expect(try decode(octets).id != 9, label)
                        case .timeout, .unreachable, nil:
                            #expect(disposition.action == .staySilent, label)
                        }
                    }
                }
            }
        }
    }
}
