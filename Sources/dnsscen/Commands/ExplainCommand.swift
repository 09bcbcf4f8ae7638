import ArgumentParser
import Emulation
import Reporting
import ScenarioLanguage

/// `dnsscen explain`: one lookup step by step.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Tell one lookup step by step: resolver, route, each hop, the server's reasoning, with their sources.",
        discussion: """
            Begins with the outcome and the step that decided it, ends with the rules that were followed and their sources.

            Examples:
              dnsscen explain my.yaml app.corp.example
              dnsscen explain my.yaml app.corp.example --set 'vpn.authorization_rules=[]'
            """)

    @Argument(help: "The scenario, or - for standard input.")
    var file: String

    @Argument(help: "The name that the client looks up.")
    var name: String

    @Argument(help: "The record type; a pair is A+AAAA.")
    var type = "A"

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "When, on the scenario's clock: the device has the caches and the server at hand that its listed lookups before that leave.",
            valueName: "duration"))
    var instant: String?

    @OptionGroup var scenario: ScenarioOptions

    func run() throws {
        guard var asked = AskedName(name, types: type) else {
            throw CommandFailure.usage(
                "\(name) \(type): expected a domain name and a type such as A, AAAA, PTR or A+AAAA")
        }
        if let instant {
            guard let at = Duration(scenarioText: instant) else {
                throw CommandFailure.usage("--at \(instant): expected a duration such as 250ms, 5s, 2m or 1h")
            }
            asked.at = at
        }
        let (world, declared) = try scenario.loadWorld(file)
        let origin = ResultOrigin(file: file, caseName: declared.caseName, title: declared.title)
        let result = LookupResult(Emulator(world).predict(asked.request), origin: origin)
        try StandardStreams.write(LookupExplanation(result, in: world, style: scenario.color.style).text)
    }
}
