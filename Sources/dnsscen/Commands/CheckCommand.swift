import Analysis
import ArgumentParser
import Reporting
import ScenarioLanguage

/// `dnsscen check`: design problems, without any lookup being listed.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Find design problems: a DNS server that no route reaches, a zone nobody sees ...",
        discussion: """
            Each finding has a stable id, a place in the file, its cause, the repair and the rule behind it; what loading \
            reports is among them. Every case of a file is checked; injected faults are left aside. The exit status is 1 \
            if there is a finding of severity error and 2 if a scenario is invalid.

            Examples:
              dnsscen check my.yaml
              dnsscen check my.yaml --format sarif > findings.sarif
            """)

    @Argument(help: ArgumentHelp("Scenario files, directories, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "How to print.", valueName: "format"))
    var format = FindingFormatChoice.standard

    @OptionGroup var scenario: ScenarioOptions

    func run() throws {
        let names = ScenarioFiles.expanded(files)
        let (caseName, sets, isLenient) = (scenario.caseName, scenario.sets, scenario.lenient)
        var checked: [CheckedFile] = []
        var statuses: Set<ExitStatus> = []
        var remaining = names[...]
        try OrderedWork.perform(
            names,
            { name in
                FileReader.read(name).map { octets in
                    CheckedFile(
                        octets, file: name, caseName: caseName, sets: sets, isLenient: isLenient,
                        loader: FileReader.read)
                }
            },
            consume: { result in
                let name = remaining.removeFirst()
                switch result {
                case .success(let file):
                    checked.append(file)
                    if file.isInvalid {
                        statuses.insert(.invalidScenario)
                    } else if file.hasErrors {
                        statuses.insert(.unmetExpectation)
                    }
                case .failure(let failure):
                    StandardStreams.complain(ScenarioFiles.message(name, failure))
                    statuses.insert(.inputOutput)
                }
            })
        try StandardStreams.write(format.format.text(of: checked, style: scenario.color.style))
        let status = ExitStatus.worst(statuses)
        if status != .done { throw CommandFailure.told(status) }
    }
}

/// The value of `--format`.
struct FindingFormatChoice: ExpressibleByArgument {
    let format: any FindingFormat.Type

    static let standard = FindingFormatChoice(format: FindingText.self)

    init(format: any FindingFormat.Type) { self.format = format }

    init?(argument: String) {
        guard let format = FindingFormats.named(argument) else { return nil }
        self.format = format
    }

    var defaultValueDescription: String { format.name }

    static var allValueStrings: [String] { FindingFormats.all.map { $0.name } }
}
