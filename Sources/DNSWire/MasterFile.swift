public import DNSCore

/// The records of a zone as they stand in master-file format (RFC 1035 section 5), and the faults found in it.
///
/// `$ORIGIN`, `$TTL` (RFC 2308 section 4) and `$INCLUDE` work, the class is IN, and TTL and class may stand in either
/// order. A record that has no TTL takes that of `$TTL`, or else the default that the reader was told.
public struct MasterFile: Sendable {
    /// A record and where it stands.
    public struct Entry: Hashable, Sendable {
        /// The record; whether its owner lies in the zone is the caller's business.
        public let record: ResourceRecord
        /// Where the record begins.
        public let position: Position
    }

    /// A line of one of the files.
    public struct Position: Hashable, Sendable {
        /// Index into `MasterFile.files`.
        public let fileIndex: UInt32
        /// The line, from 1.
        public let line: UInt32
    }

    /// A record that is read, as octets, for those who take records one by one and keep them in a form of their own.
    public struct WireEntry: Sendable {
        /// The owner in wire format; whether it lies in the zone is the caller's business.
        public let owner: [UInt8]
        /// What kind of data the record has; the class is IN.
        public let type: RecordType
        /// How long the record may be cached.
        public let ttl: TTL
        /// The RDATA in wire format, names in it not compressed; at most 65,535 octets.
        public let rdata: [UInt8]
        /// Where the record begins.
        public let position: Position
    }

    /// Takes the next record of a file, in the order read.
    public typealias Receiver = (_ entry: WireEntry) -> Void

    /// A file cannot be loaded.
    public struct LoadError: Error, Hashable, Sendable {
        /// Why not, as half a sentence.
        public let reason: String

        /// Makes an error with its reason.
        public init(reason: String) { self.reason = reason }
    }

    /// Returns the contents of a file; the path is as given, or relative to the working directory.
    public typealias Loader = (_ path: String) -> Result<[UInt8], LoadError>

    /// The records in the order read.
    public internal(set) var entries: [Entry] = []
    /// The files that were read, the first one first.
    public internal(set) var files: [String] = []
    /// All faults, in the order found; a record at fault is not among `entries`.
    public internal(set) var errors: [MasterFileError] = []

    /// The name of the file that an entry stands in.
    public func file(of entry: Entry) -> String { files[Int(entry.position.fileIndex)] }

    /// How deep `$INCLUDE` may be nested.
    public static let includeLimit = 16

    /// Reads lines that stand in another file, such as the items of a list.
    ///
    /// - Parameters:
    ///   - lines: One or more physical lines each; the positions in the result count them from 1.
    ///   - origin: What relative names are completed with, and what `@` stands for.
    ///   - defaultTTL: The TTL until `$TTL` sets another.
    ///   - file: The name of the other file, to which an `$INCLUDE` is relative.
    ///   - loader: Loads what `$INCLUDE` names.
    /// - Returns: All records and all faults.
    public static func read(
        lines: [String], origin: DomainName, defaultTTL: TTL, file: String, loader: Loader = refuseToLoad
    ) -> MasterFile {
        var entries: [Entry] = []
        var read = read(lines: lines, origin: origin, defaultTTL: defaultTTL, file: file, loader: loader) {
            entries.append(Entry($0))
        }
        read.entries = entries
        return read
    }

    /// Reads lines that stand in another file and gives each record to `receiver`, so that `entries` stays empty.
    ///
    /// - Parameters:
    ///   - lines: One or more physical lines each; the positions in the result count them from 1.
    ///   - origin: What relative names are completed with, and what `@` stands for.
    ///   - defaultTTL: The TTL until `$TTL` sets another.
    ///   - file: The name of the other file, to which an `$INCLUDE` is relative.
    ///   - loader: Loads what `$INCLUDE` names.
    ///   - receiver: Takes the records.
    /// - Returns: The files and all faults.
    public static func read(
        lines: [String], origin: DomainName, defaultTTL: TTL, file: String, loader: Loader, receiver: Receiver
    ) -> MasterFile {
        read(file: file, origin: origin, defaultTTL: defaultTTL, loader: loader, receiver: receiver) { reader in
            for (index, line) in lines.enumerated() { reader.read(Array(line.utf8), lineNumber: index + 1) }
        }
    }

    /// Reads the file at `path`.
    ///
    /// - Parameters:
    ///   - path: What `loader` is asked for first; an `$INCLUDE` in it is relative to it.
    ///   - origin: What relative names are completed with, and what `@` stands for.
    ///   - defaultTTL: The TTL until `$TTL` sets another.
    ///   - loader: Loads the file and what `$INCLUDE` names.
    /// - Returns: All records and all faults.
    public static func read(
        path: String, origin: DomainName, defaultTTL: TTL, loader: Loader
    ) -> MasterFile {
        var entries: [Entry] = []
        var read = read(path: path, origin: origin, defaultTTL: defaultTTL, loader: loader) {
            entries.append(Entry($0))
        }
        read.entries = entries
        return read
    }

    /// Reads the file at `path` and gives each record to `receiver`, so that `entries` stays empty.
    ///
    /// - Parameters:
    ///   - path: What `loader` is asked for first; an `$INCLUDE` in it is relative to it.
    ///   - origin: What relative names are completed with, and what `@` stands for.
    ///   - defaultTTL: The TTL until `$TTL` sets another.
    ///   - loader: Loads the file and what `$INCLUDE` names.
    ///   - receiver: Takes the records.
    /// - Returns: The files and all faults.
    public static func read(
        path: String, origin: DomainName, defaultTTL: TTL, loader: Loader, receiver: Receiver
    ) -> MasterFile {
        read(file: path, origin: origin, defaultTTL: defaultTTL, loader: loader, receiver: receiver) { reader in
            switch loader(path) {
            case .success(let octets): reader.read(octets)
            case .failure(let error):
                reader.fail(.unreadableFile(path: path, reason: error.reason), line: 0)
            }
        }
    }

    private static func read(
        file: String, origin: DomainName, defaultTTL: TTL, loader: Loader, receiver: Receiver,
        _ body: (inout MasterFileReader) -> Void
    ) -> MasterFile {
        withoutActuallyEscaping(loader) { loader in
            withoutActuallyEscaping(receiver) { receiver in
                var reader = MasterFileReader(
                    origin: origin, defaultTTL: defaultTTL, file: file, loader: loader, receiver: receiver)
                body(&reader)
                return reader.finish()
            }
        }
    }

    /// A loader for master files that may not include others.
    public static func refuseToLoad(_ path: String) -> Result<[UInt8], LoadError> {
        .failure(LoadError(reason: "$INCLUDE is not possible here"))
    }
}

extension MasterFile.Entry {
    fileprivate init(_ entry: MasterFile.WireEntry) {
        guard let owner = DomainName(octets: entry.owner) else { preconditionFailure("An owner is a domain name.") }
        self.init(
            record: ResourceRecord(owner: owner, type: entry.type, ttl: entry.ttl, rdata: entry.rdata),
            position: entry.position)
    }
}

/// Reads one record in master-file format, such as `www 300 IN A 192.0.2.1`.
///
/// - Parameters:
///   - line: The record; it may span lines in parentheses.
///   - origin: What relative names are completed with, and what `@` stands for.
///   - defaultTTL: The TTL of a record that is written without one.
/// - Returns: The record.
/// - Throws: The first fault of the line.
public func parseRecord(
    _ line: String, origin: DomainName, defaultTTL: TTL
) throws(MasterFileError) -> ResourceRecord {
    let file = MasterFile.read(lines: [line], origin: origin, defaultTTL: defaultTTL, file: "")
    if let error = file.errors.first { throw error }
    guard let entry = file.entries.first, file.entries.count == 1 else {
        throw MasterFileError(kind: .notOneRecord, file: "", line: 1)
    }
    return entry.record
}
