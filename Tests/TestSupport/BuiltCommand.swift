import Foundation

/// The command as it was built beside the tests.
public enum BuiltCommand {
    /// What a run of the command gave.
    public struct Run: Sendable {
        /// The exit status; for a process ended by a signal its number, negative.
        public let status: Int
        /// Standard output.
        public let output: String
        /// Standard error.
        public let errors: String
    }

    /// The binary, which lies in the folder of the running test bundle.
    public static let path: String = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: bundle).deletingLastPathComponent().appending(path: "dnsscen").path(percentEncoded: false)
    }()

    /// Runs the command in the package's folder, or in `folder`, without the environment's NO_COLOR.
    public static func run(
        _ arguments: [String], input: String = "", folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Run {
        try run(executable: path, arguments, input: input, folder: folder, environment: environment)
    }

    /// Runs another program in the same way, found by its path.
    public static func run(
        executable: String, _ arguments: [String], input: String = "", folder: String? = nil,
        environment: [String: String] = [:]
    ) throws -> Run {
        let work = FileManager.default.temporaryDirectory.appending(path: "dnsscen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        // Files instead of pipes: neither side can block on the other.
        let files = try ["in", "out", "err"].map { name in
            let url = work.appending(path: name)
            try Data(name == "in" ? input.utf8 : "".utf8).write(to: url)
            return url
        }
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder ?? PackageFiles.root)
        var variables = ProcessInfo.processInfo.environment
        variables["NO_COLOR"] = nil
        variables["DNSSCEN_RECORD"] = nil
        process.environment = variables.merging(environment) { _, new in new }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        let status = Int(process.terminationStatus)
        return Run(
            status: process.terminationReason == .exit ? status : -status,
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }
}

/// A folder with files in it that is gone when the test is done; a class, so that the last use ends it.
public final class ScratchFolder: Sendable {
    /// The folder.
    public let path: String

    /// Makes a folder with files, by name.
    public init(_ files: [String: String] = [:]) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "dnsscen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
        for (name, text) in files {
            let file = url.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
