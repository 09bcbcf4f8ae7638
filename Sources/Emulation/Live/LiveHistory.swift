/// What a live responder carries from one question to the next, where the world lets earlier questions matter.
public struct LiveHistory: Sendable {
    /// The queries that the name servers have had.
    var counts = QueryCounts()
    /// The device: its cache, its server at hand, its rotation.
    var device = DeviceState()
    /// When the last question was asked, on the virtual clock.
    var lastInstant: Duration?
    private var askedSincePruning = 0

    /// Nothing has been asked yet.
    public init() {}

    /// Takes over what a question has left behind, and lets go of what has run out from time to time.
    mutating func take(counts: QueryCounts, device: DeviceState, at instant: Duration) {
        self.counts = counts
        self.device = device
        lastInstant = instant
        askedSincePruning += 1
        if askedSincePruning >= 1000 {
            askedSincePruning = 0
            self.device.prune(at: instant)
        }
    }
}
