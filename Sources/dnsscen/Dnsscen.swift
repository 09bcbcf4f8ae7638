import ArgumentParser
import Glibc
import ScenarioLanguage

/// The command itself; each subcommand parses its arguments, calls a library and chooses an exit status.
@main struct Dnsscen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dnsscen",
        abstract: "Predict what DNS does behind a cloud client VPN.",
        discussion: """
            dnsscen reads scenarios (YAML files that describe a device, its VPN, the networks behind it and the name \
            servers in them) and prints what would happen. Nothing leaves the machine.

            A FILE may be a directory (its .yaml files), - (standard input), or a bare name, which is also looked for in \
            scenarios/. 'dnsscen init > my.yaml' writes a scenario to start from.

            Examples:
              dnsscen init aws-split > my.yaml
              dnsscen run my.yaml
              dnsscen explain my.yaml app.corp.example

            Exit status: 0 done; 1 an expectation does not hold, or check found an error; 2 a scenario is invalid; 9 no server replied (dig \
            alone); 64 wrong usage; 70 internal error; 74 input/output error.
            """,
        version: "dnsscen \(version)",
        subcommands: [
            RunCommand.self, ExplainCommand.self, RoutesCommand.self, ResolvCommand.self, DigCommand.self,
            CheckCommand.self, RulesCommand.self, ProfilesCommand.self, ServeCommand.self, CtlCommand.self,
            SchemaCommand.self, InitCommand.self,
        ])

    static let version = "0.1.0"

    static func main() {
        // A reader that closes the pipe shows as an error of write(2) instead, which is no failure.
        signal(SIGPIPE, SIG_IGN)
        do {
            try checkCommand(CommandLine.arguments.dropFirst().first)
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            StandardStreams.complain(failure.message)
            ExitStatus.end(failure.status)
        } catch is ClosedPipe {
            ExitStatus.end(.done)
        } catch {
            exit(withError: error)
        }
    }

    /// Refuses a first word that is no command, with the command most like it.
    private static func checkCommand(_ word: String?) throws {
        let commands = configuration.subcommands.map { $0.configuration.commandName ?? "" }
        // The words that begin with hyphens ask for completions, among others.
        guard let word, !word.hasPrefix("-"), word != "help", !commands.contains(word) else { return }
        if FileReader.exists(ScenarioFiles.located(word)) {
            throw CommandFailure.usage("\(word) is a file, no command: did you mean 'dnsscen run \(word)'?")
        }
        let nearest = Similarity.nearest(to: word, among: commands)
        let hint =
            nearest.isEmpty ? "'dnsscen --help' lists them" : "did you mean \(nearest.joined(separator: " or "))?"
        throw CommandFailure.usage("there is no command \(word): \(hint)")
    }
}
