import ArgumentParser

/// `dnsscen init`: a commented scenario to start from.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Print a commented scenario to start from.",
        discussion: "Templates: "
            + ScenarioTemplate.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: "; ")
            + ". Write one to a file and run it: dnsscen init aws-split > my.yaml; dnsscen run my.yaml")

    @Argument(help: "Which one.")
    var template = ScenarioTemplate.minimal

    func run() throws { try StandardStreams.write(template.text) }
}

extension ScenarioTemplate: ExpressibleByArgument {}
