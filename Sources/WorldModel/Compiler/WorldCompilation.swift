public import ScenarioLanguage

/// What compiling a scenario gave.
public struct WorldCompilation: Sendable {
    /// The world; `nil` if and only if `diagnostics` has an error.
    public let world: World?
    /// Everything worth telling about the scenario, by file, line and column.
    public let diagnostics: [Diagnostic]
}

/// Compiles a scenario: resolves its references, builds its tables, checks what only the whole shows.
///
/// A scenario with errors is compiled as far as it goes, so that all errors of a file are told in one go; a reference to an
/// element that was left out because it is faulty is no second error. Cost: linear in the size of the scenario.
///
/// - Parameters:
///   - scenario: What the file says, as far as it could be decoded.
///   - decodingDiagnostics: What decoding it had to say.
///   - isLenient: Whether what a cloud would refuse is a warning.
///   - loader: Reads the master files that zones name.
/// - Returns: The world, unless there is an error, and all diagnostics.
public func compileWorld(
    _ scenario: Scenario, decodingDiagnostics: [Diagnostic] = [], isLenient: Bool = false,
    loader: @escaping (String) -> Result<[UInt8], LoadFailure>
) -> WorldCompilation {
    let timeline = Timeline(of: scenario)
    var compiler = WorldCompiler(timeline.scenario(at: nil), loader: loader)
    var world = compiler.compile()
    var diagnostics = compiler.diagnostics
    for instant in timeline.changes {
        var later = WorldCompiler(timeline.scenario(at: instant), loader: loader)
        world.epochs.append(WorldEpoch(from: instant, world: later.compile()))
        // What holds of the file from the beginning was told before.
        let known = Set(diagnostics)
        diagnostics += later.diagnostics.filter { !known.contains($0) }
    }
    world.flushes = timeline.flushes
    let found = (decodingDiagnostics + diagnostics + timeline.diagnostics).map { isLenient ? $0.lenient : $0 }
    let hasErrors = found.contains { $0.severity == .error }
    return WorldCompilation(world: hasErrors ? nil : world, diagnostics: found.sorted())
}
