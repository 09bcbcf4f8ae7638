import DNSCore

/// Reads physical lines one by one and gathers their records and faults.
///
/// The parts of a record up to its type are read here, its RDATA by libldns: libldns takes no TTL behind the class, no
/// default TTL of 0, and for every fault before the RDATA has the same status.
struct MasterFileReader {
    private var result = MasterFile()
    private var line = LogicalLine()
    private var plainLine = PlainLine()
    private var context: Context
    private let loader: MasterFile.Loader
    private let receiver: MasterFile.Receiver
    /// Whether plain lines are read in one pass; without it all lines go the long way, which gives the same.
    private let usesPlainLines: Bool
    /// The files that are being included, the outermost first.
    private var openFiles: [String]

    /// What an included file takes over and cannot change for the file that includes it (RFC 1035 section 5.1).
    private struct Context {
        var fileIndex: Int
        var origin: RecordOrigin
        var defaultTTL: TTL
        /// The owner that a line which begins with a blank repeats, in wire format; empty if there is none.
        var owner: [UInt8] = []
    }

    init(
        origin: DomainName, defaultTTL: TTL, file: String, usesPlainLines: Bool = true,
        loader: @escaping MasterFile.Loader, receiver: @escaping MasterFile.Receiver
    ) {
        result.files = [file]
        openFiles = [file]
        context = Context(fileIndex: 0, origin: RecordOrigin(origin), defaultTTL: defaultTTL)
        self.usesPlainLines = usesPlainLines
        self.loader = loader
        self.receiver = receiver
    }

    /// Reads a whole file.
    mutating func read(_ octets: [UInt8]) {
        let hasByteOrderMark = octets.starts(with: [0xef, 0xbb, 0xbf])
        read(octets, from: hasByteOrderMark ? 3 : 0, number: 1, step: 1)
        endOfFile()
    }

    /// Reads lines that all count as line `lineNumber`.
    mutating func read(_ octets: [UInt8], lineNumber: Int) { read(octets, from: 0, number: lineNumber, step: 0) }

    /// Ends the reading and returns what was read.
    mutating func finish() -> MasterFile {
        endOfFile()
        return result
    }

    /// Notes a fault.
    mutating func fail(_ kind: MasterFileError.Kind, line: Int) {
        result.errors.append(MasterFileError(kind: kind, file: result.files[context.fileIndex], line: line))
    }

    /// Reads physical lines from `start` to the end; each number is `step` above the one before.
    private mutating func read(_ octets: [UInt8], from start: Int, number: Int, step: Int) {
        var number = number
        var start = start
        while start < octets.count {
            let end: Int
            if let plainEnd = readPlainLine(octets, from: start, number: number) {
                end = plainEnd
            } else {
                end = octets[start...].firstIndex(of: UInt8(ascii: "\n")) ?? octets.count
                read(physicalLine: octets[start..<end], number: number)
            }
            start = end + 1
            number += step
        }
    }

    /// Reads a line that `PlainLine` can read and returns where it ends; `nil` if it is to be read the long way.
    private mutating func readPlainLine(_ octets: [UInt8], from start: Int, number: Int) -> Int? {
        guard usesPlainLines, !line.isOpen,
            let end = plainLine.read(octets, from: start, origin: context.origin.name.octets)
        else { return nil }
        if plainLine.hasOwner {
            plainLine.exchangeOwner(with: &context.owner)
        } else if context.owner.isEmpty {
            return nil
        }
        receive(
            RecordFields(
                type: plainLine.type, ttl: plainLine.ttl ?? context.defaultTTL, rdata: plainLine.rdata),
            number: number)
        return end
    }

    private func receive(_ fields: RecordFields, number: Int) {
        receiver(
            MasterFile.WireEntry(
                owner: context.owner, type: fields.type, ttl: fields.ttl, rdata: fields.rdata,
                position: MasterFile.Position(
                    fileIndex: UInt32(context.fileIndex), line: UInt32(clamping: number))))
    }

    private mutating func endOfFile() {
        guard line.isOpen else { return }
        line.close()
        complete()
    }

    private mutating func read(physicalLine: ArraySlice<UInt8>, number: Int) {
        line.append(physicalLine, number: number)
        if !line.isOpen { complete() }
    }

    /// Handles the logical line that is complete now.
    private mutating func complete() {
        if let fault = line.fault {
            fail(fault, line: line.lineNumber)
            return
        }
        let number = line.lineNumber
        var words = WordCursor(line.octets)
        let beginsWithBlank = line.octets.first == UInt8(ascii: " ")
        guard let first = words.next() else { return }
        do throws(MasterFileFault) {
            if !beginsWithBlank, first.first == UInt8(ascii: "$") {
                try direct(String(decoding: first, as: UTF8.self), &words, number: number)
            } else {
                if beginsWithBlank {
                    words = WordCursor(line.octets)
                } else {
                    context.owner = []
                    context.owner = try name(first).octets
                }
                if context.owner.isEmpty { throw MasterFileFault(.missingOwner) }
                receive(
                    try RecordParser.parse(&words, origin: context.origin, defaultTTL: context.defaultTTL),
                    number: number)
            }
        } catch {
            fail(error.kind, line: number)
        }
    }

    // MARK: - Directives

    private mutating func direct(_ directive: String, _ words: inout WordCursor, number: Int) throws(MasterFileFault) {
        switch directive.uppercased() {
        case "$ORIGIN":
            context.origin = RecordOrigin(try name(try argument(of: directive, &words)))
            try end(&words)
        case "$TTL":
            context.defaultTTL = try RecordParser.ttl(try argument(of: directive, &words))
            try end(&words)
        case "$INCLUDE":
            let path = unquoted(try argument(of: directive, &words))
            var origin = context.origin
            if let word = words.next() { origin = RecordOrigin(try name(word)) }
            try end(&words)
            try include(path, origin: origin)
        default:
            throw MasterFileFault(.unknownDirective(directive))
        }
    }

    private func argument(of directive: String, _ words: inout WordCursor) throws(MasterFileFault) -> ArraySlice<UInt8>
    {
        guard let word = words.next() else { throw MasterFileFault(.missingArgument(directive: directive)) }
        return word
    }

    private func end(_ words: inout WordCursor) throws(MasterFileFault) {
        guard let word = words.next() else { return }
        throw MasterFileFault(.superfluousArgument(String(decoding: word, as: UTF8.self)))
    }

    private mutating func include(_ path: String, origin: RecordOrigin) throws(MasterFileFault) {
        let file = Self.resolve(path, relativeTo: result.files[context.fileIndex])
        if openFiles.contains(file) { throw MasterFileFault(.includeLoop(path: file)) }
        guard openFiles.count <= MasterFile.includeLimit else {
            throw MasterFileFault(.includeTooDeep(limit: MasterFile.includeLimit))
        }
        switch loader(file) {
        case .failure(let error):
            throw MasterFileFault(.unreadableFile(path: file, reason: error.reason))
        case .success(let octets):
            let outer = context
            result.files.append(file)
            openFiles.append(file)
            context.fileIndex = result.files.count - 1
            context.origin = origin
            read(octets)
            openFiles.removeLast()
            context = outer
        }
    }

    /// The path of an included file as seen from where the including file's own path starts.
    private static func resolve(_ path: String, relativeTo file: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(file[...slash]) + path
    }

    private func unquoted(_ word: ArraySlice<UInt8>) -> String {
        let quote = UInt8(ascii: "\"")
        let isQuoted = word.count >= 2 && word.first == quote && word.last == quote
        return String(decoding: isQuoted ? word.dropFirst().dropLast() : word, as: UTF8.self)
    }

    private func name(_ word: ArraySlice<UInt8>) throws(MasterFileFault) -> DomainName {
        try context.origin.name(String(decoding: word, as: UTF8.self))
    }
}

/// A fault whose place the reader knows.
struct MasterFileFault: Error {
    let kind: MasterFileError.Kind

    init(_ kind: MasterFileError.Kind) { self.kind = kind }
}
