import DNSCore
import DNSWire
import Foundation
import IPCore
import LiveResponder
import ScenarioLanguage
import Synchronization
import TestSupport
import Testing
import WorldModel

/// A running responder on loopback.
@Suite struct LiveServiceTests {
    private static let anyPort = Endpoint("127.0.0.1", port: 0)

    /// A scenario that a test can exchange under a running service.
    private final class Text: Sendable {
        private let text: Mutex<String>

        init(_ text: String) { self.text = Mutex(text) }

        var value: String {
            get { text.withLock { $0 } }
            set { text.withLock { $0 = newValue } }
        }

        /// The source of worlds that reads the text anew each time.
        var source: WorldSource {
            { request, _ in
                do {
                    let world = try ServedWorld.compile(self.value, case: request.caseName, request.sets)
                    return WorldLoad(world: world, messages: [], files: [])
                } catch let rejected as ServedWorld.Rejected {
                    return WorldLoad(world: nil, messages: rejected.diagnostics.map(\.description), files: [])
                } catch {
                    return WorldLoad(world: nil, messages: ["\(error)"], files: [])
                }
            }
        }
    }

    /// Runs a service for the time of a test.
    private static func serving<Result>(
        _ text: Text, _ options: ServiceOptions = ServiceOptions(listen: [anyPort], loopCount: 2),
        _ body: (LiveService) async throws -> Result
    ) async throws -> Result {
        let service = LiveService(options, source: text.source)
        try await service.start()
        do {
            let result = try await body(service)
            await service.stop()
            return result
        } catch {
            await service.stop()
            throw error
        }
    }

    @Test func `a question over UDP is answered at the port that was picked`() async throws {
        try await Self.serving(Text(ServedWorld.small)) { service in
            let endpoint = try #require(await service.endpoints.first)
            #expect(endpoint.port != 0)
            let response = try #require(try DatagramClient(endpoint).ask("www.corp.example"))
            #expect(response.answers.compactMap(\.address) == ["10.0.0.1"])
        }
    }

    @Test func `a reload puts another world in force, and a broken scenario leaves the old one`() async throws {
        let text = Text(ServedWorld.small)
        try await Self.serving(text) { service in
            let client = DatagramClient(try #require(await service.endpoints.first))
            #expect(try client.ask("www.corp.example")?.answers.first?.address == "10.0.0.1")
            text.value = ServedWorld.small.replacing("10.0.0.1", with: "10.0.0.2")
            #expect(await service.reload())
            #expect(try client.ask("www.corp.example")?.answers.first?.address == "10.0.0.2")
            text.value = "version: 1\nclients: {}\n"
            #expect(await !service.reload())
            #expect(try client.ask("www.corp.example")?.answers.first?.address == "10.0.0.2")
        }
    }

    @Test func `no query is lost while worlds are exchanged`() async throws {
        let text = Text(ServedWorld.small)
        try await Self.serving(text) { service in
            let client = DatagramClient(try #require(await service.endpoints.first))
            let reloads = Task {
                for number in 0..<50 {
                    text.value = ServedWorld.small.replacing("10.0.0.1", with: "10.0.0.\(1 + number % 2)")
                    await service.reload()
                }
            }
            var answered = 0
            for number in 0..<2000 {
                let response = try client.ask("www.corp.example", id: UInt16(number))
                if response?.id == UInt16(number), response?.answers.count == 1 { answered += 1 }
            }
            await reloads.value
            #expect(answered == 2000)
        }
    }

    @Test(.rules("DNSMSG-13"))
    func `a lookup that would time out stays silent, or is SERVFAIL with the reason where that is asked for`()
        async throws
    {
        let text = Text(ServedWorld.small + "\nfaults: [ { target: 192.168.1.53, kind: drop } ]\n")
        try await Self.serving(text) { service in
            let client = DatagramClient(try #require(await service.endpoints.first), timeout: 1)
            #expect(try client.ask("www.corp.example") == nil)
        }
        let policy = ServingPolicy(onTimeout: .servfail, timeScale: 0)
        let options = ServiceOptions(listen: [Self.anyPort], policy: policy)
        try await Self.serving(text, options) { service in
            let client = DatagramClient(try #require(await service.endpoints.first))
            let response = try #require(try client.ask("www.corp.example", edns: EDNS()))
            #expect(response.responseCode == .servfail)
            let error = try #require(response.edns?.options.first { $0.code == 15 })
            #expect(String(decoding: error.data.dropFirst(2), as: UTF8.self) == "FAULT")
            #expect(try client.ask("www.corp.example")?.edns == nil)
        }
    }

    @Test func `delays pass in scaled time, and thousands of waiting questions are all answered`() async throws {
        let text = Text(ServedWorld.small + "\nfaults: [ { target: 192.168.1.53, kind: delay, delay: 2s } ]\n")
        let options = ServiceOptions(listen: [Self.anyPort], policy: ServingPolicy(timeScale: 0.1))
        try await Self.serving(text, options) { service in
            let client = DatagramClient(try #require(await service.endpoints.first), timeout: 5)
            let query = encode(
                Message(id: 0, isRecursionDesired: true, questions: [Question(name: "www.corp.example", type: .a)]))
            let start = ContinuousClock.now
            var ids: Set<UInt16> = []
            for id in 0..<3000 as Range<UInt16> {
                var own = query
                own[0] = UInt8(id >> 8)
                own[1] = UInt8(id & 0xff)
                client.send(own)
            }
            while ids.count < 3000, let octets = client.receive() {
                ids.insert(UInt16(octets[0]) << 8 | UInt16(octets[1]))
            }
            #expect(ids.count == 3000)
            #expect(ContinuousClock.now - start >= .milliseconds(200))
        }
    }

    @Test func `each name server answers as itself at an address of its own`() async throws {
        let text = Text(
            ServedWorld.small + "\nfaults: [ { target: 192.168.1.1, kind: closed } ]\n")
        let options = ServiceOptions(
            listen: [], servers: ServerAddressing(prefix: "127.53.0.0/16", port: 0), loopCount: 1)
        try await Self.serving(text, options) { service in
            let servers = await service.servers
            #expect(servers.entries.map(\.name) == ["auth", "home-router"])
            let auth = try #require(servers.listening("192.168.1.53"))
            #expect(auth.address == "127.53.0.1")
            let own = try #require(try DatagramClient(auth).ask("www.corp.example"))
            #expect(own.isAuthoritative && !own.isRecursionAvailable)
            let foreign = try #require(try DatagramClient(auth).ask("www.public.example"))
            #expect(foreign.responseCode == .refused)
            // Nothing is bound where the port is closed.
            let listening = await service.endpoints
            #expect(!listening.contains { $0.address == "127.53.0.2" })
            text.value = ServedWorld.small
            #expect(await service.reload())
            let router = try #require(await service.servers.listening("192.168.1.1"))
            let response = try #require(try DatagramClient(router).ask("www.public.example"))
            #expect(response.isRecursionAvailable && response.answers.first?.address == "203.0.113.80")
        }
    }

    @Test func `a taken port is an error that tells what to do`() async throws {
        try await Self.serving(Text(ServedWorld.small)) { service in
            let endpoint = try #require(await service.endpoints.first)
            let second = LiveService(ServiceOptions(listen: [endpoint]), source: Text(ServedWorld.small).source)
            let error = await #expect(throws: SocketError.self) { try await second.start() }
            #expect(error?.code == EADDRINUSE)
            #expect(error?.description.contains("port 0 for a free one") == true)
            await second.stop()
        }
    }

    @Test func `a scenario that is refused at the start is told with its diagnostics`() async throws {
        let service = LiveService(ServiceOptions(listen: [Self.anyPort]), source: Text("version: 2\n").source)
        let error = await #expect(throws: ServiceError.self) { try await service.start() }
        guard case .invalidScenario(let messages)? = error else { return }
        #expect(!messages.isEmpty)
        await service.stop()
    }
}
