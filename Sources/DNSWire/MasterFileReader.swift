import DNSCore

/// Reads physical lines one by one and gathers their records and faults.
///
/// The parts of a record up to its type are read here, its RDATA by libldns: libldns takes no TTL behind the class, no
/// default TTL of 0, and for every fault before the RDATA has the same status.
struct MasterFileReader {
    private var result = MasterFile()
    private var line = LogicalLine()
    private var context: Context
    private let loader: MasterFile.Loader
    /// The files that are being included, the outermost first.
    private var openFiles: [String]

    /// What an included file takes over and cannot change for the file that includes it (RFC 1035 section 5.1).
    private struct Context {
        var fileIndex: Int
        var origin: RecordOrigin
        var defaultTTL: TTL
        var owner: DomainName?
    }

    init(origin: DomainName, defaultTTL: TTL, file: String, loader: @escaping MasterFile.Loader) {
        result.files = [file]
        openFiles = [file]
        context = Context(fileIndex: 0, origin: RecordOrigin(origin), defaultTTL: defaultTTL)
        self.loader = loader
    }

    /// Reads a whole file.
    mutating func read(_ octets: [UInt8]) {
        var rest = octets[...]
        if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
        var number = 1
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            read(physicalLine: rest[..<end], number: number)
            rest = rest[end...].dropFirst()
            number += 1
        }
        endOfFile()
    }

    /// Reads lines that all count as line `lineNumber`.
    mutating func read(_ octets: [UInt8], lineNumber: Int) {
        for part in octets.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
            read(physicalLine: part, number: lineNumber)
        }
    }

    /// Ends the reading and returns what was read.
    mutating func finish() -> MasterFile {
        endOfFile()
        return result
    }

    /// Notes a fault.
    mutating func fail(_ kind: MasterFileError.Kind, line: Int) {
        result.errors.append(MasterFileError(kind: kind, file: result.files[context.fileIndex], line: line))
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
                    context.owner = nil
                    context.owner = try name(first)
                }
                guard let owner = context.owner else { throw MasterFileFault(.missingOwner) }
                let record = try RecordParser.parse(
                    &words, owner: owner, origin: context.origin, defaultTTL: context.defaultTTL)
                let position = MasterFile.Position(
                    fileIndex: UInt32(context.fileIndex), line: UInt32(clamping: number))
                result.entries.append(MasterFile.Entry(record: record, position: position))
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
