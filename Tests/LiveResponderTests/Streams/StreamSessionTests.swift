import DNSCore
import DNSWire
import IPCore
import NIOCore
import NIOEmbedded
import Synchronization
import TestSupport
import Testing

@testable import LiveResponder

/// One TCP connection, without a socket and on a virtual clock.
@Suite struct StreamSessionTests {
    /// A session with the event loop that drives it; its connection ends with it, as every connection does.
    private final class Harness {
        let channel = EmbeddedChannel()
        let statistics = ResponderStatistics()

        init(_ limits: StreamLimits = StreamLimits(), timeScale: Double = 0) throws {
            let worker = StreamWorker(.client, try SmallWorld.context(timeScale: timeScale), statistics)
            let entry = StreamRegistry.Entry(channel, owner: ObjectIdentifier(channel), at: 0)
            let sender = Endpoint("127.0.0.1", port: 4711)
            channel.allowRemoteHalfClosure = true
            try channel.pipeline.syncOperations.addHandler(StreamSession(worker, entry, from: sender, limits))
            try channel.connect(to: NIOCore.SocketAddress(ipAddress: "127.0.0.1", port: 4711)).wait()
        }

        deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

        func receive(_ octets: [UInt8]) throws { try channel.writeInbound(ByteBuffer(bytes: octets)) }

        func advance(_ time: Duration) { channel.embeddedEventLoop.advanceTime(by: TimeAmount(time)) }

        func endInput() { channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }

        /// The messages sent since the last call.
        func sent() throws -> [Message] {
            var octets: [UInt8] = []
            while let buffer = try channel.readOutbound(as: ByteBuffer.self) { octets += buffer.readableBytesView }
            var messages: [Message] = []
            while octets.count >= 2 {
                let length = Int(octets[0]) << 8 | Int(octets[1])
                messages.append(try decode(Array(octets[2..<(2 + length)])))
                octets.removeFirst(2 + length)
            }
            #expect(octets.isEmpty)
            return messages
        }
    }

    private static func question(_ name: DomainName, _ type: RecordType = .a, id: UInt16) -> [UInt8] {
        SmallWorld.framed(SmallWorld.query(name, type, id: id))
    }

    @Test(arguments: [1, 2, 3, 13, 1000])
    func `a question is answered however its octets arrive`(pieceSize: Int) throws {
        let session = try Harness()
        let octets =
            Self.question("www.site.example", id: 7) + Self.question("none.site.example", id: 8)
            + Self.question("txt.site.example", .txt, id: 9)
        for start in stride(from: 0, to: octets.count, by: pieceSize) {
            try session.receive(Array(octets[start..<min(start + pieceSize, octets.count)]))
        }
        let sent = try session.sent()
        #expect(sent.map(\.id) == [7, 8, 9])
        #expect(sent.map(\.responseCode) == [.noerror, .nxdomain, .noerror])
        #expect(sent[2].answers.first.map { $0.rdata.count > 10_000 } == true)
        #expect(sent.allSatisfy { !$0.isTruncated })
        #expect(session.channel.isActive)
        #expect(session.statistics.tally.withLock { $0.replied } == 3)
    }

    @Test func `responses go out as they fall due, not in the order of the questions`() throws {
        let session = try Harness(timeScale: 1)
        try session.receive(
            Self.question("slow.site.example", id: 1) + Self.question("www.site.example", id: 2))
        #expect(try session.sent().isEmpty)
        session.advance(.seconds(1))
        #expect(try session.sent().map(\.id) == [2])
        session.advance(.seconds(1))
        #expect(try session.sent().isEmpty)
        session.advance(.seconds(2))
        #expect(try session.sent().map(\.id) == [1])
    }

    @Test func `a silent question gets nothing, and the connection stays open until it is idle`() throws {
        let session = try Harness()
        try session.receive(Self.question("silent.site.example", id: 1))
        session.advance(.milliseconds(9_900))
        #expect(session.channel.isActive)
        try session.receive(Self.question("www.site.example", id: 2))
        session.advance(.milliseconds(9_900))
        #expect(session.channel.isActive)
        #expect(try session.sent().map(\.id) == [2])
        session.advance(.milliseconds(200))
        #expect(!session.channel.isActive)
        #expect(session.statistics.tally.withLock { $0.silent } == 1)
    }

    @Test func `octets that trickle in do not keep the connection open`() throws {
        let session = try Harness()
        for octet in Self.question("www.site.example", id: 1).prefix(9) {
            try session.receive([octet])
            session.advance(.seconds(1))
        }
        #expect(session.channel.isActive)
        session.advance(.seconds(1))
        #expect(!session.channel.isActive)
    }

    @Test func `a connection with a response that waits is not idle`() throws {
        var limits = StreamLimits()
        limits.idleTimeout = .seconds(1)
        let session = try Harness(limits, timeScale: 1)
        try session.receive(Self.question("slow.site.example", id: 1))
        session.advance(.milliseconds(3_500))
        #expect(session.channel.isActive)
        #expect(try session.sent().map(\.id) == [1])
        session.advance(.milliseconds(1_500))
        #expect(!session.channel.isActive)
    }

    @Test(arguments: [0, 1, 11])
    func `what is shorter than a header ends the connection, after the answers before it`(length: Int) throws {
        let session = try Harness()
        try session.receive(
            Self.question("www.site.example", id: 1) + SmallWorld.framed(Array(repeating: 0, count: length))
                + Self.question("www.site.example", id: 2))
        #expect(try session.sent().map(\.id) == [1])
        #expect(!session.channel.isActive)
    }

    @Test func `a response and other messages that are no query are ignored`() throws {
        let session = try Harness()
        var response = SmallWorld.query("www.site.example", id: 1)
        response[2] |= 0x80
        try session.receive(SmallWorld.framed(response) + Self.question("www.site.example", id: 2))
        #expect(try session.sent().map(\.id) == [2])
        #expect(session.channel.isActive)
        #expect(session.statistics.tally.withLock { $0.ignored } == 1)
    }

    @Test func `a client that has said all still gets its answers`() throws {
        let session = try Harness(timeScale: 1)
        try session.receive(
            Self.question("slow.site.example", id: 1) + Self.question("www.site.example", id: 2))
        session.endInput()
        session.advance(.seconds(1))
        #expect(try session.sent().map(\.id) == [2])
        #expect(session.channel.isActive)
        session.advance(.seconds(3))
        #expect(try session.sent().map(\.id) == [1])
        #expect(!session.channel.isActive)
    }

    @Test func `a client that has said all and waits for nothing is let go`() throws {
        let session = try Harness()
        session.endInput()
        #expect(!session.channel.isActive)
    }

    @Test func `while as many responses wait as may, no further question is taken`() throws {
        var limits = StreamLimits()
        limits.waitingReplies = 2
        let session = try Harness(limits, timeScale: 1)
        try session.receive((1...5).flatMap { Self.question("slow.site.example", id: $0) })
        var sent: [[UInt16]] = []
        for _ in 1...3 {
            session.advance(.milliseconds(3_100))
            sent.append(try session.sent().map(\.id))
        }
        #expect(sent == [[1, 2], [3, 4], [5]])
    }

    @Test func `while the client takes nothing, no further question is answered`() throws {
        let session = try Harness()
        session.channel.isWritable = false
        try session.receive(Self.question("www.site.example", id: 1))
        #expect(try session.sent().isEmpty)
        session.channel.isWritable = true
        session.channel.pipeline.fireChannelWritabilityChanged()
        #expect(try session.sent().map(\.id) == [1])
    }

    @Test func `a drained connection answers what has arrived and ends`() throws {
        let session = try Harness(timeScale: 1)
        try session.receive(Self.question("www.site.example", id: 1))
        session.channel.pipeline.fireUserInboundEventTriggered(StreamSession.Event.drain)
        #expect(session.channel.isActive)
        session.advance(.seconds(1))
        #expect(try session.sent().map(\.id) == [1])
        #expect(!session.channel.isActive)
    }

    @Test func `responses that nobody waits for any more are counted as lost`() throws {
        let session = try Harness(timeScale: 1)
        try session.receive(Self.question("slow.site.example", id: 1))
        try session.channel.close().wait()
        session.advance(.seconds(4))
        #expect(try session.sent().isEmpty)
        #expect(session.statistics.tally.withLock { $0.lost } == 1)
    }
}
