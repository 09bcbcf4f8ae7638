import Glibc
import Reporting

/// Standard output and standard error.
enum StandardStreams {
    /// Writes to standard output.
    static func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Writes octets to standard output.
    static func write(_ octets: [UInt8]) throws {
        let failure = unsafe octets.withUnsafeBufferPointer { octets in unsafe writeAll(octets, to: STDOUT_FILENO) }
        switch failure {
        case nil: return
        case EPIPE?: throw ClosedPipe()
        case let code?:
            throw CommandFailure.inputOutput("standard output cannot be written: \(errorText(code))")
        }
    }

    /// Writes a line of the program's own to standard error.
    static func complain(_ message: String) {
        if !message.isEmpty { writeError("dnsscen: \(message)\n") }
    }

    /// Writes to standard error, whose own failures there is nobody left to tell.
    static func writeError(_ text: String) {
        var text = text
        _ = text.withUTF8 { octets in unsafe writeAll(octets, to: STDERR_FILENO) }
    }

    /// The error of write(2), or `nil` when all was written.
    private static func writeAll(_ octets: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32? {
        var start = 0
        while start < octets.count {
            let written = unsafe Glibc.write(descriptor, octets.baseAddress?.advanced(by: start), octets.count - start)
            if written >= 0 {
                start += written
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }

    /// What the system says to an error number, in its own words.
    static func errorText(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        let words = unsafe String(cString: text)
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
