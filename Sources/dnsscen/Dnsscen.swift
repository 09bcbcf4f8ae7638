import ArgumentParser
import Glibc

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

            Exit status: 0 done; 1 an expectation does not hold, or check found an error; 2 a scenario is invalid; 9 no server replied (dig \
            alone); 64 wrong usage; 70 internal error; 74 input/output error.
            """,
        version: "dnsscen \(version)",
        subcommands: [
            RunCommand.self, ExplainCommand.self, RoutesCommand.self, ResolvCommand.self, DigCommand.self,
            CheckCommand.self, RulesCommand.self, ServeCommand.self, SchemaCommand.self, InitCommand.self,
        ])

    static let version = "0.1.0"

    static func main() {
        // A reader that closes the pipe shows as an error of write(2) instead, which is no failure.
        signal(SIGPIPE, SIG_IGN)
        do {
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
}
