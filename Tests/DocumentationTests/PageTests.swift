import TestSupport
import Testing

/// What the documentation shows, run as printed.
@Suite struct PageTests {
    @Test(
        .enabled(if: PageSession.isolation != nil, "this system allows no network namespaces (unshare, ip)"),
        arguments: DocumentationPages.written)
    func `each command of a page does what the page shows`(path: String) throws {
        let session = PageSession(try #require(MarkdownPage.all[path]))
        for fault in session.faults { Issue.record("\(fault)") }
        for exemption in session.exemptions { print(exemption) }
        guard !session.steps.isEmpty, session.faults.isEmpty else { return }
        let results = try session.run()
        for (step, result) in zip(session.steps, results) {
            let place = "\(path):\(step.line)"
            guard let status = result.status else {
                let output = result.output.joined(separator: "\n")
                Issue.record("\(place): failed, and nothing behind it was run:\n\(output)")
                return
            }
            if status != step.status {
                Issue.record(
                    "\(place): status \(status), expected \(step.status):\n\(result.output.joined(separator: "\n"))")
            }
            if step.isAbridged, !step.matches(result.output) {
                Issue.record("\(place): the page shows otherwise:\n\(result.output.joined(separator: "\n"))")
            }
        }
        expectFile(session.text(with: results), path)
    }

    @Test(arguments: DocumentationPages.all)
    func `what is shown of a file stands there word for word`(path: String) throws {
        for block in try #require(MarkdownPage.all[path]).blocks {
            guard let source = block.directives["source"] else { continue }
            let isThere = try PackageFiles.text(source).contains(block.content.joined(separator: "\n") + "\n")
            #expect(isThere, "\(path):\(block.fence + 1): \(source) has it otherwise")
        }
    }

    @Test(arguments: DocumentationPages.all)
    func `every link leads somewhere`(path: String) throws {
        let page = try #require(MarkdownPage.all[path])
        for link in page.links { expect(link, of: page) }
    }

    private func expect(_ link: MarkdownPage.Link, of page: MarkdownPage) {
        let place = "\(page.path):\(link.line): \(link.target)"
        if link.target.contains(":") {
            #expect(link.target.wholeMatch(of: /https?:\/\/[\w.-]+\.[a-z]{2,}(?:[\/?#]\S*)?/) != nil, "\(place)")
            return
        }
        let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let target = parts[0].isEmpty ? page.path : PackageFiles.resolve(parts[0], from: page.path)
        guard PackageFiles.exists(target) else {
            Issue.record("\(place): there is no \(target)")
            return
        }
        guard parts.count == 2 else { return }
        guard let other = MarkdownPage.all[target] else {
            Issue.record("\(place): only pages have anchors")
            return
        }
        #expect(other.anchors.contains(parts[1]), "\(place): there is no such heading")
    }
}
