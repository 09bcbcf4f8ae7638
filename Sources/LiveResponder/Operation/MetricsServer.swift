import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves the metrics over HTTP/1.1 at `/metrics`.
final class MetricsServer: Sendable {
    private let endpoint: Endpoint
    private let group: MultiThreadedEventLoopGroup
    private let metrics: @Sendable () async -> Metrics
    private let registry: StreamRegistry
    private let timeout: Duration
    private let server = Mutex<(any Channel)?>(nil)

    /// A server that asks `metrics` for each response; a connection that asks nothing for `timeout` is closed, and of more than
    /// `limit` the one that has been idle longest.
    init(
        _ endpoint: Endpoint, group: MultiThreadedEventLoopGroup, timeout: Duration = .seconds(120), limit: Int = 64,
        metrics: @escaping @Sendable () async -> Metrics
    ) {
        self.endpoint = endpoint
        self.group = group
        self.timeout = timeout
        self.metrics = metrics
        registry = StreamRegistry(limit: limit)
    }

    /// Listens from now on and returns where, with the port that the system picked.
    ///
    /// Throws `SocketError` where the system does not let it.
    func start() async throws -> Endpoint {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 8 << 10
        limits.maxHeaderListSize = 32 << 10
        limits.maxHeaderFieldCount = 100
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptBackoffHandler())
                }
            }
            .childChannelInitializer { [self, limits] channel in
                channel.eventLoop.makeCompletedFuture {
                    let entry = try registry.place(for: channel, owner: self)
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(
                        withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
                    try pipeline.addHandler(MetricsSession(entry, timeout: timeout, metrics))
                }
            }
        let channel = try await bootstrap.bind(to: endpoint, naming: "HTTP")
        server.withLock { $0 = channel }
        return channel.localAddress.flatMap(Endpoint.init) ?? endpoint
    }

    /// Ends all connections and listens no longer.
    func stop() async {
        let channel = server.withLock { server in
            defer { server = nil }
            return server
        }
        try? await channel?.close().get()
        for entry in registry.entries(of: ObjectIdentifier(self)) { try? await entry.channel.close().get() }
    }
}

/// One HTTP connection.
private final class MetricsSession: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let entry: StreamRegistry.Entry
    private let timeout: Duration
    private let metrics: @Sendable () async -> Metrics
    private var request: HTTPRequestHead?
    private var bodySize = 0
    private var deadline: Scheduled<Void>?

    /// A request for metrics has no use for a body; a small one is read over.
    private static let bodyLimit = 64 << 10

    init(_ entry: StreamRegistry.Entry, timeout: Duration, _ metrics: @escaping @Sendable () async -> Metrics) {
        self.entry = entry
        self.timeout = timeout
        self.metrics = metrics
    }

    func channelActive(context: ChannelHandlerContext) {
        scheduleDeadline(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            request = head
            bodySize = 0
            entry.isBusy.store(true, ordering: .relaxed)
        case .body(let part):
            bodySize += part.readableBytes
            if bodySize > Self.bodyLimit { context.close(promise: nil) }
        case .end:
            guard let request else { return }
            self.request = nil
            answer(request, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let path = request.uri.prefix { $0 != "?" && $0 != "#" }
        guard path == "/metrics" else {
            return respond(.notFound, "There is nothing here but /metrics.\n", to: request, context)
        }
        guard request.method == .GET || request.method == .HEAD else {
            return respond(
                .methodNotAllowed, "Only GET and HEAD are allowed.\n", [("Allow", "GET, HEAD")], to: request, context)
        }
        let answered = context.eventLoop.makePromise(of: String.self)
        answered.completeWithTask { [metrics] in await metrics().text }
        answered.futureResult.assumeIsolated().whenSuccess { [self] text in
            respond(.ok, text, type: Metrics.contentType, to: request, context)
        }
    }

    private func respond(
        _ status: HTTPResponseStatus, _ text: String, type: String = "text/plain; charset=utf-8",
        _ more: [(String, String)] = [], to request: HTTPRequestHead, _ context: ChannelHandlerContext
    ) {
        let body = ByteBuffer(string: text)
        var headers: HTTPHeaders = ["Content-Type": type, "Content-Length": "\(body.readableBytes)"]
        for (name, value) in more { headers.add(name: name, value: value) }
        if !request.isKeepAlive {
            headers.add(name: "Connection", value: "close")
        } else if request.version == .http1_0 {
            headers.add(name: "Connection", value: "keep-alive")
        }
        let head = HTTPResponseHead(version: request.version, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { [self] _ in
            entry.isBusy.store(false, ordering: .relaxed)
            entry.lastProgress.store(context.eventLoop.now.uptimeNanoseconds, ordering: .relaxed)
            if !request.isKeepAlive { context.close(promise: nil) }
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
        scheduleDeadline(context)
    }

    private func scheduleDeadline(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) {
            context.close(promise: nil)
        }
    }
}
