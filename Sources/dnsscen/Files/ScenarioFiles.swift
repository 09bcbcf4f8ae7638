import Reporting
import ScenarioLanguage

/// The scenarios that FILE arguments stand for.
enum ScenarioFiles {
    /// Where a bare name is looked for.
    private static let folder = "scenarios"

    /// The files of all arguments, in order: a directory stands for its `.yaml` files.
    ///
    /// A directory without any, or that cannot be read, stands for itself: reading it fails like a file's, and the other
    /// files are still run.
    static func expanded(_ arguments: [String]) -> [String] {
        var files: [String] = []
        for argument in arguments {
            guard let names = FileReader.scenarioNames(in: argument), !names.isEmpty else {
                files.append(located(argument))
                continue
            }
            files += names.map { member($0, of: argument) }
        }
        return files
    }

    private static func member(_ name: String, of directory: String) -> String {
        directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
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
        if let names = FileReader.scenarioNames(in: file) {
            guard let name = names.first else { return "\(file): there is no .yaml file in this directory" }
            return "\(text); this command takes one file, such as \(member(name, of: file))"
        }
        if FileReader.exists(file) { return text }
        let known = FileReader.scenarioNames(in: folder) ?? []
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
