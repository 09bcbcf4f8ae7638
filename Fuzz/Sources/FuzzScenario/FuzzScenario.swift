import FuzzSupport
import ScenarioLanguage
import WorldModel

/// The octets are a scenario and the files that it names: it is decoded, with each of its cases, and compiled.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let files = unsafe FuzzedFiles(Array(UnsafeBufferPointer(start: data, count: count)))
    let load: (String) -> Result<[UInt8], LoadFailure> = { path in
        guard let file = files.file(at: path) else { return .failure(LoadFailure(reason: "there is no such file")) }
        return .success(file)
    }
    do throws(ScenarioError) {
        let document = try ScenarioDocument.parse(files.first, file: "0.yaml", loader: load)
        for name in [nil] + document.caseNames.prefix(4).map(Optional.some) {
            let decoded = document.scenario(case: name)
            check(decoded.diagnostics)
            let compilation = compileWorld(
                decoded.scenario, decodingDiagnostics: decoded.diagnostics, loader: load)
            check(compilation.diagnostics)
            require(
                (compilation.world == nil) == compilation.diagnostics.contains { $0.severity == .error },
                "a world comes without errors, and only then: \(compilation.diagnostics)")
        }
    } catch {
        require(!error.diagnostics.isEmpty, "an error tells what is wrong")
        check(error.diagnostics)
    }
    return 0
}

private func check(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
        require(
            diagnostic.location.line >= 1 && diagnostic.location.column >= 1 && !diagnostic.message.isEmpty,
            "\(diagnostic)")
    }
}
