import Glibc

/// Tells whether files have changed, by their modification times, sizes and inodes.
///
/// Reading these from time to time also survives editors that put another file in the place of the old one.
struct FileWatch {
    private struct State: Equatable {
        var seconds = 0
        var nanoseconds = 0
        var size: off_t = -1
        var inode: ino_t = 0
    }

    private var states: [(path: String, state: State)]

    /// Watches files as they are now.
    init(_ paths: [String]) {
        states = paths.map { ($0, Self.state(of: $0)) }
    }

    /// Whether one of the files is another than when this was last asked.
    mutating func hasChanged() -> Bool {
        var changed = false
        for index in states.indices {
            let state = Self.state(of: states[index].path)
            if state != states[index].state {
                states[index].state = state
                changed = true
            }
        }
        return changed
    }

    private static func state(of path: String) -> State {
        var info = stat()
        guard unsafe stat(path, &info) == 0 else { return State() }
        return State(
            seconds: info.st_mtim.tv_sec, nanoseconds: info.st_mtim.tv_nsec, size: info.st_size, inode: info.st_ino)
    }
}
