/// What a live responder carries from one question to the next, where the world lets earlier questions matter.
public struct LiveHistory: Sendable {
    /// The queries that the name servers have had.
    var counts = QueryCounts()
    /// The device: its cache, its server at hand, its rotation.
    var device = DeviceState()
    /// The caches of the name servers.
    var caches = ServerCaches()
    /// When the last question was asked, on the virtual clock.
    var lastInstant: Duration?
    private var askedSincePruning = 0

    /// Nothing has been asked yet.
    public init() {}

    /// Takes over what a question has left behind, and lets go of what has run out from time to time.
    mutating func take(_ run: Run, at instant: Duration) {
        counts = run.counts
        device = run.device
        caches = run.caches
        lastInstant = instant
        askedSincePruning += 1
        if askedSincePruning >= 1000 {
            askedSincePruning = 0
            device.prune(at: instant)
            caches.prune(at: instant)
        }
    }
}
