import Glibc

/// Relates the system's monotonic clock to the virtual one, which starts when the server is ready.
public struct LiveClock: Hashable, Sendable {
    private let start: UInt64
    private let scale: Double

    /// A clock that starts now; a scale of 0 takes away delays and lets the virtual clock go with the real one.
    public init(timeScale: Double) {
        start = Self.now
        scale = timeScale > 0 ? timeScale : 1
    }

    /// The monotonic clock in nanoseconds.
    static var now: UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// The virtual instant of a reading of the monotonic clock.
    func instant(_ reading: UInt64) -> Duration {
        let elapsed = Double(reading > start ? reading - start : 0)
        return .nanoseconds(Int64(elapsed / scale))
    }
}
