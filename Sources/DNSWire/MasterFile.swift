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
        withoutActuallyEscaping(loader) { loader in
            var reader = MasterFileReader(origin: origin, defaultTTL: defaultTTL, file: file, loader: loader)
            for (index, line) in lines.enumerated() { reader.read(Array(line.utf8), lineNumber: index + 1) }
            return reader.finish()
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
        withoutActuallyEscaping(loader) { loader in
            var reader = MasterFileReader(origin: origin, defaultTTL: defaultTTL, file: path, loader: loader)
            switch loader(path) {
            case .success(let octets): reader.read(octets)
            case .failure(let error):
                reader.fail(.unreadableFile(path: path, reason: error.reason), line: 0)
            }
            return reader.finish()
        }
    }

    /// A loader for master files that may not include others.
    public static func refuseToLoad(_ path: String) -> Result<[UInt8], LoadError> {
        .failure(LoadError(reason: "$INCLUDE is not possible here"))
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
