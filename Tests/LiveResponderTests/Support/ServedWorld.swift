import DNSCore
import DNSWire
import Emulation
import Foundation
import IPCore
import LiveResponder
import ScenarioLanguage
import TestSupport
import WorldModel

/// Worlds to serve, and questions put to them without a socket.
enum ServedWorld {
    /// A scenario that a test believes to be right and that is not.
    struct Rejected: Error { let diagnostics: [Diagnostic] }

    /// Compiles a scenario, or a case of it, after changes in the notation of `--set`.
    static func compile(_ text: String, case name: String? = nil, _ sets: [String] = []) throws -> World {
        let document = try ScenarioDocument.parse(Array(text.utf8), file: "scenarios/test.yaml", loader: load)
        let decoded = document.scenario(case: name, sets: sets)
        let compilation = compileWorld(
            decoded.scenario, decodingDiagnostics: decoded.diagnostics, loader: load)
        guard let world = compilation.world else { throw Rejected(diagnostics: compilation.diagnostics) }
        return world
    }

    /// Files as the package has them.
    static let load: @Sendable (String) -> Result<[UInt8], LoadFailure> = { path in
        guard let data = FileManager.default.contents(atPath: PackageFiles.root + path) else {
            return .failure(LoadFailure(reason: "no such file"))
        }
        return .success(Array(data))
    }

    /// An authoritative server on the LAN beside a recursive one, without delays.
    static let small = """
        version: 1
        client:
          resolver: { nameservers: [192.168.1.53] }
        local_network:
          dns_servers:
            - name: auth
              address: 192.168.1.53
              behavior: authoritative
              zones:
                - name: corp.example
                  records:
                    - "@ SOA ns1 host 1 7200 900 1209600 300"
                    - "@ NS ns1"
                    - ns1 A 192.168.1.53
                    - www 60 A 10.0.0.1
                    - www 60 AAAA 2001:db8::1
                    - alias CNAME www
                    - odd TYPE65280 \\# 3 010203
                    - "*.wild TXT \\"any\\""
            - { name: home-router, address: 192.168.1.1, behavior: recursive }
        latency: { lan: 0ms, recursion: 0ms, internet: 0ms }
        internet:
          zones:
            - { name: public.example, records: [ "www A 203.0.113.80" ] }
        """
}

/// A view that is asked without a socket.
struct AskedView {
    let view: LiveView
    private var responder = MessageResponder()

    init(_ world: World, _ kind: LiveView.Kind = .client, _ policy: ServingPolicy = ServingPolicy()) {
        view = LiveView(kind, of: Emulator(world), policy: policy)
    }

    /// What becomes of some octets, and the octets sent.
    mutating func send(
        _ octets: [UInt8], over transport: Transport = .udp, at instant: Duration = .zero
    ) -> (disposition: Disposition, octets: [UInt8]) {
        var buffer = [UInt8](repeating: 0xee, count: MessageResponder.bufferSize)
        let disposition = unsafe octets.withUnsafeBytes { query in
            unsafe buffer.withUnsafeMutableBytes { room in
                unsafe responder.respond(to: query, over: transport, view: view, at: instant, into: room)
            }
        }
        return (disposition, Array(buffer.prefix(disposition.length)))
    }

    /// The response to a message, or `nil` if there is none.
    mutating func ask(_ message: Message, over transport: Transport = .udp) throws -> Message? {
        let answer = send(encode(message), over: transport)
        return answer.disposition.action == .reply ? try decode(answer.octets) : nil
    }

    /// The response to a question without EDNS.
    mutating func ask(_ name: DomainName, _ type: RecordType = .a) throws -> Message? {
        try ask(Message(id: 0x1234, isRecursionDesired: true, questions: [Question(name: name, type: type)]))
    }
}
