import Testing

/// The tests of the documentation, tested.
@Suite struct MarkdownPageTests {
    private func session(_ text: String) -> PageSession { PageSession(MarkdownPage(path: "p.md", text: text)) }

    @Test func `anchors follow GitHub's rule`() {
        let page = MarkdownPage(
            path: "p.md", text: "# A `vpn.dns_servers` key\n## 1. Free the address!\n## B\n## B\n```sh\n# no\n```\n")
        #expect(page.anchors == ["a-vpndns_servers-key", "1-free-the-address", "b", "b-1"])
    }

    @Test func `links are found in the text and not in code`() {
        let text = "[a](b.md#c) `[d](e)` ![f](g(1).svg) <https://h.example/>\n[i]: j.md\n```\n[k](l)\n```\n"
        let page = MarkdownPage(path: "p.md", text: text)
        #expect(page.links.map(\.target) == ["b.md#c", "g(1).svg", "https://h.example/", "j.md"])
        #expect(page.links.map(\.line) == [1, 1, 1, 2])
    }

    @Test func `a session has its commands with what they print, the status for the last`() {
        let session = session("<!-- status: 2 -->\n```console\n$ a \\\n  b\nx\n\n$ c\n```\n")
        #expect(session.steps.map(\.text) == ["a \\\n  b", "c"])
        #expect(session.steps.map(\.status) == [0, 2])
        #expect(session.steps.map(\.kind) == [.command(shown: ["x", ""]), .command(shown: [])])
        #expect(session.steps.map(\.line) == [3, 7])
    }

    @Test func `a script is parted behind each command that goes on in the background`() {
        let session = session("```sh\na &\nb && \\\n  c\nd &  # e\nf\n```\n")
        #expect(session.steps.map(\.text) == ["a &\n", "b && \\\n  c\nd &  # e\n", "f\n"])
        #expect(session.steps.map(\.isInBackground) == [true, true, false])
        #expect(session.steps.map(\.line) == [2, 3, 6])
    }

    @Test func `what is not run is told with its reason, and a session without a command is a fault`() {
        let session = session("<!-- not run: needs a build -->\n```sh\nmake\n```\n```console\nx\n```\n")
        #expect(session.steps.isEmpty)
        #expect(session.exemptions == ["p.md:2: not run: needs a build"])
        #expect(session.faults.count == 2)
    }

    @Test(arguments: [
        (["..."], ["a", "b"], true), (["a", "...", "d"], ["a", "b", "c", "d"], true), (["a", "..."], ["a"], true),
        (["a"], ["a", "b"], false), (["...", "c"], ["a", "b"], false), (["a", ""], ["a"], true),
    ])
    func `three dots stand for any lines`(shown: [String], output: [String], isSame: Bool) {
        let step = PageSession.Step(
            kind: .command(shown: shown), block: MarkdownPage(path: "", text: "```\n```").blocks[0], line: 1, text: "",
            status: 0)
        #expect(step.matches(output) == isSame)
    }

    @Test func `what was printed takes the place of what is shown, unless that leaves lines out`() {
        let session = session("t\n```console\n$ a\nold\n\n$ b\n...\n```\nu\n")
        let results = [["new", "er"], ["x"]].map { PageSession.Result(status: 0, output: $0) }
        #expect(session.text(with: results) == "t\n```console\n$ a\nnew\ner\n\n$ b\n...\n```\nu\n")
    }

    @Test(.enabled(if: PageSession.isolation != nil, "this system allows no network namespaces (unshare, ip)"))
    func `a shell keeps what one block makes for the next, and has no network but loopback`() throws {
        let session = session(
            """
            <!-- file: sub/f.txt -->
            ```
            hello
            ```
            ```sh
            v=1; alias show=cat
            ```
            ```console
            $ show sub/f.txt; echo $v
            $ ip -o link | wc -l; ls
            ```
            ```sh
            echo before; false
            echo after
            ```
            ```console
            $ echo not reached
            ```
            """)
        let results = try session.run()
        #expect(results.map(\.status) == [0, 0, 0, 0, nil, nil])
        #expect(results[2].output == ["hello", "1"])
        #expect(results[3].output == ["1", "docs", "scenarios", "sub"])
        #expect(results[4].output == ["before"])
    }
}
