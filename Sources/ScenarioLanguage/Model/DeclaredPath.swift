/// A path in a scenario, which starts from the folder of the file that it was written in.
public struct DeclaredPath: Hashable, Sendable {
    /// The path as it was written.
    public var text: String
    /// The file that it was written in; `-` for standard input.
    public var file: String

    /// The path to open: `text` behind the folder of `file`, or `text` itself if it is absolute.
    ///
    /// What was written on standard input or on the command line starts from the working directory.
    public var resolved: String {
        guard !text.utf8.starts(with: "/".utf8), let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return text
        }
        return file[...slash] + text
    }
}
