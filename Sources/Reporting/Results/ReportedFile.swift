public import ScenarioLanguage

/// A file that was read, with what loading it reported.
public struct ReportedFile: Sendable {
    /// The file as the command line names it.
    public var file: String
    /// The scenario's title; `nil` without one or if the file could not be read that far.
    public var title: String?
    /// What is wrong with it or worth a warning.
    public var diagnostics: [Diagnostic]
    /// Whether it could not be run, at least one of its cases.
    public var isInvalid: Bool

    /// A file.
    public init(file: String, title: String?, diagnostics: [Diagnostic], isInvalid: Bool) {
        self.file = file
        self.title = title
        self.diagnostics = diagnostics
        self.isInvalid = isInvalid
    }
}
