import Glibc

/// How fast datagrams arrive, so that under load more of them are taken at once.
///
/// Waking up for each datagram costs more than answering it. A loop that gets tens of thousands a second pauses for some tens of
/// microseconds before it looks again; one that gets less never pauses.
struct ArrivalPace {
    private var last: UInt64 = 0
    /// The datagrams a second, smoothed over some batches.
    private var rate = 0.0

    /// From this rate on a pause gathers several datagrams.
    private static let busyRate = 20_000.0
    /// The pause; the system adds up to its timer slack of 50 microseconds.
    private static let pauseNanoseconds = 20_000

    /// Takes note of datagrams that came at a reading of the monotonic clock, in nanoseconds.
    mutating func note(_ count: Int, at arrival: UInt64) {
        let elapsed = Double(max(arrival - last, 1_000))
        last = arrival
        rate += (Double(count) * 1e9 / elapsed - rate) / 8
    }

    /// Pauses where datagrams come thick and fast.
    func pauseIfBusy() {
        guard rate >= Self.busyRate else { return }
        var pause = timespec(tv_sec: 0, tv_nsec: Self.pauseNanoseconds)
        _ = unsafe nanosleep(&pause, nil)
    }
}
