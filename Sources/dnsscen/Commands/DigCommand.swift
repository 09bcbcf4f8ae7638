import ArgumentParser
import Emulation
import IPCore
import Reporting
import WorldModel

/// `dnsscen dig`: an answer in dig's own output format.
struct DigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dig", abstract: "Print an answer as dig would.",
        usage: "dnsscen dig <file> [@<server>] <name> [<type>] [+<option> ...] [<options>]",
        discussion: """
            Asks as dig does, three times for five seconds over the servers in force, whatever the scenario's resolver \
            profile. Options: +short, +tcp, +norec, +noall, +answer, +bufsize=N, +noedns, +time=N, +tries=N, +nofail. \
            The message ID is 0, there is no line WHEN, and the query time is virtual. The exit status is 9 if no \
            server replied.

            Examples:
              dnsscen dig my.yaml app.corp.example
              dnsscen dig my.yaml @10.10.0.43 app.corp.example AAAA +tcp
              dnsscen dig my.yaml -x 10.123.2.1 +short
            """)

    @Argument(help: "The scenario, or - for standard input.")
    var file: String

    @Argument(help: ArgumentHelp("[@SERVER] NAME [TYPE] [+OPTION ...], as for dig.", valueName: "words"))
    var words: [String] = []

    @Option(name: .customShort("t"), help: ArgumentHelp("The record type.", valueName: "type"))
    var type: String?

    @Option(name: .customShort("x"), help: ArgumentHelp("The name of this address.", valueName: "address"))
    var reverse: String?

    @Flag(name: .customShort("4"), help: "Ask servers over IPv4 alone.")
    var ipv4 = false

    @Flag(name: .customShort("6"), help: "Ask servers over IPv6 alone.")
    var ipv6 = false

    @OptionGroup var scenario: ScenarioOptions

    func run() throws {
        var arguments: DigArguments
        do throws(DigUsageError) {
            arguments = try DigArguments(
                words: words, type: type, reverse: reverse,
                asWritten: Self.ownArguments(of: CommandLine.arguments, file: file))
        } catch {
            throw CommandFailure.usage(error.description)
        }
        if ipv4 && ipv6 { throw CommandFailure.usage("only one of -4 and -6 can be given") }
        var (world, _) = try scenario.loadWorld(file)
        if let name = arguments.serverName {
            guard let server = world.names.nameServers.elements.first(where: { $0.name == name }) else {
                throw CommandFailure.usage("@\(name): \(name) is no address and no name server of the scenario")
            }
            arguments.request.server = server.addresses.first
        }
        if ipv4 || ipv6 {
            let family: AddressFamily = ipv4 ? .ipv4 : .ipv6
            if let server = arguments.request.server, server.family != family {
                throw CommandFailure.usage("@\(server) is no \(ipv4 ? "IPv4" : "IPv6") address")
            }
            world.client.resolver.servers.removeAll { $0.family != family }
        }
        let result = Emulator(world).dig(arguments.request)
        tell(result)
        let output = DigOutput(result, arguments)
        try StandardStreams.write(output.text)
        if !output.hasReply { throw CommandFailure.told(.noReply) }
    }

    /// The arguments that dig itself has, in their order: all behind `dig` without the file and the options that every
    /// command has; `nil` if they cannot be told apart.
    static func ownArguments(of commandLine: [String], file: String) -> [String]? {
        guard let command = commandLine.dropFirst().firstIndex(of: "dig") else { return nil }
        var own: [String] = []
        var isFileSeen = false
        var rest = commandLine[(command + 1)...]
        while let word = rest.popFirst() {
            switch word {
            case "--case", "--set", "--color": _ = rest.popFirst()
            case "-t", "-x": own += [word] + (rest.popFirst().map { [$0] } ?? [])
            case file where !isFileSeen: isFileSeen = true
            case _ where word.hasPrefix("--"): break
            default: own.append(word)
            }
        }
        return isFileSeen ? own : nil
    }

    /// Says on standard error what dig's own format has no place for.
    private func tell(_ result: DigResult) {
        switch result.outcome {
        case .unknown:
            let missing = result.possible.first?.missing ?? "a key"
            StandardStreams.complain("what comes back is not known: \(missing) would decide")
        case .depends:
            let conditions = result.possible.map(\.when).joined(separator: "; ")
            StandardStreams.complain("the answer depends (\(conditions)); the first is shown")
        case .answered, .nodata, .nxdomain, .servfail, .refused, .notimp, .formerr, .timeout, .unreachable: break
        }
    }
}
