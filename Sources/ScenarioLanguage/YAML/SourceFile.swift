/// A file that nodes come from; shared by all of its nodes, so that a position needs no copy of the name.
///
/// A class for that sharing alone: it never changes.
final class SourceFile: Sendable {
    /// The name as it was given.
    let name: String

    init(name: String) { self.name = name }
}

/// Where a node stands: a file and a position in it, smaller than a `SourceLocation`.
struct SourceMark: Sendable {
    let file: SourceFile
    /// From 1.
    let line: Int32
    /// From 1, in Unicode scalars.
    let column: Int32

    var location: SourceLocation { SourceLocation(file: file.name, line: Int(line), column: Int(column)) }
}
