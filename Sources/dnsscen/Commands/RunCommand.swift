import ArgumentParser
import Reporting
import ScenarioLanguage

/// `dnsscen run`: predicts every lookup and connection and holds them against what is expected.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Predict every lookup and connection, and check the expectations.",
        discussion: """
            With several files or cases there is one table each. The exit status is 1 if an expectation does not hold \
            and 2 if a scenario is invalid; the other files are still run.

            Examples:
              dnsscen run my.yaml
              dnsscen run my.yaml --lookup app.corp.example:A+AAAA
              dnsscen run my.yaml --matrix vpn.split_tunnel=true,false
              dnsscen run my.yaml --format junit > results.xml
            """)

    @Argument(help: ArgumentHelp("Scenario files, directories, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(
        name: .customLong("lookup"), parsing: .singleValue,
        help: ArgumentHelp(
            "Ask this instead of the scenario's own lookups and connections; TYPE is A unless given, a pair is A+AAAA. "
                + "Repeatable.",
            valueName: "name[:type]"))
    var lookups: [String] = []

    @Option(
        name: .customLong("matrix"), parsing: .singleValue,
        help: ArgumentHelp(
            "Run once for each value, as --set would, and print the results side by side. Repeatable: all combinations. "
                + "profile stands for client.resolver.profile.",
            valueName: "path=v1,v2"))
    var matrix: [String] = []

    @Option(
        help: ArgumentHelp(
            "How to print.", valueName: "format"))
    var format = FormatChoice.standard

    @OptionGroup var scenario: ScenarioOptions

    func run() throws {
        let asked = try lookups.map(Self.asked)
        let names = ScenarioFiles.expanded(files)
        if matrix.isEmpty {
            try RunSession(scenario.runOptions(asked: asked), format: format.format, style: scenario.color.style).run(
                names)
        } else {
            try runMatrix(names, asked)
        }
    }

    private func runMatrix(_ names: [String], _ asked: [AskedName]) throws {
        guard format.isTable || format.isMarkdown else {
            throw CommandFailure.usage("--matrix prints a grid: use --format table or markdown with it")
        }
        let style = scenario.color.style
        var statuses: Set<ExitStatus> = []
        var columns: [MatrixTable.Column] = []
        var told: Set<Diagnostic> = []
        for sets in try MatrixSettings.combinations(matrix) {
            let session = RunSession(scenario.runOptions(asked: asked, sets: sets), format: format.format, style: style)
            var results: [RunResult] = []
            let outcome = try session.collect(names, told: &told) { results.append($0) }
            statuses.formUnion(outcome)
            columns.append(
                MatrixTable.Column(
                    title: MatrixSettings.title(sets),
                    results: outcome.contains(.invalidScenario) && results.isEmpty ? nil : results))
        }
        let table = MatrixTable(columns)
        try StandardStreams.write(format.isMarkdown ? table.markdown : table.text(style))
        // A grid compares; whether the scenario's own expectations hold under other settings is no verdict on it.
        let status = ExitStatus.worst(statuses.subtracting([.unmetExpectation]))
        if status != .done { throw CommandFailure.told(status) }
    }

    /// Reads `NAME[:TYPE]`.
    private static func asked(_ text: String) throws -> AskedName {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let asked = AskedName(parts[0], types: parts.count == 2 ? parts[1] : "A") else {
            throw CommandFailure.usage("--lookup \(text): expected NAME or NAME:TYPE, such as test.example.local:AAAA")
        }
        return asked
    }
}

/// The value of `--format`.
struct FormatChoice: ExpressibleByArgument {
    let format: any ReportFormat.Type

    static let standard = FormatChoice(format: TableReport.self)

    init(format: any ReportFormat.Type) { self.format = format }

    init?(argument: String) {
        guard let format = ReportFormats.named(argument) else { return nil }
        self.format = format
    }

    var isTable: Bool { format.name == TableReport.name }
    var isMarkdown: Bool { format.name == MarkdownReport.name }

    var defaultValueDescription: String { format.name }

    static var allValueStrings: [String] { ReportFormats.all.map { $0.name } }
}
