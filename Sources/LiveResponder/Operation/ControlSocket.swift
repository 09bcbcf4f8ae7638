import Glibc

/// The Unix socket of a path, for whoever listens there and whoever connects.
enum ControlSocket {
    /// Lends a path as an address; `nil` if it is longer than the system allows, 107 octets.
    static func withAddress<Result>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result? {
        guard (1...107).contains(path.utf8.count), !path.utf8.contains(0) else { return nil }
        // The family, and behind it the path with a final zero (unix(7)).
        let pathStart = MemoryLayout<sa_family_t>.size
        var address = sockaddr_storage()
        unsafe withUnsafeMutableBytes(of: &address) { octets in
            unsafe octets.storeBytes(of: sa_family_t(AF_UNIX), as: sa_family_t.self)
            unsafe UnsafeMutableRawBufferPointer(rebasing: octets[pathStart...]).copyBytes(from: path.utf8)
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(pathStart + path.utf8.count + 1))
            }
        }
    }

    /// A new socket; negative if the system gives none.
    static func make() -> Int32 { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0) }

    /// Connects to whoever listens at a path; the number of the system's error if nobody does.
    static func connect(_ descriptor: Int32, to path: String) -> Int32? {
        let status = unsafe withAddress(path) { unsafe Glibc.connect(descriptor, $0, $1) }
        guard let status else { return ENAMETOOLONG }
        return status == 0 ? nil : errno
    }

    /// Which file a path leads to.
    struct Identity: Hashable {
        let device: dev_t
        let inode: ino_t

        /// The file of a path itself, of a symbolic link the link; `nil` if there is none.
        init?(_ path: String) {
            var info = stat()
            guard unsafe lstat(path, &info) == 0 else { return nil }
            device = info.st_dev
            inode = info.st_ino
        }
    }
}
