public import ScenarioLanguage

/// Reads a file that a scenario names.
public typealias FileLoader = @Sendable (_ path: String) -> Result<[UInt8], LoadFailure>

/// One scenario file, read and compiled: what it reported, and the cases that can be run.
public struct ScenarioRun: Sendable {
    /// The file with its diagnostics, those that an expectation of the scenario asks for left out.
    public let file: ReportedFile
    /// What is to be run, in order; empty if the file is invalid.
    public let cases: [RunCase]

    /// Reads a file and compiles its base or its cases.
    public init(_ bytes: [UInt8], file name: String, options: RunOptions, loader: @escaping FileLoader) {
        let document: ScenarioDocument
        do throws(ScenarioError) {
            document = try ScenarioDocument.parse(bytes, file: name, loader: loader)
        } catch {
            file = ReportedFile(file: name, title: nil, diagnostics: error.diagnostics, isInvalid: true)
            cases = []
            return
        }
        let names: [String?]
        if let caseName = options.caseName {
            names = [caseName]
        } else {
            names = document.caseNames.isEmpty ? [nil] : document.caseNames.map(Optional.some)
        }
        var title: String?
        var loaded: [RunCase] = []
        var diagnostics: [Diagnostic] = []
        for caseName in names {
            let next = LoadedCase(document, caseName: caseName, options: options, loader: loader)
            title = title ?? next.scenario.title
            for diagnostic in next.unexpected where !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
            loaded.append(RunCase(next, asked: options.asked))
        }
        diagnostics.sort()
        let isInvalid = diagnostics.contains { $0.severity == .error }
        file = ReportedFile(file: name, title: title, diagnostics: diagnostics, isInvalid: isInvalid)
        cases = isInvalid ? [] : loaded
    }
}
