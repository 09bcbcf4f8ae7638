/// A form in which `run` prints its results.
///
/// A format is fed in the order of the output: the files, each result, the summary; each call writes what can be written by
/// then, so that a run of many lookups need not be held in memory.
public protocol ReportFormat: Sendable {
    /// The name after `--format`.
    static var name: String { get }

    /// A report that has seen nothing yet.
    init(style: OutputStyle)

    /// Takes all files with their diagnostics, before any result.
    mutating func begin(_ files: [ReportedFile], to output: inout ReportOutput)

    /// Takes the next result.
    mutating func add(_ result: RunResult, to output: inout ReportOutput)

    /// Takes the counts, after all results.
    mutating func end(_ summary: RunSummary, to output: inout ReportOutput)
}

/// The output formats.
public enum ReportFormats {
    /// All formats, the default first.
    public static let all: [any ReportFormat.Type] = [
        TableReport.self, JSONReport.self, NDJSONReport.self, JUnitReport.self, TAPReport.self, MarkdownReport.self,
    ]

    /// The format of that name, or `nil`.
    public static func named(_ name: String) -> (any ReportFormat.Type)? { all.first { $0.name == name } }
}
