public import Analysis

/// A way to print what `check` found.
public protocol FindingFormat: Sendable {
    /// What the command line calls it.
    static var name: String { get }
    /// The whole output.
    static func text(of files: [CheckedFile], style: OutputStyle) -> String
}

/// All ways to print findings.
public enum FindingFormats {
    /// The table; the first is the default.
    public static let all: [any FindingFormat.Type] = [FindingText.self, FindingJSON.self, FindingSARIF.self]

    /// The format of a name, or `nil`.
    public static func named(_ name: String) -> (any FindingFormat.Type)? { all.first { $0.name == name } }
}

extension CheckedFile {
    /// How many findings have a severity.
    func count(_ severity: Finding.Severity) -> Int { findings.count { $0.finding.severity == severity } }
}
