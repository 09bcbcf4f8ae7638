import Reporting
import TestSupport
import Testing
import WorldModel

/// `dnsscen rules` and the pages of `docs/rules/`.
@Suite struct RulesCommandTests {
    @Test func `a rule is printed with its evidence and sources`() throws {
        let run = try BuiltCommand.run(["rules", "cvpn-dns-04"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("CVPN-DNS-04  AWS Client VPN\n  The second server is asked only when"))
        #expect(run.output.contains("\n  Evidence: documented\n"))
        #expect(
            run.output.contains("\n    https://repost.aws/knowledge-center/client-vpn-how-dns-works-with-endpoint\n"))
    }

    @Test func `a beginning or an area lists its rules, and nothing all of them`() throws {
        let some = try BuiltCommand.run(["rules", "NACL"]).output
        #expect(some.split(separator: "\n").filter { $0.hasPrefix("  NACL-0") }.count == 4)
        let area = try BuiltCommand.run(["rules", "filters"]).output
        #expect(area.contains("\n  SG-05"))
        let all = try BuiltCommand.run(["rules"]).output
        for rule in RuleID.allCases { #expect(all.contains("\n  \(rule.rawValue) "), "\(rule)") }
    }

    @Test func `an unknown rule is wrong usage, with the nearest ones`() throws {
        let run = try BuiltCommand.run(["rules", "CVPN-DNS-40"])
        #expect(run.status == 64)
        #expect(run.errors.contains("did you mean CVPN-DNS-04"))
    }

    @Test(arguments: RuleID.allCases)
    func `every rule has a statement, one area, and a source unless it is inferred`(rule: RuleID) {
        #expect(rule.statement.hasSuffix("."))
        #expect(RuleArea.all.count { $0.rules.contains(rule) } == 1)
        switch rule.evidence {
        case .documented, .conflicting: #expect(!rule.sources.isEmpty)
        case .observed, .inferred, .generalKnowledge: break
        }
        let text = RulePages.text(of: rule, style: .plain)
        #expect(text.contains("Evidence: "))
        for source in rule.sources { #expect(text.contains(source.url)) }
    }

    @Test(arguments: RuleArea.all.map(\.name))
    func `each area has its page in the documentation`(name: String) throws {
        let run = try BuiltCommand.run(["rules", name, "--format", "markdown"])
        #expect(run.status == 0)
        expectFile(run.output, "docs/rules/\(name).md")
    }

    @Test func `the rules out of the model have a page, and no page is left over`() throws {
        expectFile(try BuiltCommand.run(["rules", "outside", "--format", "markdown"]).output, "docs/rules/outside.md")
        #expect(
            PackageFiles.names(in: "docs/rules", suffix: ".md") == (RuleArea.all.map(\.name) + ["outside"]).sorted())
    }

    @Test func `scenarios that are said to show a rule cite it`() throws {
        var cited: [String: Set<String>] = [:]
        for rule in RuleID.allCases {
            for name in rule.scenarios {
                if cited[name] == nil {
                    let run = try BuiltCommand.run(["run", "scenarios/\(name).yaml", "--format", "json"])
                    let parts = run.output.split(separator: "\"rule\": \"").dropFirst()
                    cited[name] = Set(parts.map { String($0.prefix { $0 != "\"" }) })
                }
                #expect(cited[name]?.contains(rule.rawValue) == true, "\(rule.rawValue) in \(name)")
            }
        }
    }
}
