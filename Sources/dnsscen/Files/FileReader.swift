import Glibc
import ScenarioLanguage

/// Reads files as the operating system has them.
enum FileReader {
    /// No file of a scenario may be larger; one octet more is read, so that the library can say so.
    private static let limit = 64 << 20

    /// The octets of a file, or standard input for `-`.
    static func read(_ path: String) -> Result<[UInt8], LoadFailure> {
        if path == "-" { return readAll(STDIN_FILENO) }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(failure(errno)) }
        defer { close(descriptor) }
        return readAll(descriptor)
    }

    /// The names of the `.yaml` files in a directory, sorted; `nil` if it is no directory that can be read.
    static func scenarioNames(in directory: String) -> [String]? {
        guard isDirectory(directory), let stream = unsafe opendir(directory) else { return nil }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func readAll(_ descriptor: Int32) -> Result<[UInt8], LoadFailure> {
        var octets: [UInt8] = []
        var status = stat()
        if unsafe fstat(descriptor, &status) == 0, status.st_size > 0 {
            octets.reserveCapacity(min(Int(status.st_size), limit) + 1)
        }
        while octets.count <= limit {
            let wanted = min(1 << 16, limit + 1 - octets.count)
            var failed: Int32?
            var isAtEnd = false
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                let got = unsafe Glibc.read(descriptor, buffer.baseAddress, wanted)
                count = max(0, got)
                isAtEnd = got == 0
                failed = got < 0 ? errno : nil
            }
            if let failed, failed != EINTR { return .failure(failure(failed)) }
            if isAtEnd { break }
            octets += chunk
        }
        return .success(octets)
    }

    private static func failure(_ code: Int32) -> LoadFailure {
        LoadFailure(reason: StandardStreams.errorText(code))
    }
}
