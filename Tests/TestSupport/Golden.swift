import Foundation
public import Testing

/// The files of the package, as the tests see them.
public enum PackageFiles {
    /// The package's folder.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    /// The names of the scenarios in `scenarios/`, without `.yaml`, sorted.
    public static let scenarioNames: [String] = names(in: "scenarios", suffix: ".yaml")

    /// The entries of a folder of the package that end in `suffix`, without it, sorted.
    public static func names(in folder: String, suffix: String = "") -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
        return entries.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.map { String($0.dropLast(suffix.count)) }
            .sorted()
    }

    /// Whether the package has the file or folder.
    public static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + path) }

    /// The path of what `relative` names in a file at `path`.
    public static func resolve(_ relative: String, from path: String) -> String {
        let folder = URL(filePath: "/" + path).deletingLastPathComponent()
        return String(folder.appending(path: relative).standardized.path(percentEncoded: false).dropFirst())
    }

    /// The text of a file of the package.
    public static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: root + path), encoding: .utf8)
    }
}

/// Whether golden files are written instead of compared.
private let isRecording = ProcessInfo.processInfo.environment["DNSSCEN_RECORD"] == "1"

/// Expects `text` to be what the golden file at `path` in `Tests/Golden` holds.
///
/// With `DNSSCEN_RECORD=1` the file is written, and a test that changed one fails, so that nothing is recorded unseen.
public func expectGolden(_ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
    expectFile(text, "Tests/Golden/" + path, sourceLocation: sourceLocation)
}

/// Expects `text` to be what a file of the package holds; recorded like a golden file.
public func expectFile(_ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let url = URL(filePath: PackageFiles.root + path)
    let golden = try? String(contentsOf: url, encoding: .utf8)
    if golden == text { return }
    if isRecording {
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url, atomically: true, encoding: .utf8)
            Issue.record(
                "\(path) was recorded; read the difference before it is committed.", sourceLocation: sourceLocation)
        } catch {
            Issue.record("\(path) cannot be written: \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    guard let golden else {
        Issue.record("There is no \(path); Scripts/record-golden writes it.", sourceLocation: sourceLocation)
        return
    }
    let expected = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let actual = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(expected, actual).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let number = line ?? min(expected.count, actual.count)
    let was = number < expected.count ? String(expected[number]) : "(the end)"
    let now = number < actual.count ? String(actual[number]) : "(the end)"
    Issue.record(
        "\(path) differs in line \(number + 1):\n  golden: \(was)\n  now:    \(now)", sourceLocation: sourceLocation)
}
