public import ArgumentParser
public import Reporting

/// `dnsscen resolv`: the resolver configuration in force.
struct ResolvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolv", abstract: "Print the client's resolver configuration.",
        discussion: """
            Printed as the client's system would, after the VPN connected.

            Examples:
              dnsscen resolv my.yaml
              dnsscen resolv my.yaml --style scutil --before
            """)

    @Argument(help: "The scenario, or - for standard input.")
    var file: String

    @Option(help: ArgumentHelp("The form to print it in.", valueName: "style"))
    var style = ResolverStyle.resolvConf

    @Flag(help: "The configuration before the VPN connected.")
    var before = false

    @OptionGroup var scenario: ScenarioOptions

    func run() throws {
        let (world, _) = try scenario.loadWorld(file)
        try StandardStreams.write(ResolverText(world, beforeConnecting: before).text(style))
    }
}

extension ResolverStyle: ExpressibleByArgument {}
