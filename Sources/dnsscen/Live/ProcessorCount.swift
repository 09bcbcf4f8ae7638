import Glibc

/// The processors that this process may use.
enum ProcessorCount {
    /// Their number, at least 1.
    static var online: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
