import TestSupport
import Testing

/// The teaching labs: a page, a world that is wrong, expectations that it fails, and a solution that keeps them.
///
/// The pages' commands are run by `PageTests`.
@Suite struct LabTests {
    private static let worlds = "scenarios/labs"
    private static let solutions = "scenarios/labs/solutions"
    static let names = PackageFiles.names(in: worlds, suffix: ".yaml")

    /// The parts of each page, in their order.
    private static let parts = [
        "Goal", "The world", "Predict first", "Try it", "What you saw, and why", "Break it yourself", "Your task",
    ]

    private static func page(_ name: String) throws -> MarkdownPage {
        try #require(MarkdownPage.all["docs/labs/\(name).md"], "there is no page docs/labs/\(name).md")
    }

    @Test func `each lab has a page, a check and a solution, and nothing is left over`() {
        #expect(Self.names.count >= 11)
        let pages = PackageFiles.names(in: "docs/labs", suffix: ".md").filter { !["README", "teachers"].contains($0) }
        #expect(pages == Self.names)
        let files = PackageFiles.names(in: Self.solutions, suffix: ".yaml")
        #expect(files == (Self.names + Self.names.map { "check-\($0)" }).sorted())
    }

    @Test(arguments: ["README", "teachers"])
    func `the lists have every lab once, in the order of the numbers in their titles`(list: String) throws {
        let targets = try Self.page(list).links.map(\.target).filter { $0.wholeMatch(of: /[a-z-]+\.md/) != nil }
        let labs = targets.map { String($0.dropLast(3)) }.filter(Self.names.contains)
        #expect(labs.sorted() == Self.names)
        for (index, name) in labs.enumerated() {
            let title = try #require(try Self.page(name).lines.first)
            #expect(title.hasPrefix("# Lab \(index + 1). "), "\(name)")
        }
    }

    @Test(arguments: names)
    func `a page has its parts, a picture, and names its world and its check`(name: String) throws {
        let page = try Self.page(name)
        #expect(page.lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) } == Self.parts)
        #expect(page.links.contains { $0.target == "../../\(Self.worlds)/\(name).yaml" })
        #expect(page.lines.contains("$ dnsscen run \(Self.solutions)/check-\(name).yaml"))
        #expect(page.blocks.contains { $0.language == "mermaid" })
    }

    @Test(arguments: names)
    func `an excerpt is what the file has`(name: String) throws {
        let page = try Self.page(name)
        let excerpts = page.blocks.filter { $0.language == "yaml" }
        #expect(!excerpts.isEmpty)
        for excerpt in excerpts {
            let place = "\(page.path):\(excerpt.fence + 1)"
            let match = try #require(page.lines[excerpt.fence - 1].wholeMatch(of: /<!-- from: (\S+) -->/), "\(place)")
            let text = try PackageFiles.text(String(match.1))
            #expect("\n\(text)".contains("\n\(excerpt.content.joined(separator: "\n"))\n"), "\(place)")
        }
    }

    /// What code hosts draw: a flowchart with quoted labels whose subgraphs all end.
    @Test(arguments: names)
    func `a picture can be drawn`(name: String) throws {
        for picture in try Self.page(name).blocks where picture.language == "mermaid" {
            let lines = picture.content.map { $0.drop { $0 == " " } }
            #expect(lines.first == "flowchart LR")
            let opened = lines.filter { $0.hasPrefix("subgraph ") }.count
            #expect(opened == lines.filter { $0 == "end" }.count)
            for line in lines.dropFirst() where line != "end" {
                // Without its quoted labels a line is made of names and arrows.
                let bare = line.replacing(/"[^"]*"/, with: "")
                let node = #/\w+(?:\[\]|\[\(\)\])?/#
                let arrow = #/(?:-->|---|==>|-\.->|-\.-)(?:\|\|)?/#
                let parts = bare.split(separator: " ")
                let isSubgraph = parts.first == "subgraph" && parts.count == 2
                let isChain = parts.enumerated().allSatisfy { index, part in
                    index.isMultiple(of: 2) ? part.wholeMatch(of: node) != nil : part.wholeMatch(of: arrow) != nil
                }
                #expect(isSubgraph || (isChain && parts.count % 2 == 1), "\(name): \(line)")
            }
        }
    }

    @Test(arguments: names)
    func `the world as it stands is valid and fails the check; the solution passes`(name: String) throws {
        let world = try BuiltCommand.run(["run", "\(Self.worlds)/\(name).yaml"])
        #expect(world.status == 0, "\(world.output)\(world.errors)")
        let check = try BuiltCommand.run(["run", "\(Self.solutions)/check-\(name).yaml"])
        #expect(check.status == 1, "\(check.output)\(check.errors)")
        let solution = try BuiltCommand.run(["run", "\(Self.solutions)/\(name).yaml"])
        #expect(solution.status == 0, "\(solution.output)\(solution.errors)")
        #expect(solution.output.contains(" 0 not met, 0 without expectation"), "\(solution.output)")
    }

    @Test(arguments: names)
    func `the world has no expectations, and the check none but the learner's world to hold them against`(
        name: String
    ) throws {
        #expect(!(try PackageFiles.text("\(Self.worlds)/\(name).yaml")).contains("expect:"))
        let check = try PackageFiles.text("\(Self.solutions)/check-\(name).yaml")
        #expect(check.contains("\nextends: ../\(name).yaml\n"))
        let solution = try PackageFiles.text("\(Self.solutions)/\(name).yaml")
        #expect(solution.contains("\nextends: check-\(name).yaml\n") && !solution.contains("expect:"))
    }
}
