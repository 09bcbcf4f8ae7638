/// Several files in one input, parted by octet 255, which neither UTF-8 nor a master file needs.
///
/// The first is the one that is read; the others are found under their number, `1`, `2` and so on, whatever folder and extension
/// they are asked for with.
public struct FuzzedFiles: Sendable {
    /// The files, at least one.
    private let files: [[UInt8]]

    /// Takes an input apart.
    public init(_ octets: [UInt8]) {
        files = octets.split(separator: 255, omittingEmptySubsequences: false).map(Array.init)
    }

    /// The file that is read.
    public var first: [UInt8] { files[0] }

    /// The file of a path; `nil` if there is none.
    public func file(at path: String) -> [UInt8]? {
        let name = path.split(separator: "/").last?.prefix { $0 != "." } ?? ""
        guard let number = Int(name), number > 0, number < files.count else { return nil }
        return files[number]
    }

    private init(files: [[UInt8]]) { self.files = files }

    /// The same files with a text at the end of each line; `nil` if a backslash would change what it means.
    public func withLineEnds(_ text: String) -> FuzzedFiles? {
        guard !files.contains(where: { $0.contains(UInt8(ascii: "\\")) }) else { return nil }
        let end = Array(text.utf8)
        return FuzzedFiles(
            files: files.map { file in
                Array(
                    file.split(separator: 10, omittingEmptySubsequences: false).map { $0 + end }.joined(separator: [10])
                )
            })
    }
}
