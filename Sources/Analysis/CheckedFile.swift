public import ScenarioLanguage
import WorldModel

/// A finding with the cases of the file that have it.
public struct CheckedFinding: Hashable, Sendable {
    /// The finding.
    public var finding: Finding
    /// The cases, in order; empty for a file without cases, and for a finding that all of them have.
    public var cases: [String]
}

/// One scenario file with all that checking its base, or its cases, found.
public struct CheckedFile: Sendable {
    /// The file as the command line names it.
    public let file: String
    /// The scenario's title.
    public let title: String?
    /// The findings by place.
    public let findings: [CheckedFinding]
    /// Whether the file has an error of the language, so that nothing but loading could be checked.
    public let isInvalid: Bool

    /// Reads a file, and checks its base or its cases as they are run: all of them, or the one named.
    ///
    /// What a cloud would refuse is an error, and the rest is checked all the same; a case that is to be refused, and is, has no
    /// findings. Injected faults are left aside, since they are no part of a design.
    public init(
        _ bytes: [UInt8], file: String, caseName: String? = nil, sets: [String] = [], isLenient: Bool = false,
        loader: @escaping (String) -> Result<[UInt8], LoadFailure>
    ) {
        self.file = file
        let document: ScenarioDocument
        do throws(ScenarioError) {
            document = try ScenarioDocument.parse(bytes, file: file, loader: loader)
        } catch {
            title = nil
            findings = error.diagnostics.map {
                CheckedFinding(finding: Finding($0, isLenient: isLenient), cases: [])
            }
            isInvalid = true
            return
        }
        let names: [String?]
        if let caseName {
            names = [caseName]
        } else {
            names = document.caseNames.isEmpty ? [nil] : document.caseNames.map(Optional.some)
        }
        var found: [Finding: [String]] = [:]
        var title: String?
        var isInvalid = false
        for name in names {
            let checked = CheckedCase(document, name, sets, isLenient: isLenient, loader: loader)
            title = title ?? checked.title
            isInvalid = isInvalid || checked.isInvalid
            for finding in checked.findings { found[finding, default: []].append(name ?? "") }
        }
        self.title = title
        self.isInvalid = isInvalid
        findings = found.keys.sorted().map { finding in
            let cases = found[finding] ?? []
            return CheckedFinding(
                finding: finding, cases: names == [nil] || cases.count == names.count && names.count > 1 ? [] : cases)
        }
    }

    /// Whether a finding is an error.
    public var hasErrors: Bool { findings.contains { $0.finding.severity == .error } }
}

/// The base or one case of a document, checked.
private struct CheckedCase {
    let title: String?
    let findings: Set<Finding>
    let isInvalid: Bool

    init(
        _ document: ScenarioDocument, _ name: String?, _ sets: [String], isLenient: Bool,
        loader: @escaping (String) -> Result<[UInt8], LoadFailure>
    ) {
        let decoded = document.scenario(case: name, sets: sets)
        var scenario = decoded.scenario
        title = scenario.title
        let loaded = compileWorld(
            scenario, decodingDiagnostics: decoded.diagnostics, isLenient: true, loader: loader)
        let refused = loaded.diagnostics.filter { $0.isRefusal || $0.severity == .error }.compactMap(\.rule)
        if !scenario.expect.invalid.isEmpty, scenario.expect.invalid.allSatisfy(refused.contains) {
            findings = []
            isInvalid = false
            return
        }
        var findings = Set(loaded.diagnostics.map { Finding($0, isLenient: isLenient) })
        var world = loaded.world
        isInvalid = world == nil
        if world != nil, !scenario.faults.isEmpty {
            scenario.faults = []
            world = compileWorld(scenario, isLenient: true, loader: loader).world
        }
        if let world {
            let design = Design(scenario, world)
            for check in Checks.all { findings.formUnion(check.findings(in: design)) }
        }
        self.findings = findings
    }
}
