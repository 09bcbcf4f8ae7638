import Glibc
import Reporting
import ScenarioLanguage

/// One run over some files: loads all of them, then predicts and reports in their order.
struct RunSession {
    private let options: RunOptions
    private let format: any ReportFormat.Type
    private let style: OutputStyle

    init(_ options: RunOptions, format: any ReportFormat.Type, style: OutputStyle) {
        self.options = options
        self.format = format
        self.style = style
    }

    /// Prints the report and ends with the status that applies.
    func run(_ names: [String]) throws {
        var report = format.init(style: style)
        var summary = RunSummary()
        let loaded = try load(names) { _ in true }
        summary.invalidFiles = loaded.files.count { $0.isInvalid }
        var output = ReportOutput()
        report.begin(loaded.files, to: &output)
        try predict(loaded.cases) { result in
            summary.count(result)
            report.add(result, to: &output)
            guard output.octets.count > 1 << 16 else { return }
            try StandardStreams.write(output.octets)
            output.removeAll()
        }
        report.end(summary, to: &output)
        try StandardStreams.write(output.octets)
        let status = ExitStatus.worst(loaded.statuses.union(summary.unmet > 0 ? [.unmetExpectation] : []))
        if status != .done { throw CommandFailure.told(status) }
    }

    /// Hands over every result without a report, and returns the statuses that apply.
    ///
    /// What is wrong with the files is told, but for what is in `told`, and added to it.
    func collect(
        _ names: [String], told: inout Set<Diagnostic>, _ take: (RunResult) -> Void
    ) throws -> Set<ExitStatus> {
        let loaded = try load(names) { told.insert($0).inserted }
        try predict(loaded.cases) { take($0) }
        return loaded.statuses
    }

    private struct Loaded {
        var files: [ReportedFile] = []
        var cases: [RunCase] = []
        var statuses: Set<ExitStatus> = []
    }

    /// Reads and compiles all files; what is wrong with them, and news, goes to standard error.
    private func load(_ names: [String], isNews: (Diagnostic) -> Bool) throws -> Loaded {
        var loaded = Loaded()
        let options = options
        // Standard input can be read once; a file named twice is two runs.
        try OrderedWork.perform(names, { ScenarioFiles.load($0, options) }) { result in
            let name = names[loaded.files.count]
            switch result {
            case .success(let run):
                StandardStreams.report(run.file.diagnostics.filter(isNews))
                loaded.files.append(run.file)
                loaded.cases += run.cases
                if run.file.isInvalid { loaded.statuses.insert(.invalidScenario) }
            case .failure(let failure):
                StandardStreams.complain(ScenarioFiles.message(name, failure))
                let location = SourceLocation(file: name, line: 1, column: 1)
                let diagnostic = Diagnostic(
                    .unreadableFile(name, reason: failure.reason), at: location, keyPath: "")
                loaded.files.append(
                    ReportedFile(file: name, title: nil, diagnostics: [diagnostic], isInvalid: true))
                loaded.statuses.insert(.inputOutput)
            }
        }
        return loaded
    }

    /// Some results of one case, predicted as one piece of work.
    private struct Portion: Sendable {
        var runCase: RunCase
        var range: Range<Int>
        var isFirst: Bool
    }

    /// How many results are predicted as one piece: enough to reuse the fates of packets, few enough to spread.
    private static let portionSize = 1024

    private func predict(_ cases: [RunCase], _ take: (RunResult) throws -> Void) throws {
        var portions: [Portion] = []
        for runCase in cases {
            var start = 0
            repeat {
                let end = min(start + Self.portionSize, runCase.count)
                portions.append(Portion(runCase: runCase, range: start..<end, isFirst: start == 0))
                start = end
            } while start < runCase.count
        }
        var progress = Progress(total: portions.reduce(0) { $0 + $1.range.count })
        var done = 0
        defer { progress.clear() }
        let work = { @Sendable (portion: Portion) -> [RunResult] in
            let load = portion.isFirst ? portion.runCase.load.map { [RunResult.load($0)] } ?? [] : []
            return load + portion.runCase.results(portion.range)
        }
        // A few results do not pay for threads.
        let pieces = portions.reduce(0) { $0 + $1.range.count } < Self.portionSize ? [portions] : portions.map { [$0] }
        try OrderedWork.perform(pieces, { $0.flatMap(work) }) { results in
            for result in results { try take(result) }
            done += results.count
            progress.update(done)
        }
    }
}
