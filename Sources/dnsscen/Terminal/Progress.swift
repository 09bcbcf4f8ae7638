import Glibc

/// How far a long run is, on a terminal's standard error; silent for its first second and where there is no terminal.
struct Progress {
    private let total: Int
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now
    private var isOnScreen = false

    init(total: Int) {
        self.total = total
        isShown = isatty(STDERR_FILENO) == 1
    }

    /// Tells how many of the total are done, at most ten times a second.
    mutating func update(_ done: Int) {
        guard isShown else { return }
        let now = ContinuousClock.now
        guard now - start > .seconds(1), now - last > .milliseconds(100) else { return }
        last = now
        isOnScreen = true
        StandardStreams.writeError("\r\u{1b}[K\(done) of \(total)")
    }

    /// Takes the line off the screen, before other text is written.
    mutating func clear() {
        guard isOnScreen else { return }
        isOnScreen = false
        StandardStreams.writeError("\r\u{1b}[K")
    }
}
