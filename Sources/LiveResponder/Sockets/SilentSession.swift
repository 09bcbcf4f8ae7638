import NIOCore
import Synchronization

/// One TCP connection that is taken and never answered: what a client of an emulated network that drops its packets sees after the
/// handshake, which the system itself does.
final class SilentSession: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let entry: StreamRegistry.Entry
    private let timeout: Duration
    private var idleCheck: Scheduled<Void>?

    init(_ entry: StreamRegistry.Entry, _ limits: StreamLimits) {
        self.entry = entry
        timeout = limits.silentTimeout
    }

    func channelActive(context: ChannelHandlerContext) {
        idleCheck = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) {
            context.close(promise: nil)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        entry.lastProgress.store(context.eventLoop.now.uptimeNanoseconds, ordering: .relaxed)
    }

    func channelInactive(context: ChannelHandlerContext) {
        idleCheck?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed, StreamSession.Event.drain: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
