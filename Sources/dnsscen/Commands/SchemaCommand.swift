import ArgumentParser
import Reporting
import ScenarioLanguage

/// `dnsscen schema`: the JSON Schema of what goes in and of what comes out.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema (2020-12) of scenarios or of results.",
        discussion: """
            An editor with a YAML language server completes and checks the keys of a scenario whose first line is \
            '# yaml-language-server: $schema=FILE'.

            Examples:
              dnsscen schema > scenario.schema.json
              dnsscen schema results > results.schema.json
            """)

    /// What the schema describes.
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case scenario, results
    }

    @Argument(help: "scenario: the scenario language; results: what run --format json prints.")
    var subject = Subject.scenario

    func run() throws {
        switch subject {
        case .scenario: try StandardStreams.write(ScenarioSchema.json())
        case .results: try StandardStreams.write(ResultsSchema.text)
        }
    }
}
