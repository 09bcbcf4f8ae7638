import IPCore
import NIOPosix
import Synchronization

/// All that answers at one address: the event loops of its UDP sockets, and TCP.
final class Listener: Sendable {
    /// What is answered.
    let kind: LiveView.Kind
    /// Where, with the port that the system picked.
    let endpoint: Endpoint
    /// What a client finds there, as far as it decides which sockets are open.
    let state: ServerState
    private let loops: [DatagramLoop]
    private let threads: NIOThreadPool
    private let stream: StreamListener?

    /// Opens the sockets and starts answering.
    ///
    /// With port 0 the system picks one that is free for UDP and TCP alike.
    init(
        _ endpoint: Endpoint, _ kind: LiveView.Kind, state: ServerState = ServerState(), loopCount: Int,
        _ context: ServingContext, group: MultiThreadedEventLoopGroup
    ) async throws {
        self.kind = kind
        self.state = state
        var attempt = 0
        while true {
            attempt += 1
            let sockets = try state.isDatagramClosed ? [] : DatagramSocket.group(at: endpoint, count: loopCount)
            var bound = sockets.first?.endpoint ?? endpoint
            var stream: StreamListener?
            if state.stream != .refused {
                let listener = StreamListener(
                    bound, kind, context, group: group, mode: state.stream == .silent ? .silent : .answering)
                do {
                    bound = try await listener.start()
                    stream = listener
                } catch let error as SocketError {
                    // The free port of UDP may be taken for TCP.
                    if endpoint.port == 0, attempt < 16 { continue }
                    throw error
                }
            }
            self.endpoint = bound
            self.stream = stream
            loops = sockets.map { DatagramLoop($0, kind, context) }
            break
        }
        threads = NIOThreadPool(numberOfThreads: max(1, loops.count))
        threads.start()
        for loop in loops {
            threads.submit { state in
                if case .active = state { loop.run() }
            }
        }
    }

    /// Whether any socket is open: none is where the emulated server's ports are all closed.
    var isOpen: Bool { !loops.isEmpty || stream != nil }

    /// Answers what has arrived, then closes the sockets.
    func stop(grace: Duration) async throws {
        for loop in loops { loop.stop() }
        await stream?.stop(grace: grace)
        try await threads.shutdownGracefully()
    }

    /// What has been done over UDP.
    var datagramTally: ResponderStatistics.Tally {
        loops.reduce(into: ResponderStatistics.Tally()) { sum, loop in loop.statistics.tally.withLock { sum.add($0) } }
    }

    /// What has been done over TCP.
    var streamTally: ResponderStatistics.Tally { stream?.statistics.tally.withLock { $0 } ?? .init() }
}
