import ArgumentParser
import Reporting
import ScenarioLanguage
import WorldModel

/// The options of every command that reads a scenario.
struct ScenarioOptions: ParsableArguments {
    @Option(name: .customLong("case"), help: ArgumentHelp("The case of the file to use.", valueName: "name"))
    var caseName: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Change the scenario before it is compiled; VALUE is YAML. Repeatable.", valueName: "path=value"))
    var sets: [String] = []

    @Flag(help: "Take what a cloud would refuse as a warning.")
    var lenient = false

    @Option(help: ArgumentHelp("When to use color and box drawing.", valueName: "when"))
    var color = ColorChoice.auto

    func validate() throws {
        // What stands in PATH and VALUE is the scenario's matter, told with its position.
        for set in sets where !set.contains("=") {
            throw ValidationError("--set \(set): expected PATH=VALUE, such as vpn.split_tunnel=true")
        }
    }

    /// The options for the library.
    func runOptions(asked: [AskedName] = [], sets more: [String] = []) -> RunOptions {
        RunOptions(caseName: caseName, sets: sets + more, isLenient: lenient, asked: asked)
    }

    /// The one world that a command is about: the base of a file unless a case is named.
    ///
    /// Diagnostics go to standard error; with errors among them there is no world, and the command ends.
    func loadWorld(_ argument: String) throws -> (world: World, scenario: Scenario) {
        try loadWorld(try document(argument))
    }

    /// The file of an argument, read and parsed.
    func document(_ argument: String) throws -> ScenarioDocument {
        let file = ScenarioFiles.located(argument)
        let octets: [UInt8]
        switch FileReader.read(file) {
        case .success(let read): octets = read
        case .failure(let failure): throw CommandFailure.inputOutput(ScenarioFiles.message(file, failure))
        }
        do throws(ScenarioError) {
            return try ScenarioDocument.parse(octets, file: file, loader: FileReader.read)
        } catch {
            StandardStreams.report(error.diagnostics)
            throw CommandFailure.told(.invalidScenario)
        }
    }

    /// The world of a document's base or case, with more changes than the command line's.
    func loadWorld(
        _ document: ScenarioDocument, sets more: [String] = []
    ) throws -> (world: World, scenario: Scenario) {
        let loaded = LoadedCase(
            document, caseName: caseName, options: runOptions(sets: more), loader: FileReader.read)
        StandardStreams.report(loaded.world == nil ? loaded.diagnostics : loaded.unexpected)
        guard let world = loaded.world else { throw CommandFailure.told(.invalidScenario) }
        return (world, loaded.scenario)
    }
}

extension StandardStreams {
    /// Writes diagnostics to standard error, a line each.
    static func report(_ diagnostics: [Diagnostic]) {
        writeError(diagnostics.map { "\($0)\n" }.joined())
    }
}
