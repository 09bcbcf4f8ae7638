import IPCore
import NIOCore
import Synchronization

/// One TCP connection: questions behind their lengths in, responses out as they fall due (RFC 1035 section 4.2.2, RFC 7766).
///
/// No further question is read while too many responses wait or the client does not take them.
final class StreamSession: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Sent to a connection that is to end once what has arrived is answered.
    enum Event: Sendable {
        case drain
    }

    private let worker: StreamWorker
    private let entry: StreamRegistry.Entry
    private let sender: Endpoint
    private let limits: StreamLimits

    /// Octets that arrived and were not answered.
    private var input = ByteBuffer()
    /// Whether there will be no further question: the client said so, what it sends is no DNS, or the responder ends.
    private var isInputEnded = false
    /// Whether the client has closed its side.
    private var isClosedByClient = false
    /// Whether the last response is out.
    private var isFinished = false
    /// Whether the event loop asked for octets while none were wanted.
    private var isReadDeferred = false
    /// Whether questions are being answered, further down the stack.
    private var isAnswering = false

    private var waiting = StreamReplies()
    private var wakeUp: Scheduled<Void>?
    private var wakeUpDue: NIODeadline?
    /// Writes that the client has not taken.
    private var unsentCount = 0

    private var lastProgress = NIODeadline.distantPast
    private var idleCheck: Scheduled<Void>?

    /// The octets of the shortest message, its header (RFC 1035 section 4.1.1).
    private static let headerSize = 12
    /// Responses that are due together are handed over in pieces of this size.
    private static let pieceSize = 16 << 10

    init(_ worker: StreamWorker, _ entry: StreamRegistry.Entry, from sender: Endpoint, _ limits: StreamLimits) {
        self.worker = worker
        self.entry = entry
        self.sender = sender
        self.limits = limits
    }

    // MARK: - What the event loop tells

    func channelActive(context: ChannelHandlerContext) {
        noteProgress(context)
        scheduleIdleCheck(context, after: limits.idleTimeout)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isInputEnded else { return }
        var octets = unwrapInboundIn(data)
        if input.readableBytes == 0 {
            input = octets
        } else {
            input.writeBuffer(&octets)
        }
        answer(context)
    }

    func read(context: ChannelHandlerContext) {
        if wantsInput(context) {
            context.read()
        } else {
            isReadDeferred = true
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { answer(context) }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            isInputEnded = true
            isClosedByClient = true
            if isFinished { context.close(promise: nil) } else { answer(context) }
        case Event.drain:
            isInputEnded = true
            answer(context)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        wakeUp?.cancel()
        idleCheck?.cancel()
        wakeUp = nil
        idleCheck = nil
        worker.countLost(waiting.removeAll() + unsentCount)
        isFinished = true
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A client that resets its connection; there is nobody to tell.
        context.close(promise: nil)
    }
}

// MARK: - Questions and responses

extension StreamSession {
    /// Whether there is room for the response to another question.
    private func hasRoom(_ context: ChannelHandlerContext) -> Bool {
        context.channel.isWritable && waiting.count < limits.waitingReplies
            && waiting.octetCount < limits.waitingOctets
    }

    /// Octets that come after the last question are read too, so that the end of the connection is seen.
    private func wantsInput(_ context: ChannelHandlerContext) -> Bool { isInputEnded || hasRoom(context) }

    /// Answers what has arrived as far as there is room.
    private func answer(_ context: ChannelHandlerContext) {
        guard !isAnswering, !isFinished else { return }
        isAnswering = true
        let batch = worker.beginBatch()
        var output = ByteBuffer()
        while hasRoom(context), let length = nextLength() {
            input.moveReaderIndex(forwardBy: 2)
            unsafe input.withUnsafeReadableBytes { octets in
                let message = unsafe UnsafeRawBufferPointer(rebasing: octets[..<length])
                unsafe worker.answer(message, from: sender, in: batch) { response, delay in
                    if delay == 0 {
                        unsafe output.writeFrame(response)
                    } else {
                        var frame = context.channel.allocator.buffer(capacity: response.count + 2)
                        unsafe frame.writeFrame(response)
                        waiting.insert(frame, due: context.eventLoop.now + .microseconds(Int64(delay)))
                    }
                }
            }
            input.moveReaderIndex(forwardBy: length)
            noteProgress(context)
            if output.readableBytes >= Self.pieceSize { send(&output, context) }
        }
        send(&output, context)
        worker.endBatch(batch)
        if input.readableBytes == 0 {
            input = ByteBuffer()
        } else {
            input.discardReadBytes()
        }
        isAnswering = false
        scheduleWakeUp(context)
        settle(context)
    }

    /// The length of the next message if all of it has arrived.
    ///
    /// What is shorter than a header is no message, and whoever sends it has lost count: no further question is taken, as other
    /// servers do.
    private func nextLength() -> Int? {
        guard let length = input.getInteger(at: input.readerIndex, as: UInt16.self).map(Int.init) else { return nil }
        guard length >= Self.headerSize else {
            isInputEnded = true
            input.clear()
            return nil
        }
        return input.readableBytes >= 2 + length ? length : nil
    }

    /// Hands responses over to the system.
    private func send(_ output: inout ByteBuffer, _ context: ChannelHandlerContext) {
        guard output.readableBytes > 0 else { return }
        unsentCount += 1
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess { [self] in
            unsentCount -= 1
            noteProgress(context)
            if !isAnswering { answer(context) }
        }
        context.writeAndFlush(wrapOutboundOut(output), promise: sent)
        output = ByteBuffer()
    }

    /// Sends what has become due.
    private func sendDue(_ context: ChannelHandlerContext) {
        wakeUp = nil
        wakeUpDue = nil
        let now = context.eventLoop.now
        var output = ByteBuffer()
        while var frame = waiting.popDue(by: now) {
            output.writeBuffer(&frame)
            if output.readableBytes >= Self.pieceSize { send(&output, context) }
        }
        send(&output, context)
        answer(context)
    }

    /// Wakes up when the next response is due.
    private func scheduleWakeUp(_ context: ChannelHandlerContext) {
        guard let due = waiting.nextDue, wakeUpDue.map({ due < $0 }) ?? true else { return }
        wakeUp?.cancel()
        wakeUpDue = due
        wakeUp = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) { [self] in sendDue(context) }
    }
}

// MARK: - The end

extension StreamSession {
    /// Reads on if octets are wanted again, and ends the connection once everything is answered.
    private func settle(_ context: ChannelHandlerContext) {
        entry.isBusy.store(waiting.count > 0 || unsentCount > 0, ordering: .relaxed)
        if isInputEnded, waiting.count == 0, unsentCount == 0 { finish(context) }
        if isReadDeferred, wantsInput(context) {
            isReadDeferred = false
            context.read()
        }
    }

    /// Ends the connection in such a way that the client gets all that was sent: to close it while octets of the client are not
    /// read would reset it.
    private func finish(_ context: ChannelHandlerContext) {
        isFinished = true
        idleCheck?.cancel()
        idleCheck = nil
        guard !isClosedByClient else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        idleCheck = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limits.lingerTimeout)) {
            context.close(promise: nil)
        }
    }

    private func noteProgress(_ context: ChannelHandlerContext) {
        lastProgress = context.eventLoop.now
        entry.lastProgress.store(lastProgress.uptimeNanoseconds, ordering: .relaxed)
    }

    private func scheduleIdleCheck(_ context: ChannelHandlerContext, after delay: Duration) {
        idleCheck = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) { [self] in
            let idle = waiting.count > 0 ? .zero : Duration(context.eventLoop.now - lastProgress)
            if idle >= limits.idleTimeout {
                context.close(promise: nil)
            } else {
                scheduleIdleCheck(context, after: limits.idleTimeout - idle)
            }
        }
    }
}

extension ByteBuffer {
    /// Appends a message behind its length in two octets.
    fileprivate mutating func writeFrame(_ message: UnsafeRawBufferPointer) {
        writeInteger(UInt16(message.count))
        unsafe writeBytes(message)
    }
}
