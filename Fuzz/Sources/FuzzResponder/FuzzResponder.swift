import DNSCore
import DNSWire
import FuzzSupport
import LiveResponder
import WorldModel

/// The first octet picks who is asked and over which transport; the rest is the message that arrives there.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe UnsafeRawBufferPointer(start: data, count: count)
    guard let choice = unsafe input.first else { return 0 }
    let message = unsafe UnsafeRawBufferPointer(rebasing: input[1...])
    let exchange = unsafe FuzzedExchange(
        message, octets: Array(message), view: world.views[Int(choice >> 1) % world.views.count],
        transport: choice & 1 == 0 ? .udp : .tcp)
    unsafe exchange.check(&state)
    return 0
}

private let world = FuzzedWorld()

/// What an event loop keeps from message to message.
struct LoopState {
    var responder = MessageResponder()
    var buffer = [UInt8](repeating: 0, count: MessageResponder.bufferSize)
}

// libFuzzer calls the target on one thread, and a lock would not let the message's octets in.
private nonisolated(unsafe) var state = LoopState()
