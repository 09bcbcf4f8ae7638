import DNSCore
import DNSWire
import Glibc
import IPCore
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import LiveResponder

/// The TCP listener on real sockets of the loopback interface.
@Suite struct StreamListenerTests {
    /// Limits that a client does not meet because tests beside it hold it up.
    private static let patient: StreamLimits = {
        var limits = StreamLimits()
        limits.idleTimeout = .seconds(600)
        return limits
    }()

    /// Listens on a free port for as long as `body` runs.
    private static func serve(
        on address: IPAddress = "127.0.0.1", mode: StreamListener.Mode = .answering, timeScale: Double = 0,
        limit: Int = 1_000, registry: StreamRegistry? = nil, limits: StreamLimits = patient,
        _ body: (StreamListener, Endpoint) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let listener = StreamListener(
            Endpoint(address, port: 0), .client, try SmallWorld.context(timeScale: timeScale), group: group,
            mode: mode, limits: limits, registry: registry ?? StreamRegistry(limit: limit))
        let endpoint = try await listener.start()
        do {
            try await body(listener, endpoint)
        } catch {
            Issue.record(error)
        }
        await listener.stop(grace: .zero)
        #expect(listener.statistics.tally.withLock { $0.sessionsOpen } == 0)
        try await group.shutdownGracefully()
    }

    private static func question(_ name: DomainName, _ type: RecordType = .a, id: UInt16 = 1) -> [UInt8] {
        SmallWorld.framed(SmallWorld.query(name, type, id: id))
    }

    @Test(arguments: ["127.0.0.1", "::1"] as [IPAddress])
    func `the bound port is told and answers`(address: IPAddress) async throws {
        try await Self.serve(on: address) { listener, endpoint in
            #expect(endpoint.address == address)
            #expect(endpoint.port != 0)
            let client = try TestConnection(to: endpoint)
            try client.send(Self.question("www.site.example", id: 77))
            let response = try decode(try #require(try client.receiveFrame()))
            #expect(response.id == 77)
            #expect(response.answers.count == 1)
            #expect(listener.statistics.tally.withLock { $0.sessionsTotal } == 1)
        }
    }

    @Test func `ten thousand pipelined questions are all answered, larger ones too`() async throws {
        try await Self.serve { _, endpoint in
            let client = try TestConnection(to: endpoint)
            for round in 0..<20 {
                let ids = (0..<500).map { UInt16(round * 500 + $0) }
                try client.send(
                    ids.flatMap { Self.question("www.site.example", id: $0) }
                        + Self.question("txt.site.example", .txt, id: 60_000))
                var seen: [UInt16] = []
                for _ in 0...500 {
                    let frame = try #require(try client.receiveFrame())
                    seen.append(UInt16(frame[0]) << 8 | UInt16(frame[1]))
                }
                #expect(seen == ids + [60_000])
            }
        }
    }

    @Test func `a client that takes nothing is not read without end, and gets all in the end`() async throws {
        try await Self.serve { listener, endpoint in
            let client = try TestConnection(to: endpoint)
            // 1,000 responses of 15 kB are more than the buffers of both sides hold.
            let count = 1_000
            try client.send((0..<count).flatMap { Self.question("txt.site.example", .txt, id: UInt16($0)) })
            #expect(try client.receiveFrame()?[0] == 0)
            // Time enough to answer all of them.
            try await Task.sleep(for: .milliseconds(200))
            #expect(listener.statistics.tally.withLock { $0.replied } < count)
            for _ in 1..<count { #expect(try #require(try client.receiveFrame()).count > 10_000) }
        }
    }

    @Test func `a client that has closed its side gets the answers, then the end`() async throws {
        try await Self.serve(timeScale: 0.05) { _, endpoint in
            let client = try TestConnection(to: endpoint)
            try client.send(Self.question("slow.site.example", id: 1) + Self.question("www.site.example", id: 2))
            client.endOutput()
            #expect(try client.receiveFrame()?.prefix(2) == [0, 2])
            #expect(try client.receiveFrame()?.prefix(2) == [0, 1])
            #expect(try client.receiveFrame() == nil)
        }
    }

    @Test func `a client that sends no DNS gets what it asked before, then the end`() async throws {
        try await Self.serve { _, endpoint in
            let client = try TestConnection(to: endpoint)
            try client.send(Self.question("www.site.example", id: 1) + [0, 0] + Array(repeating: 9, count: 100_000))
            #expect(try client.receiveFrame()?.prefix(2) == [0, 1])
            #expect(try client.receiveFrame() == nil)
        }
    }

    @Test func `an idle connection is closed`() async throws {
        var limits = StreamLimits()
        limits.idleTimeout = .milliseconds(50)
        try await Self.serve(limits: limits) { _, endpoint in
            let client = try TestConnection(to: endpoint)
            #expect(client.isEnded)
        }
    }

    @Test func `a connection too many takes the place of the one that has been idle longest`() async throws {
        let registry = StreamRegistry(limit: 2)
        try await Self.serve(registry: registry) { listener, endpoint in
            // A client may have its response before the server has noted that it is sent.
            func settle(after progress: UInt64) async throws -> UInt64 {
                for _ in 0..<60_000 {
                    let entries = registry.entries(of: ObjectIdentifier(listener))
                    let latest = entries.map { $0.lastProgress.load(ordering: .relaxed) }.max() ?? 0
                    if latest > progress, !entries.contains(where: { $0.isBusy.load(ordering: .relaxed) }) {
                        return latest
                    }
                    try await Task.sleep(for: .milliseconds(1))
                }
                return progress
            }
            let first = try TestConnection(to: endpoint)
            let second = try TestConnection(to: endpoint)
            var progress: UInt64 = 0
            for client in [second, first] {
                try client.send(Self.question("www.site.example"))
                #expect(try client.receiveFrame() != nil)
                progress = try await settle(after: progress)
                try await Task.sleep(for: .milliseconds(100))
            }
            let third = try TestConnection(to: endpoint)
            #expect(second.isEnded)
            for client in [first, third] {
                try client.send(Self.question("www.site.example"))
                #expect(try client.receiveFrame() != nil)
            }
            #expect(listener.statistics.tally.withLock { $0.sessionsRefused } == 1)
        }
    }

    @Test func `a connection too many is refused while all others wait for answers`() async throws {
        try await Self.serve(timeScale: 1, limit: 1) { listener, endpoint in
            let first = try TestConnection(to: endpoint)
            try first.send(Self.question("www.site.example") + Self.question("slow.site.example"))
            #expect(try first.receiveFrame() != nil)
            #expect(try TestConnection(to: endpoint).isEnded)
            #expect(try first.receiveFrame() != nil)
        }
    }

    @Test func `a silent listener takes the connection and answers nothing`() async throws {
        try await Self.serve(mode: .silent) { listener, endpoint in
            let client = try TestConnection(to: endpoint)
            client.setTimeout(milliseconds: 100)
            try client.send(Self.question("www.site.example"))
            let failure = #expect(throws: TestConnection.Failure.self) { try client.receiveFrame() }
            #expect(failure?.code == EAGAIN)
            #expect(listener.statistics.tally.withLock { $0.sessionsOpen } == 1)
            #expect(listener.statistics.tally.withLock { $0.received } == 0)
        }
    }

    @Test func `a listener that stops gives the answers that are due within the grace`() async throws {
        try await Self.serve(timeScale: 0.05) { listener, endpoint in
            let client = try TestConnection(to: endpoint)
            try client.send(Self.question("www.site.example", id: 1) + Self.question("slow.site.example", id: 2))
            #expect(try client.receiveFrame()?.prefix(2) == [0, 1])
            await listener.stop(grace: .seconds(10))
            #expect(try client.receiveFrame()?.prefix(2) == [0, 2])
            #expect(try client.receiveFrame() == nil)
            #expect(throws: TestConnection.Failure.self) { try TestConnection(to: endpoint) }
        }
    }

    @Test func `a listener that stops does not wait longer than the grace`() async throws {
        try await Self.serve(timeScale: 100) { listener, endpoint in
            let client = try TestConnection(to: endpoint)
            try client.send(Self.question("slow.site.example", id: 1))
            await listener.stop(grace: .milliseconds(50))
            #expect(client.isEnded)
        }
    }

    @Test func `a port that is taken is told with what to do`() async throws {
        try await Self.serve { listener, endpoint in
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let second = StreamListener(endpoint, .client, try SmallWorld.context(), group: group)
            let failure = await #expect(throws: SocketError.self) { try await second.start() }
            #expect(failure?.code == EADDRINUSE)
            #expect(failure?.description.contains("listen on TCP \(endpoint)") == true)
            #expect(failure?.remedy.isEmpty == false)
            try await group.shutdownGracefully()
        }
    }
}
