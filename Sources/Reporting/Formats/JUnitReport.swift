import Emulation

/// The form of JUnit's XML reports that continuous integration reads: a test for each result with an expectation.
public struct JUnitReport: ReportFormat {
    /// `junit`.
    public static let name = "junit"

    private struct Suite {
        var origin: ResultOrigin
        var tests = 0
        var failures = 0
        var cases = ""
    }

    private var suites: [Suite] = []
    private var diagnostics: [String: String] = [:]
    private var files: [String] = []

    /// An empty report; XML looks the same everywhere.
    public init(style: OutputStyle) {}

    /// Keeps the diagnostics for the suites of their files.
    public mutating func begin(_ files: [ReportedFile], to output: inout ReportOutput) {
        self.files = files.map(\.file)
        for file in files where !file.diagnostics.isEmpty {
            diagnostics[file.file] = file.diagnostics.map { "\($0)\n" }.joined()
        }
    }

    /// Keeps a test: its counts come before it in the document.
    public mutating func add(_ result: RunResult, to output: inout ReportOutput) {
        guard let isMet = result.isMet else { return }
        if suites.last?.origin != result.origin { suites.append(Suite(origin: result.origin)) }
        var suite = suites.removeLast()
        suite.tests += 1
        var element = "    <testcase classname=\"\(result.origin.file.xmlEscaped)\" name=\"\(result.title.xmlEscaped)\""
        if let elapsed = result.elapsed { element += " time=\"\(elapsed.secondsText)\"" }
        if isMet {
            element += "/>\n"
        } else {
            suite.failures += 1
            let lines = result.mismatches.map { "\($0.key): expected \($0.expected), actual \($0.actual)" }
            let reason = result.decisiveStep.map { "\n" + $0.textWithRule } ?? ""
            element += ">\n      <failure message=\"\((lines.first ?? "").xmlEscaped)\">"
            element += (lines.joined(separator: "\n") + reason).xmlEscaped + "</failure>\n    </testcase>\n"
        }
        suite.cases += element
        suites.append(suite)
    }

    /// The document.
    public mutating func end(_ summary: RunSummary, to output: inout ReportOutput) {
        let tests = suites.reduce(0) { $0 + $1.tests }
        let failures = suites.reduce(0) { $0 + $1.failures }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"dnsscen\" tests=\"\(tests)\" failures=\"\(failures)\""
        text += " errors=\"0\">\n"
        for file in files {
            let own = suites.filter { $0.origin.file == file }
            for (index, suite) in own.enumerated() {
                text += self.text(of: suite, diagnostics: index == 0 ? diagnostics[file] : nil)
            }
            if own.isEmpty, let diagnostics = diagnostics[file] {
                let origin = ResultOrigin(file: file, caseName: nil, title: nil)
                text += self.text(of: Suite(origin: origin), diagnostics: diagnostics)
            }
        }
        output.write(text + "</testsuites>\n")
    }

    private func text(of suite: Suite, diagnostics: String?) -> String {
        let name = suite.origin.file + (suite.origin.caseName.map { "#\($0)" } ?? "")
        var text = "  <testsuite name=\"\(name.xmlEscaped)\" tests=\"\(suite.tests)\" failures=\"\(suite.failures)\">\n"
        text += suite.cases
        if let diagnostics { text += "    <system-err>\(diagnostics.xmlEscaped)</system-err>\n" }
        return text + "  </testsuite>\n"
    }
}

extension Duration {
    /// Seconds with three decimals, `0.021`.
    fileprivate var secondsText: String {
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        return "\(seconds).\(String(1000 + rest).dropFirst())"
    }
}

extension String {
    /// The text for XML 1.0; control characters, which no escape can bring into a document, become spaces.
    fileprivate var xmlEscaped: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
