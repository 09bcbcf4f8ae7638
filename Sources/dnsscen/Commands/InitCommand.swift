import ArgumentParser

/// `dnsscen init`: a commented scenario to start from.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Print a commented scenario to start from.",
        discussion: "Templates:\n"
            + ScenarioTemplate.allCases.map { template in
                "  \(template.rawValue)" + String(repeating: " ", count: 11 - template.rawValue.count)
                    + template.summary + "\n"
            }.joined() + """

                Examples:
                  dnsscen init aws-split > my.yaml
                  dnsscen run my.yaml
                """)

    @Argument(help: "Which one.")
    var template = ScenarioTemplate.minimal

    func run() throws { try StandardStreams.write(template.text) }
}

extension ScenarioTemplate: ExpressibleByArgument {}
