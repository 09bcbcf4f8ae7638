import Reporting
import ScenarioLanguage

/// The scenarios that FILE arguments stand for.
enum ScenarioFiles {
    /// Where a bare name is looked for.
    private static let folder = "scenarios"

    /// The files of all arguments, in order: a directory stands for its `.yaml` files.
    static func expanded(_ arguments: [String]) throws -> [String] {
        var files: [String] = []
        for argument in arguments {
            guard let names = try FileReader.scenarioNames(in: argument) else {
                files.append(located(argument))
                continue
            }
            if names.isEmpty {
                throw CommandFailure.inputOutput("\(argument): there is no .yaml file in this directory")
            }
            files += names.map { argument.hasSuffix("/") ? argument + $0 : "\(argument)/\($0)" }
        }
        return files
    }

    /// The file of an argument: itself, or for a bare name that is not here one in `scenarios/`.
    static func located(_ argument: String) -> String {
        if argument == "-" || argument.contains("/") || FileReader.exists(argument) { return argument }
        let candidates = ["\(folder)/\(argument)", "\(folder)/\(argument).yaml"]
        return candidates.first { FileReader.exists($0) && !FileReader.isDirectory($0) } ?? argument
    }

    /// What to say of a file that cannot be read, with the next step.
    static func message(_ file: String, _ failure: LoadFailure) -> String {
        let text = "\(file): \(failure.reason)"
        if FileReader.exists(file) { return text }
        let known = ((try? FileReader.scenarioNames(in: folder)) ?? nil) ?? []
        let nearest = Similarity.nearest(to: file, among: known.map { String($0.dropLast(5)) })
        if let name = nearest.first { return "\(text); did you mean \(name)?" }
        return "\(text); 'dnsscen init > \(file)' writes a scenario to start from"
    }

    /// Reads and compiles one file; an unreadable one is a failure.
    static func load(_ file: String, _ options: RunOptions) -> Result<ScenarioRun, LoadFailure> {
        FileReader.read(file).map { octets in
            ScenarioRun(octets, file: file, options: options, loader: FileReader.read)
        }
    }
}
