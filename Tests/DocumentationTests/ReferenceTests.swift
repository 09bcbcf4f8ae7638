import Analysis
import Emulation
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import Reporting
@testable import dnsscen

/// The reference: pages made out of the program, and pages that have to have a place for all that the program knows.
@Suite struct ReferenceTests {
    // MARK: - Pages made out of the program

    @Test func `every key of a scenario has its place`() {
        let schema = ScenarioSchema.document
        let page = SchemaPage(schema, hasDefaults: true)
        expectFile(
            """
            # Keys of a scenario

            Every key, made out of the program by `Scripts/record-golden`; [the scenario language](scenario-language.md) tells how they play \
            together. `dnsscen schema` prints the same as a JSON Schema.

            Addresses may be IPv4 or IPv6. A CIDR is an address with a length and no host bits. A duration carries its unit: `250ms`, `5s`, \
            `2m`, `1h`. A name is a DNS name, absolute with or without its final dot; what refers to another element is its `name`, or \
            `PARENT/NAME`.

            \(page.section("Top level", schema))
            \(page.sections)
            """, "docs/reference/scenario-keys.md")
    }

    @Test func `every key of the results has its place`() {
        let schema = ResultsSchema.document
        let rule = "[rule](../rules) id, or null"
        let page = SchemaPage(
            schema, places: ["reason": "[reason code](reasons.md), or null", "rule": rule], hasDefaults: false)
        expectFile(
            """
            # JSON output

            What `dnsscen run --format json` prints, made out of the program by `Scripts/record-golden`. `dnsscen schema results` prints the \
            same as a JSON Schema. It is a contract: keys are only ever added. Every key is always there, null or empty where it does \
            not apply. Results stand in the order of files, cases, lookups and connections. Times are milliseconds of the virtual \
            clock.

            `--format ndjson` prints each result on a line of its own, each diagnostic as a line of kind `diagnostic`, and last a line of kind \
            `summary`. [Use it in CI](../guide/use-it-in-ci.md) shows both at work.

            \(page.section("The document", schema))
            \(page.sections)
            """, "docs/reference/json-output.md")
    }

    @Test func `every command and option has its place`() throws {
        expectFile(try CommandPages.reference(), "docs/reference/commands.md")
        expectFile(CommandPages.manual(), "docs/man/dnsscen.1")
    }

    @Test(
        .enabled(
            if: (try? BuiltCommand.run(executable: "/usr/bin/env", ["mandoc", "-l", "/dev/null"]))?.status != 127,
            "mandoc is not installed"))
    func `the manual page is without fault`() throws {
        let lint = try BuiltCommand.run(
            executable: "/usr/bin/env", ["mandoc", "-T", "lint", "-W", "warning", "docs/man/dnsscen.1"])
        #expect(lint.status == 0, "\(lint.output)\(lint.errors)")
    }

    @Test func `every check has its place`() throws {
        var text = """
            # Design checks

            What `dnsscen check` looks for, made out of the program by `Scripts/record-golden`. A finding has the id of its check, a severity \
            (error, warning, note), its place in the file, cause, repair and rule. What loading reports is a finding as well: of the \
            check that takes it up, else with the rule or the [kind of diagnostic](diagnostics.md) as its id.

            """
        for check in Checks.all {
            let name = String(describing: check)
            let entry = try #require(
                try SourceComments.entries(in: "Sources/Analysis/Checks/\(name).swift") {
                    $0.hasPrefix("public enum \(name):") ? name : nil
                }.first)
            text += "\n## \(check.id)\n\n\(check.summary.markdownProse).\n"
            for paragraph in entry.paragraphs.dropFirst() { text += "\n\(paragraph.markdownComment)\n" }
            let rules = Set(check.rules + check.adopts).sorted { $0.rawValue < $1.rawValue }
            if !rules.isEmpty { text += "\nRules: \(rules.map(\.link).joined(separator: ", ")).\n" }
        }
        expectFile(text, "docs/reference/checks.md")
    }

    @Test func `every kind of diagnostic has its place`() throws {
        let path = "Sources/ScenarioLanguage/Diagnostics/Diagnostic+Kind.swift"
        let entries = try SourceComments.entries(in: path) { line in
            line.firstMatch(of: /^case (\w+)/).map { String($0.1) }
        }
        #expect(entries.count > 40)
        var table = MarkdownTable("kind", "when")
        for entry in entries {
            table.append(entry.name.markdownCode, entry.paragraphs.joined(separator: " ").markdownComment)
        }
        expectFile(
            """
            # Diagnostics

            What is wrong with a file, made out of the program by `Scripts/record-golden`. Each is printed as \
            `FILE:LINE:COLUMN: SEVERITY: MESSAGE`, with the path of the key and, where a rule is broken, its id. All errors of a file are \
            reported in one go. The kind stands in the JSON output (`diagnostics[].kind`).

            \(table.text)
            """, "docs/reference/diagnostics.md")
    }

    // MARK: - Pages that have to have a place for everything

    @Test func `every reason code has a section, and there is no other section`() throws {
        let page = try #require(MarkdownPage.all["docs/reference/reasons.md"])
        let sections = page.lines.filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
        #expect(sections.sorted() == ReasonCode.allCases.map(\.rawValue).sorted())
        for section in page.lines.split(whereSeparator: { $0.hasPrefix("##") }).dropFirst() where section.count > 2 {
            let text = section.joined(separator: "\n")
            for word in ["**Cause.**", "**Confirm.**", "**Repair.**"] {
                #expect(text.contains(word), "\(section.first { !$0.isEmpty } ?? "")")
            }
        }
    }

    /// A command of the page with the code that its section is about.
    struct Shown: CustomTestStringConvertible {
        let code: String
        let command: [String]
        var testDescription: String { "\(code): \(command.joined(separator: " "))" }

        static let all: [Shown] = {
            var code = ""
            return (MarkdownPage.all["docs/reference/reasons.md"]?.lines ?? []).compactMap { line in
                if line.hasPrefix("### ") { code = String(line.dropFirst(4)) }
                guard let match = line.wholeMatch(of: /\*\*See it\.\*\* `dnsscen (.+)`/) else { return nil }
                return Shown(code: code, command: match.1.split(separator: " ").map(String.init))
            }
        }()
    }

    @Test(arguments: Shown.all)
    func `where a reason code says that it can be seen, it can`(shown: Shown) throws {
        let run = try BuiltCommand.run(shown.command)
        #expect(run.output.contains("(\(shown.code))") || run.output.contains("\"\(shown.code)\""), "\(run.output)")
    }

    @Test(arguments: [
        ("Lookups", LookupOutcome.allCases.map(\.rawValue)),
        ("Connections", ConnectionOutcome.allCases.map(\.rawValue)),
        ("Attempts", AttemptFate.allCases.map(\.rawValue)), ("Scope", AddressScope.allCases.map(\.rawValue)),
    ])
    func `every outcome has its place`(heading: String, words: [String]) throws {
        let page = try #require(MarkdownPage.all["docs/reference/outcomes.md"])
        let section = page.lines.drop { $0 != "## \(heading)" }.dropFirst().prefix { !$0.hasPrefix("## ") }
        for word in words { #expect(section.contains { $0.hasPrefix("| `\(word)` |") }, "\(heading): \(word)") }
    }

    @Test func `every exit status has its place`() {
        #expect(ExitStatusTable.entries.map(\.number) == ExitStatus.allCases.map { "\($0.rawValue)" })
    }

    @Test func `every resolver profile has its place`() throws {
        let page = try #require(MarkdownPage.all["docs/reference/profiles.md"])
        for name in ProfilePage.names { #expect(page.lines.contains("## \(name)"), "\(name)") }
    }

    // MARK: - Help

    @Test func `every command has examples`() {
        #expect(CommandHelp.commands.count >= 12)
        for command in CommandHelp.commands { #expect(!command.examples.isEmpty, "\(command.commandName)") }
        for command in CommandHelp.commands {
            for example in command.examples {
                #expect(example.count <= 76, "longer than a line of the help: \(example)")
            }
        }
    }

    @Test(
        .enabled(if: PageSession.isolation != nil, "this system allows no network namespaces (unshare, ip)"),
        arguments: CommandHelp.commands + (CommandHelp.root.map { [$0] } ?? []))
    func `the examples of the help work`(command: CommandHelp) throws {
        // A server that would run on is ended after a moment, as its user would end it.
        let examples = command.examples.map { line in
            line.hasPrefix("dnsscen serve") && !line.hasSuffix("&") ? "timeout 1 \(line) || [ $? = 124 ]" : line
        }
        let lines = ["dnsscen init aws-split > my.yaml"] + examples
        let text = "```sh\n\(lines.joined(separator: "\n"))\n```\n"
        let session = PageSession(MarkdownPage(path: "help", text: text))
        for (step, result) in zip(session.steps, try session.run()) {
            #expect(result.status == 0, "\(step.text): \(result.output.joined(separator: "\n"))")
        }
    }
}

extension RuleID {
    /// A link to the rule's section from a page of the reference.
    fileprivate var link: String {
        let area = RuleArea.area(of: self)?.name ?? ""
        return "[\(rawValue)](../rules/\(area).md#\(rawValue.lowercased()))"
    }
}

extension String {
    /// A doc comment as Markdown: what stands in code stays as it is.
    fileprivate var markdownComment: String {
        split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            index.isMultiple(of: 2) ? String(part).markdownProse : String(part)
        }.joined(separator: "`")
    }
}
