import Dispatch
import Glibc
import ScenarioLanguage
import Synchronization

/// Takes a line a query.
///
/// Event loops put lines into a buffer of bounded size, which a queue of its own writes to the file, so that none of them waits for
/// a disk or a terminal. Lines for which there is no room, or which the system does not take, are counted, and the log tells how
/// many there were.
public final class QueryLog: Sendable {
    /// How a line is written.
    public enum Format: String, CaseIterable, Sendable {
        /// Fields with a space between them.
        case text
        /// A JSON object a line.
        case json
    }

    /// The log cannot be opened.
    public struct OpenFailure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The file.
        public let file: String
        /// The number of the system's error.
        public let code: Int32

        /// What is wrong, in the system's words.
        public var description: String {
            let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
            return "the query log \(file) cannot be written: \(words.prefix(1).lowercased() + words.dropFirst())"
        }
    }

    private struct Buffer {
        var octets: [UInt8] = []
        var lost = 0
        var isWriteScheduled = false
        var isReopenWanted = false
        var isClosed = false
    }

    private struct Output {
        var descriptor: Int32
        /// Whether the last line that was written is not whole.
        var isLineOpen = false
        /// The lines that were lost and that the log has not told of.
        var untold = 0
    }

    private let file: String
    private let format: Format
    private let capacity: Int
    private let buffer = Mutex(Buffer())
    private let output: Mutex<Output>
    private let queue = DispatchQueue(label: "dnsscen query log")
    private let lostTotal = Atomic(0)

    /// Opens the log for appending; `-` is standard output.
    ///
    /// Throws `OpenFailure`.
    public convenience init(file: String, format: Format) throws {
        try self.init(file: file, format: format, capacity: 8 << 20)
    }

    /// The same with another bound on the octets that wait to be written.
    init(file: String, format: Format, capacity: Int) throws(OpenFailure) {
        self.file = file
        self.format = format
        self.capacity = capacity
        output = Mutex(Output(descriptor: try Self.open(file)))
    }

    deinit {
        // A write that was scheduled would hold the log.
        if !buffer.withLock({ $0.isClosed }) { closeFile() }
    }

    private static func open(_ file: String) throws(OpenFailure) -> Int32 {
        if file == "-" { return STDOUT_FILENO }
        let descriptor = unsafe Glibc.open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o640)
        guard descriptor >= 0 else { throw OpenFailure(file: file, code: errno) }
        return descriptor
    }

    /// The lines that were lost since the start.
    var lostCount: Int { lostTotal.load(ordering: .relaxed) }

    /// Takes a line for a message.
    func record(
        _ query: UnsafeRawBufferPointer, from client: Endpoint, _ disposition: Disposition, _ view: LiveView
    ) {
        let entry = unsafe QueryLogEntry(query, from: client, disposition, view, at: .now)
        record(format == .text ? entry.text : entry.json)
    }

    /// Takes a line.
    func record(_ line: [UInt8]) {
        let isWriteNeeded = buffer.withLock { buffer in
            guard !buffer.isClosed, buffer.octets.count + line.count <= capacity else {
                buffer.lost += 1
                lostTotal.add(1, ordering: .relaxed)
                return false
            }
            buffer.octets.append(contentsOf: line)
            defer { buffer.isWriteScheduled = true }
            return !buffer.isWriteScheduled
        }
        if isWriteNeeded { queue.async { [self] in write() } }
    }

    /// Opens the file anew before the next line, so that one that was renamed is left alone from now on.
    public func reopen() {
        buffer.withLock { $0.isReopenWanted = true }
        queue.async { [self] in write() }
    }

    /// Writes what is left and closes the file; later lines are lost.
    public func close() {
        let wasClosed = buffer.withLock { buffer in
            defer { buffer.isClosed = true }
            return buffer.isClosed
        }
        guard !wasClosed else { return }
        queue.sync {
            write()
            closeFile()
        }
    }

    private func closeFile() {
        output.withLock { if $0.descriptor != STDOUT_FILENO { _ = Glibc.close($0.descriptor) } }
    }

    /// Writes all that waits; on the queue alone.
    private func write() {
        while true {
            let (octets, lost, isReopenWanted) = buffer.withLock { buffer in
                defer {
                    buffer.octets = []
                    buffer.lost = 0
                    buffer.isReopenWanted = false
                    buffer.isWriteScheduled = false
                }
                return (buffer.octets, buffer.lost, buffer.isReopenWanted)
            }
            if octets.isEmpty, lost == 0, !isReopenWanted { return }
            output.withLock { output in
                if isReopenWanted { reopen(&output) }
                write(octets, lost: lost, to: &output)
            }
        }
    }

    private func reopen(_ output: inout Output) {
        guard file != "-" else { return }
        do throws(OpenFailure) {
            let descriptor = try Self.open(file)
            _ = Glibc.close(output.descriptor)
            output = Output(descriptor: descriptor)
        } catch {
            // The old file is better than none.
        }
    }

    private func write(_ lines: [UInt8], lost: Int, to output: inout Output) {
        output.untold += lost
        var octets = output.isLineOpen ? [UInt8(ascii: "\n")] + lines : lines
        if output.untold > 0 { octets += lostLine(output.untold) }
        let rest = Self.write(octets[...], to: output.descriptor)
        if let last = octets.dropLast(rest.count).last { output.isLineOpen = last != UInt8(ascii: "\n") }
        guard !rest.isEmpty else { return output.untold = 0 }
        // A full disk, or a reader that has gone; what follows is tried again.
        let unwritten = rest.count { $0 == UInt8(ascii: "\n") } - (output.untold > 0 ? 1 : 0)
        lostTotal.add(unwritten, ordering: .relaxed)
        output.untold += unwritten
    }

    /// Writes as much as the system takes and returns the rest.
    private static func write(_ octets: ArraySlice<UInt8>, to descriptor: Int32) -> ArraySlice<UInt8> {
        var rest = octets
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if written == 0 || errno != EINTR {
                break
            }
        }
        return rest
    }

    private func lostLine(_ count: Int) -> [UInt8] {
        let time = Timestamp.now.octets
        switch format {
        case .text: return Array("# ".utf8) + time + Array(" \(count) lines were lost\n".utf8)
        case .json:
            let time = String(decoding: time, as: UTF8.self)
            return JSONLine(["time": .string(time), "lost": .int(count)]).octets + [UInt8(ascii: "\n")]
        }
    }
}
