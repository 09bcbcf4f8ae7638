import Foundation
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// The scenarios of the repository, which are documentation as well, all compile.
@Suite struct ScenarioFileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scenarios").path()

    private static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()

    @Test(arguments: files)
    func `each case compiles, or fails by the rules that it expects`(file: String) throws {
        let load: (String) -> Result<[UInt8], LoadFailure> = { path in
            guard let data = FileManager.default.contents(atPath: path) else {
                return .failure(LoadFailure(reason: "no such file"))
            }
            return .success(Array(data))
        }
        let path = "\(Self.folder)/\(file)"
        let document = try ScenarioDocument.parse(try load(path).get(), file: path, loader: load)
        for name in document.cases.isEmpty ? [nil] : document.caseNames.map(Optional.some) {
            let decoded = document.scenario(case: name)
            let compilation = compileWorld(
                decoded.scenario, decodingDiagnostics: decoded.diagnostics, loader: load)
            let errors = compilation.diagnostics.filter { $0.severity == .error }
            let expected = Set(decoded.scenario.expect.invalid)
            #expect(Set(errors.map { $0.rule ?? $0.description }).isSubset(of: expected), "\(name ?? "base")")
            #expect((compilation.world == nil) == !errors.isEmpty)
        }
    }
}
