import Emulation
import ScenarioLanguage
import TestSupport
import Testing

@testable import Reporting

/// Holds the whole way of `dnsscen dig`, from a scenario with a `zone_file` to the printed sections, against what four real
/// servers answer.
@Suite struct FerretDigTests {
    @Test(arguments: try FerretCase.load())
    func `dig prints what BIND, NSD, Knot and PowerDNS answer`(_ example: FerretCase) throws {
        let apex = try #require(
            example.zone.split(separator: "\n").first { $0.contains("SOA") }?.split { $0 == " " || $0 == "\t" }.first)
        let text = """
            version: 1
            client: { interfaces: [{ name: eth0, address: 192.168.1.4/24, gateway: 192.168.1.1 }] }
            local_network:
              dns_servers:
                - { name: auth, address: 192.168.1.53, behavior: authoritative, zones: [{ name: "\(apex)", zone_file: z }] }

            """
        let loader: FileLoader = { path in
            path == "folder/z" ? .success(Array(example.zone.utf8)) : .failure(LoadFailure(reason: "no such file"))
        }
        let document = try ScenarioDocument.parse(Array(text.utf8), file: "folder/s.yaml", loader: loader)
        let loaded = LoadedCase(document, caseName: nil, options: RunOptions(), loader: loader)
        #expect(loaded.diagnostics.isEmpty)
        let arguments = try DigArguments(
            words: ["@192.168.1.53", example.query.name, example.query.type, "+norec"], type: nil, reverse: nil)
        let output = DigOutput(Emulator(try #require(loaded.world)).dig(arguments.request), arguments)

        #expect(output.hasReply)
        #expect(output.text.contains(" status: \(example.expect.rcode),"))
        #expect(section("ANSWER", of: output.text) == Set(example.expect.answer.map(normal)))
        #expect(section("AUTHORITY", of: output.text) == Set(example.expect.authority.map(normal)))
    }

    private func section(_ title: String, of text: String) -> Set<String> {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard let start = lines.firstIndex(of: ";; \(title) SECTION:") else { return [] }
        lines = lines[(start + 1)...]
        return Set(lines.prefix { !$0.isEmpty }.map { normal(String($0)) })
    }

    /// A record with one space between its fields and in lower case.
    private func normal(_ line: String) -> String {
        line.lowercased().split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}
