import Glibc
import NIOCore
import NIOPosix
import ScenarioLanguage
import Synchronization

/// Takes requests over a Unix socket that its owner alone can open: a JSON object a line, and one back for each.
final class ControlServer: Sendable {
    private struct State {
        var channel: any Channel
        var identity: ControlSocket.Identity?
    }

    private let path: String
    private let group: MultiThreadedEventLoopGroup
    private let handle: @Sendable (ControlRequest) async -> ControlReply
    private let registry = StreamRegistry(limit: 16)
    private let state = Mutex<State?>(nil)

    /// A server at a path, whose requests `handle` carries out.
    init(
        path: String, group: MultiThreadedEventLoopGroup,
        handle: @escaping @Sendable (ControlRequest) async -> ControlReply
    ) {
        self.path = path
        self.group = group
        self.handle = handle
    }

    /// Listens from now on.
    ///
    /// A socket that was left behind by a responder that is gone is replaced. Throws `SocketError` if somebody listens there, if
    /// the path is that of something else, and where the system does not let it.
    func start() async throws {
        let descriptor = try bind()
        let identity = ControlSocket.Identity(path)
        do {
            let channel = try await ServerBootstrap(group: group)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelInitializer { [self] channel in
                    channel.eventLoop.makeCompletedFuture {
                        let entry = try registry.place(for: channel, owner: self)
                        try channel.pipeline.syncOperations.addHandler(ControlSession(entry, handle))
                    }
                }
                .withBoundSocket(descriptor).get()
            state.withLock { $0 = State(channel: channel, identity: identity) }
        } catch let error as IOError {
            throw SocketError("listen on \(path)", code: error.errnoCode)
        }
    }

    /// Ends all connections, listens no longer and removes the socket, unless another one has taken its place.
    func stop() async {
        let last = state.withLock { state in
            defer { state = nil }
            return state
        }
        guard let last else { return }
        if let identity = last.identity, ControlSocket.Identity(path) == identity { unsafe unlink(path) }
        try? await last.channel.close().get()
        for entry in registry.entries(of: ObjectIdentifier(self)) { try? await entry.channel.close().get() }
    }

    /// A socket that is bound to the path.
    private func bind() throws(SocketError) -> Int32 {
        let descriptor = ControlSocket.make()
        guard descriptor >= 0 else { throw SocketError("listen on \(path)", code: errno) }
        // Linux gives the file the mode that the socket has when it is bound, so that at no time others can open it.
        fchmod(descriptor, S_IRUSR | S_IWUSR)
        var code = tryBind(descriptor)
        if code == EADDRINUSE, try isLeftBehind() {
            unsafe unlink(path)
            code = tryBind(descriptor)
        }
        guard let code else { return descriptor }
        close(descriptor)
        throw SocketError("listen on \(path)", code: code, remedy: Self.remedy(code))
    }

    private func tryBind(_ descriptor: Int32) -> Int32? {
        let status = unsafe ControlSocket.withAddress(path) { unsafe Glibc.bind(descriptor, $0, $1) }
        guard let status else { return ENAMETOOLONG }
        return status == 0 ? nil : errno
    }

    /// Whether nobody listens at the path any more.
    private func isLeftBehind() throws(SocketError) -> Bool {
        var info = stat()
        guard unsafe lstat(path, &info) == 0 else { return true }
        guard info.st_mode & S_IFMT == S_IFSOCK else {
            throw SocketError(
                "listen on \(path)", code: EEXIST, remedy: "It is no socket: give --control another path.")
        }
        let probe = ControlSocket.make()
        guard probe >= 0 else { throw SocketError("listen on \(path)", code: errno) }
        defer { close(probe) }
        return ControlSocket.connect(probe, to: path) == ECONNREFUSED
    }

    private static func remedy(_ code: Int32) -> String {
        switch code {
        case EADDRINUSE: "Another program listens there: stop it, or give --control another path."
        case ENAMETOOLONG: "A socket's path has at most 107 octets: give --control a shorter one."
        case ENOENT: "Its folder does not exist: make it, or give --control another path."
        case EACCES, EPERM, EROFS: "Give --control a path in a folder of your own, such as $XDG_RUNTIME_DIR."
        default: ""
        }
    }
}

/// One connection to the control socket; its requests are carried out one after the other.
private final class ControlSession: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let entry: StreamRegistry.Entry
    private let handle: @Sendable (ControlRequest) async -> ControlReply
    private var input = ByteBuffer()
    private var isBusy = false
    private var isInputEnded = false

    /// The longest request, and the most octets of further ones that wait for it.
    private static let lineLimit = 64 << 10

    init(_ entry: StreamRegistry.Entry, _ handle: @escaping @Sendable (ControlRequest) async -> ControlReply) {
        self.entry = entry
        self.handle = handle
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isInputEnded else { return }
        var octets = unwrapInboundIn(data)
        input.writeBuffer(&octets)
        carryOut(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            isInputEnded = true
            carryOut(context)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Begins with the next request if there is one and the last one is done.
    private func carryOut(_ context: ChannelHandlerContext) {
        guard !isBusy else {
            if input.readableBytes > Self.lineLimit { context.close(promise: nil) }
            return
        }
        guard let line = nextLine() else {
            if isInputEnded { return context.close(promise: nil) }
            if input.readableBytes > Self.lineLimit {
                isInputEnded = true
                input.clear()
                reply(.refused("a request has at most \(Self.lineLimit) octets"), context)
            }
            return
        }
        let request: ControlRequest
        do {
            request = try ControlRequest(JSONReader.read(line))
        } catch let error as ControlRequest.Malformed {
            return reply(.refused(error.text), context)
        } catch {
            return reply(.refused("a request is a JSON object on one line"), context)
        }
        isBusy = true
        entry.isBusy.store(true, ordering: .relaxed)
        let answered = context.eventLoop.makePromise(of: ControlReply.self)
        answered.completeWithTask { [handle] in await handle(request) }
        answered.futureResult.assumeIsolated().whenSuccess { [self] in reply($0, context) }
    }

    private func nextLine() -> [UInt8]? {
        let end = input.readableBytesView.firstIndex(of: UInt8(ascii: "\n"))
        // The last request may lack the line's end.
        guard let end else {
            guard isInputEnded, input.readableBytes > 0 else { return nil }
            return input.readBytes(length: input.readableBytes)
        }
        let line = input.readBytes(length: end - input.readerIndex)
        input.moveReaderIndex(forwardBy: 1)
        input.discardReadBytes()
        return line
    }

    private func reply(_ reply: ControlReply, _ context: ChannelHandlerContext) {
        let line = JSONLine(reply.json).octets + [UInt8(ascii: "\n")]
        isBusy = false
        entry.isBusy.store(false, ordering: .relaxed)
        entry.lastProgress.store(context.eventLoop.now.uptimeNanoseconds, ordering: .relaxed)
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess { [self] in carryOut(context) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: line)), promise: sent)
    }
}
