import DNSCore
import DNSWire
import IPCore
import ScenarioLanguage
import WorldModel

@testable import LiveResponder

/// A device without a VPN whose one name server answers at once, late, or not at all, by the name asked for.
enum SmallWorld {
    /// `www.site.example` is answered, `slow.site.example` three seconds late, `silent.site.example` never.
    static let text = """
        version: 1
        client:
          interfaces: [ { name: eth0, address: 192.168.1.2/24, gateway: 192.168.1.1 } ]
          resolver: { nameservers: [192.168.1.1], options: { timeout: 5s, attempts: 1 } }
        local_network:
          dns_servers: [ { name: router, address: 192.168.1.1, behavior: recursive } ]
        faults:
          - { target: 192.168.1.1, kind: drop, names: [silent.site.example] }
          - { target: 192.168.1.1, kind: delay, delay: 3s, names: [slow.site.example] }
        internet:
          zones:
            - name: site.example
              records:
                - www 60 IN A 203.0.113.80
                - slow 60 IN A 203.0.113.81
                - silent 60 IN A 203.0.113.82
                - txt 60 IN TXT \(String(repeating: "\"" + String(repeating: "x", count: 250) + "\" ", count: 60))
        """

    /// A scenario that a test believes to be right and that is not.
    struct Rejected: Error { let diagnostics: [Diagnostic] }

    static func world() throws -> World {
        let load: @Sendable (String) -> Result<[UInt8], LoadFailure> = { _ in
            .failure(LoadFailure(reason: "no such file"))
        }
        let decoded = try ScenarioDocument.parse(Array(text.utf8), file: "test.yaml", loader: load).scenario()
        let compilation = compileWorld(decoded.scenario, decodingDiagnostics: decoded.diagnostics, loader: load)
        guard let world = compilation.world else { throw Rejected(diagnostics: compilation.diagnostics) }
        return world
    }

    /// What a listener needs to serve the device's view; without delays unless `timeScale` says so.
    static func context(timeScale: Double = 0, log: QueryLog? = nil) throws -> ServingContext {
        let live = LiveWorld(
            try world(), generation: 0, kinds: [.client], policy: ServingPolicy(timeScale: timeScale))
        return ServingContext(
            cell: WorldCell(live), clock: LiveClock(timeScale: timeScale), log: log, ownAddresses: [])
    }

    /// A query for a name as an application's resolver sends it.
    static func query(_ name: DomainName, _ type: RecordType = .a, id: UInt16 = 1) -> [UInt8] {
        encode(Message(id: id, isRecursionDesired: true, questions: [Question(name: name, type: type)]))
    }

    /// A message behind its length, as over TCP.
    static func framed(_ message: [UInt8]) -> [UInt8] {
        [UInt8(message.count >> 8), UInt8(message.count & 0xff)] + message
    }
}
