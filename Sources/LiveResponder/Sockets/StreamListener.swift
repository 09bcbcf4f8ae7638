import Glibc
import IPCore
import NIOCore
import NIOPosix
import Synchronization

/// A TCP socket that listens on one address, and the connections that it takes.
final class StreamListener: Sendable {
    /// What the connections get.
    enum Mode: Hashable, Sendable {
        /// Answers.
        case answering
        /// Nothing: TCP that an emulated network drops.
        case silent
    }

    private let endpoint: Endpoint
    private let kind: LiveView.Kind
    private let context: ServingContext
    private let group: MultiThreadedEventLoopGroup
    private let mode: Mode
    private let limits: StreamLimits
    private let registry: StreamRegistry
    private let workers: [ObjectIdentifier: NIOLoopBoundBox<StreamWorker>]
    private let server = Mutex<(any Channel)?>(nil)
    /// What its connections have done.
    let statistics = ResponderStatistics()

    /// A listener; those that are to share one bound on the number of connections share a registry.
    init(
        _ endpoint: Endpoint, _ kind: LiveView.Kind, _ context: ServingContext, group: MultiThreadedEventLoopGroup,
        mode: Mode = .answering, limits: StreamLimits = StreamLimits(), registry: StreamRegistry = StreamRegistry()
    ) {
        self.endpoint = endpoint
        self.kind = kind
        self.context = context
        self.group = group
        self.mode = mode
        self.limits = limits
        self.registry = registry
        var workers: [ObjectIdentifier: NIOLoopBoundBox<StreamWorker>] = [:]
        for loop in group.makeIterator() {
            workers[ObjectIdentifier(loop)] = .makeBoxSendingValue(
                StreamWorker(kind, context, statistics), eventLoop: loop)
        }
        self.workers = workers
    }

    /// Listens from now on and returns where, with the port that the system picked.
    ///
    /// Throws `SocketError` where the system does not let it.
    func start() async throws -> Endpoint {
        let limits = limits
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Int32(limits.backlog))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // Accepted connections take it over; it bounds what a client can leave unread with the system.
            .serverChannelOption(
                .socketOption(.so_rcvbuf), value: ChannelOptions.Types.SocketOption.Value(limits.receiveBuffer)
            )
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Without it a process that is out of descriptors would try to accept again and again.
                    try channel.pipeline.syncOperations.addHandler(AcceptBackoffHandler())
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(
                .writeBufferWaterMark,
                value: ChannelOptions.Types.WriteBufferWaterMark(
                    low: limits.unsentOctets / 4, high: limits.unsentOctets)
            )
            .childChannelOption(
                .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 2048, maximum: 16 << 10)
            )
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture { try accept(channel) }
            }
        let channel = try await bootstrap.bind(to: endpoint, naming: "TCP")
        server.withLock { $0 = channel }
        return channel.localAddress.flatMap(Endpoint.init) ?? endpoint
    }

    /// Takes no further connection and ends those that there are, each once its questions are answered, at the latest after `grace`.
    func stop(grace: Duration) async {
        let channel = server.withLock { server in
            defer { server = nil }
            return server
        }
        try? await channel?.close().get()
        let channels = registry.entries(of: ObjectIdentifier(self)).map(\.channel)
        for channel in channels {
            channel.pipeline.fireUserInboundEventTriggered(StreamSession.Event.drain)
            let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(grace)) { channel.close(promise: nil) }
            channel.closeFuture.whenComplete { _ in deadline.cancel() }
        }
        try? await EventLoopFuture.andAllComplete(channels.map(\.closeFuture), on: group.next()).get()
    }

    /// Gives a connection its place; throws, which closes it, if it gets none.
    private func accept(_ channel: any Channel) throws {
        let sender = channel.remoteAddress.flatMap(Endpoint.init)
        guard let sender, context.admits(sender), let worker = workers[ObjectIdentifier(channel.eventLoop)] else {
            statistics.tally.withLock { $0.sessionsRefused += 1 }
            throw StreamRegistry.Refused()
        }
        let entry = try registry.place(for: channel, owner: self) { [self] in
            statistics.tally.withLock { $0.sessionsRefused += 1 }
        }
        statistics.tally.withLock {
            $0.sessionsOpen += 1
            $0.sessionsTotal += 1
        }
        channel.closeFuture.whenComplete { [self] _ in statistics.tally.withLock { $0.sessionsOpen -= 1 } }
        switch mode {
        case .answering:
            try channel.pipeline.syncOperations.addHandler(StreamSession(worker.value, entry, from: sender, limits))
        case .silent:
            try channel.pipeline.syncOperations.addHandler(SilentSession(entry, limits))
        }
    }
}
