import Testing

@testable import Emulation

@Suite struct EventQueueTests {
    @Test func `what is due at the same instant comes in the order scheduled`() {
        var queue = EventQueue()
        queue.schedule(.reply, of: 1, at: .seconds(5))
        queue.schedule(.timeout, of: 2, at: .seconds(1))
        queue.schedule(.error, of: 3, at: .seconds(5))
        queue.schedule(.arrival, of: 4, at: .zero)
        var exchanges: [Int] = []
        while let event = queue.next() { exchanges.append(event.exchange) }
        #expect(exchanges == [4, 2, 1, 3])
    }

    @Test(
        arguments: [
            (Duration.zero, "0 ms", "0ms"), (.milliseconds(21), "21 ms", "21ms"), (.seconds(5), "5 s", "5s"),
            (.milliseconds(1500), "1.5 s", "1500ms"), (.milliseconds(20_020), "20.02 s", "20020ms"),
        ])
    func `spans read as sentences and as scenarios have them`(span: Duration, prose: String, notation: String) {
        #expect(span.prose == prose)
        #expect(span.notation == notation)
    }
}
