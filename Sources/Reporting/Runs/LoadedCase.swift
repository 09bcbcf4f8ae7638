import Emulation
public import ScenarioLanguage
public import WorldModel

/// The base or one case of a document, decoded and compiled.
public struct LoadedCase: Sendable {
    /// The file as the command line names it.
    public let file: String
    /// The case, or `nil` for the base.
    public let caseName: String?
    /// What the file says.
    public let scenario: Scenario
    /// The world; `nil` if there are errors.
    public let world: World?
    /// All that loading reported.
    public let diagnostics: [Diagnostic]

    /// Decodes and compiles the base (`nil`) or one case of a document.
    public init(_ document: ScenarioDocument, caseName: String?, options: RunOptions, loader: @escaping FileLoader) {
        let decoded = document.scenario(case: caseName, sets: options.sets)
        let compilation = compileWorld(
            decoded.scenario, decodingDiagnostics: decoded.diagnostics, isLenient: options.isLenient,
            loader: loader)
        file = document.file
        self.caseName = caseName
        scenario = decoded.scenario
        world = compilation.world
        diagnostics = compilation.diagnostics
    }

    /// What no expectation of the scenario asks for: nothing of a case that is refused as expected, and else no warning that
    /// is expected.
    public var unexpected: [Diagnostic] {
        let invalid = scenario.expect.invalid
        if !invalid.isEmpty, world == nil, invalid.allSatisfy(refused.contains) { return [] }
        return diagnostics.filter { diagnostic in
            guard diagnostic.severity == .warning, let rule = diagnostic.rule else { return true }
            return !scenario.expect.warnings.contains(rule)
        }
    }

    /// Whether loading reported the rules that the scenario expects; `nil` without such an expectation.
    func loadResult(_ origin: ResultOrigin) -> LoadResult? {
        // Of the file and the case together: what either writes is held against loading, and so is shown.
        var expect: [JSONValue.Member] = []
        var mismatches: [ExpectationMismatch] = []
        for (key, expected, actual) in [
            ("invalid", scenario.expect.invalid, refused), ("warnings", scenario.expect.warnings, warned),
        ] where scenario.expect.marks.isSet(key) || !expected.isEmpty {
            expect.append(JSONValue.Member(key: key, value: .strings(expected)))
            guard !expected.allSatisfy(actual.contains) else { continue }
            mismatches.append(
                ExpectationMismatch(key: key, expected: Self.list(expected), actual: Self.list(actual)))
        }
        if expect.isEmpty { return nil }
        return LoadResult(origin: origin, expect: .object(expect), mismatches: mismatches, diagnostics: diagnostics)
    }

    /// The rules of what a cloud would refuse, also where `--lenient` made a warning of it.
    private var refused: [String] {
        diagnostics.filter { $0.isRefusal || $0.severity == .error }.compactMap(\.rule)
    }

    /// The rules that are warned about.
    private var warned: [String] {
        diagnostics.filter { !$0.isRefusal && $0.severity == .warning }.compactMap(\.rule)
    }

    private static func list(_ rules: [String]) -> String {
        var seen: Set<String> = []
        return "[" + rules.filter { seen.insert($0).inserted }.joined(separator: ", ") + "]"
    }
}
