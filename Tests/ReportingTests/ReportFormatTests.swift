import Foundation
import ScenarioLanguage
import TestSupport
import Testing

@testable import Reporting

@Suite struct ReportFormatTests {
    private let results = [SampleResults.met, SampleResults.unmet, SampleResults.depends, SampleResults.connection]

    private func json(_ result: RunResult) -> String {
        String(decoding: JSONWriter.compact { result.write(to: &$0) }, as: UTF8.self)
    }

    /// The keys of an object on one line, in the order written, without those of objects in it.
    private func keys(_ text: String) -> [String] {
        var keys: [String] = []
        var depth = 0
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "{", "[": depth += 1
            case "}", "]": depth -= 1
            case "\"":
                guard let end = rest.firstIndex(of: "\"") else { return keys }
                let word = rest[..<end]
                rest = rest[rest.index(after: end)...]
                if depth == 1, rest.first == ":" { keys.append(String(word)) }
            default: break
            }
        }
        return keys
    }

    @Test func `a lookup has all its keys in the order of the contract`() {
        #expect(
            keys(json(SampleResults.met)) == [
                "kind", "file", "case", "name", "type", "from", "at_ms", "qname", "outcome", "reason", "notes",
                "missing", "error", "rcode", "addresses", "records", "scope", "server", "via", "elapsed_ms",
                "reachability", "possible", "attempts", "explanation", "assumptions", "expect", "met",
            ])
    }

    @Test func `a connection has all its keys in the order of the contract`() {
        #expect(
            keys(json(SampleResults.connection)) == [
                "kind", "file", "case", "from", "to", "protocol", "port", "at_ms", "outcome", "reachable", "via",
                "source_ip", "public_ip", "hops", "possible", "dropped_at", "reason", "rule", "notes", "missing",
                "explanation", "assumptions", "expect", "met",
            ])
    }

    @Test func `the JSON document has the values of the results`() throws {
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(SampleResults.report(JSONReport.self, results).utf8))
                as? [String: Any])
        #expect(document["version"] as? Int == 1)
        let lookups = try #require(document["results"] as? [[String: Any]])
        #expect(lookups.count == 4)
        #expect(lookups[0]["records"] as? [String] == ["test.example.local. 10 IN A 10.123.2.1"])
        #expect(lookups[0]["elapsed_ms"] as? Int == 21)
        #expect(lookups[0]["met"] as? Bool == true)
        #expect(lookups[1]["met"] as? Bool == false)
        #expect(lookups[1]["server"] is NSNull)
        #expect(lookups[3]["source_ip"] as? String == "10.123.1.97")
        let summary = try #require(document["summary"] as? [String: Int])
        #expect(
            summary == [
                "lookups": 3, "connections": 1, "met": 1, "unmet": 1, "unchecked": 2, "invalid_files": 0,
            ])
    }

    @Test func `what possible outcomes differ in is null`() throws {
        let values = try #require(
            try JSONSerialization.jsonObject(with: Data(json(SampleResults.depends).utf8)) as? [String: Any])
        #expect(values["outcome"] as? String == "depends")
        #expect(values["elapsed_ms"] is NSNull)
        #expect(values["qname"] as? String == "test.example.local.")
        #expect((values["possible"] as? [Any])?.count == 2)
    }

    @Test func `an empty run is still a document`() throws {
        let text = SampleResults.report(JSONReport.self, [], files: [])
        let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect((document?["results"] as? [Any])?.isEmpty == true)
    }

    @Test func `each line of ndjson is one object and the last one counts`() throws {
        let lines = SampleResults.report(NDJSONReport.self, results).split(separator: "\n")
        #expect(lines.count == 5)
        let kinds = try lines.map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["kind"] as? String
        }
        #expect(kinds == ["lookup", "lookup", "lookup", "connection", "summary"])
    }

    @Test func `TAP has a test for each result with an expectation and the plan at the end`() {
        #expect(
            SampleResults.report(TAPReport.self, results) == """
                TAP version 14
                ok 1 - a.yaml: lookup test.example.local. A
                not ok 2 - a.yaml: lookup test.example.local. A
                  ---
                  - key: "outcome"
                    expected: "answered"
                    actual: "timeout"
                  - key: "server"
                    expected: "10.10.1.228"
                    actual: "null"
                  - because: "No authorization rule allows 10.10.1.228. [CVPN-AUTH-02]"
                  ...
                1..2

                """)
    }

    @Test func `JUnit counts tests and failures`() {
        let text = SampleResults.report(JUnitReport.self, results)
        #expect(text.contains("<testsuites name=\"dnsscen\" tests=\"2\" failures=\"1\" errors=\"0\">"))
        #expect(text.contains("<testsuite name=\"a.yaml\" tests=\"2\" failures=\"1\">"))
        #expect(text.contains("<failure message=\"outcome: expected answered, actual timeout\">"))
        #expect(XMLCheck.isWellFormed(text))
    }

    @Test func `the table shows the verdict and, for what is not met, both sides and the reason`() {
        let text = SampleResults.report(TableReport.self, [SampleResults.unmet, SampleResults.connection])
        #expect(
            text == """
                a.yaml: Split tunnel

                lookup               type  outcome                answer  scope  server  via    elapsed  expectation
                -------------------  ----  ---------------------  ------  -----  ------  -----  -------  -----------
                test.example.local.  A     timeout (VPN_NO_AUTH)  -       -      -       utun1     10 s  NOT MET

                connection          outcome    via    source       public  dropped at  expectation
                ------------------  ---------  -----  -----------  ------  ----------  -----------
                10.123.2.1 tcp/443  connected  utun1  10.123.1.97  -       -           -

                NOT MET lookup test.example.local. A
                  key      expected     actual
                  -------  -----------  -------
                  outcome  answered     timeout
                  server   10.10.1.228  null
                  because: No authorization rule allows 10.10.1.228. [CVPN-AUTH-02]

                1 lookup, 1 connection, 0 met, 1 not met, 1 without expectation

                """)
    }

    @Test func `every case has its own table`() {
        let other = RunResult.lookup(SampleResults.lookup([SampleResults.answered], caseName: "second"))
        let text = SampleResults.report(TableReport.self, [SampleResults.met, other])
        #expect(text.contains("a.yaml: Split tunnel\n"))
        #expect(text.contains("\na.yaml: Split tunnel [second]\n"))
    }

    @Test func `colour codes stand in a table only in a style with colour`() {
        let colored = OutputStyle(usesColor: true, usesBoxDrawing: true, width: 100)
        #expect(!SampleResults.report(TableReport.self, results).contains("\u{1b}"))
        #expect(SampleResults.report(TableReport.self, results, style: colored).contains("\u{1b}[32mmet"))
    }

    @Test(arguments: ["table", "json", "ndjson", "junit", "tap", "markdown"])
    func `every format is found by its name and prints something for each run`(name: String) throws {
        let format = try #require(ReportFormats.named(name))
        var report = format.init(style: .plain)
        var summary = RunSummary()
        var output = ReportOutput()
        report.begin([], to: &output)
        for result in results {
            summary.count(result)
            report.add(result, to: &output)
        }
        report.end(summary, to: &output)
        #expect(output.octets.last == UInt8(ascii: "\n"))
        #expect(format.name == name)
    }
}

/// Whether every tag of a document is closed in order of nesting.
private enum XMLCheck {
    static func isWellFormed(_ text: String) -> Bool {
        var depth = 0
        var rest = text[...]
        while let open = rest.firstIndex(of: "<") {
            guard let close = rest[open...].firstIndex(of: ">") else { return false }
            let tag = rest[rest.index(after: open)..<close]
            if tag.hasPrefix("/") {
                depth -= 1
            } else if !tag.hasPrefix("?"), !tag.hasSuffix("/") {
                depth += 1
            }
            if depth < 0 { return false }
            rest = rest[rest.index(after: close)...]
        }
        return depth == 0
    }
}
