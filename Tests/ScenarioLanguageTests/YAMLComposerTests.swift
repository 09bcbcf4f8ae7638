import Testing

@testable import ScenarioLanguage

@Suite struct YAMLComposerTests {
    private func compose(_ bytes: [UInt8]) -> YAMLComposer.Document {
        YAMLComposer.compose(bytes, file: SourceFile(name: "test.yaml"))
    }

    private func compose(_ text: String) -> YAMLComposer.Document { compose(Array(text.utf8)) }

    /// The one diagnostic of a text as `line:column: kind`.
    private func fault(_ bytes: [UInt8]) -> String {
        compose(bytes).diagnostics.map { "\($0.location.line):\($0.location.column): \($0.kind.name)" }
            .joined(separator: ", ")
    }

    private func fault(_ text: String) -> String { fault(Array(text.utf8)) }

    // MARK: - Positions

    @Test func `columns count Unicode scalars from 1`() {
        let root = compose("\"äöü😀\": [a, 日本, c]\n").root
        guard case .mapping(let entries) = root?.content, case .sequence(let list) = entries[0].value.content else {
            Issue.record("no mapping with a list")
            return
        }
        #expect(entries[0].key == "äöü😀")
        #expect(list.map(\.mark.column) == [10, 13, 17])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `any line end counts as one line`(end: String) {
        let root = compose(["a: 1", "b: 2", "c: 3"].joined(separator: end)).root
        #expect(root?["c"]?.mark.line == 3)
        #expect(root?["c"]?.scalar?.text == "3")
    }

    @Test func `a byte order mark at the beginning takes no column`() {
        let document = compose([0xef, 0xbb, 0xbf] + Array("a: 1".utf8))
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?["a"]?.mark.column == 4)
    }

    @Test func `quotes make a text of a scalar`() {
        let root = compose("a: 5\nb: '5'\nc: \"5\"\nd: |\n  5\ne: !!str 5\n").root
        #expect(root?["a"]?.scalar?.isPlain == true)
        for key in ["b", "c", "d", "e"] { #expect(root?[key]?.scalar?.isPlain == false) }
    }

    // MARK: - Encodings and characters

    @Test func `octets that are not UTF-8 are told with line and column`() {
        #expect(fault(Array("a: 1\nb: ä".utf8) + [0xff]) == "2:5: notUTF8")
        #expect(fault(Array("a: ".utf8) + [0xc3]) == "1:4: notUTF8")
        #expect(fault(Array("a: ".utf8) + [0xc0, 0x80]) == "1:4: notUTF8")
        #expect(fault(Array("a: ".utf8) + [0xed, 0xa0, 0x80]) == "1:4: notUTF8")
        #expect(fault(Array("a: ".utf8) + [0xf4, 0x90, 0x80, 0x80]) == "1:4: notUTF8")
        #expect(fault(Array("a: ".utf8) + [0xe2, 0x28, 0xa1]) == "1:4: notUTF8")
    }

    @Test func `UTF-16 is named`() {
        let text: [UInt8] = [0xff, 0xfe, 0x61, 0x00, 0x3a, 0x00]
        #expect(compose(text).diagnostics.first?.kind == .notUTF8(hint: "UTF-16"))
    }

    @Test func `control characters and stray byte order marks are refused`() {
        #expect(fault("a: \0") == "1:4: controlCharacter")
        #expect(fault("a: 1\nb: \u{7}") == "2:4: controlCharacter")
        #expect(fault("a: \u{7f}") == "1:4: controlCharacter")
        #expect(fault("a: \u{9b}") == "1:4: controlCharacter")
        #expect(fault("a: \u{feff}") == "1:4: controlCharacter")
        #expect(compose("\0").diagnostics.first?.kind == .controlCharacter(0))
    }

    @Test func `a file of more than 64 MiB is not read`() {
        let limit = 64 << 20
        let document = compose([UInt8](repeating: UInt8(ascii: " "), count: limit + 1))
        #expect(document.diagnostics.map(\.kind) == [.fileTooLarge(limit: limit)])
    }

    // MARK: - Documents

    @Test(arguments: ["", "\n", "# nothing\n", "   ", "%YAML 1.2\n"])
    func `a text without a document has no root`(text: String) {
        let document = compose(text)
        #expect(document.root == nil)
        #expect(document.diagnostics.count == 1)
    }

    @Test func `an empty text is an empty document`() { #expect(fault("") == "1:1: emptyDocument") }

    @Test func `a second document is refused where it begins`() {
        #expect(fault("a: 1\n---\nb: 2\n") == "2:1: severalDocuments")
        #expect(fault("--- a\n...\n---\n") == "3:1: severalDocuments")
        #expect(fault("--- a\n...\n") == "")
    }

    @Test func `a tab as indentation is named`() {
        #expect(fault("a:\n\tb: 1\n") == "2:1: tab")
        #expect(fault("a:\n  - b\n\t- c\n").hasSuffix(": tab"))
    }

    // MARK: - Mappings

    @Test func `all duplicate keys are reported with the place of each repetition`() {
        let document = compose("a: 1\nb: { c: 1, c: 2, c: 3 }\na: 2\n\"a\": 3\n")
        #expect(
            document.diagnostics.map { "\($0.location.line):\($0.location.column) \($0.keyPath)" } == [
                "2:12 b.c", "2:18 b.c", "3:1 a", "4:1 a",
            ])
        #expect(document.root?["a"]?.scalar?.text == "1", "the first one is kept")
    }

    @Test func `duplicates are found in large mappings too`() {
        let text = (0..<1000).map { "k\($0): 1\n" }.joined() + "k500: 2\n"
        #expect(fault(text) == "1001:1: duplicateKey")
    }

    @Test func `a key that is an alias of a text is that text`() {
        let document = compose("a: &name b\n*name : 1\n")
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?["b"]?.scalar?.text == "1")
    }

    @Test func `lists and mappings as keys are refused`() {
        #expect(fault("? [a]\n: b\nc: d\n") == "1:3: keyIsNotText")
        #expect(fault("a: &a [1]\n*a : 2\n") == "2:1: keyIsNotText")
        #expect(fault("{{a: b}: c}\n") == "1:2: keyIsNotText")
    }

    @Test func `a merge key adds what is not there`() {
        let root = compose("base: &base { a: 1, b: 2 }\nown: { b: 3, <<: *base, c: 4 }\n").root
        let own = root?["own"]
        #expect(own?["a"]?.scalar?.text == "1")
        #expect(own?["b"]?.scalar?.text == "3")
        #expect(own?["c"]?.scalar?.text == "4")
    }

    @Test func `of several merged mappings the first wins`() {
        let root = compose("{ x: { <<: [{ a: 1 }, { a: 2, b: 2 }] }, y: { \"<<\": 1 } }").root
        #expect(root?["x"]?["a"]?.scalar?.text == "1")
        #expect(root?["x"]?["b"]?.scalar?.text == "2")
        #expect(root?["y"]?["<<"]?.scalar?.text == "1", "in quotes it is a key like any other")
    }

    // MARK: - What would exhaust the machine

    @Test func `a billion laughs are refused at once`() {
        var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1..<40 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\((0..<10).map { _ in alias }.joined(separator: ", "))]\n"
        }
        let document = compose(text)
        #expect(document.root == nil)
        #expect(document.diagnostics.map(\.kind) == [.tooManyAliases(limit: 1_000_000)])
    }

    @Test func `a billion laughs as keys or merged are refused at once`() {
        var keys = "a0: &a0 { x: 1 }\n"
        var merges = keys
        for level in 1..<60 {
            let alias = "*a\(level - 1)"
            keys += "a\(level): &a\(level) { ? \(alias) : 1, ? [\(alias), \(alias)] : 2 }\n"
            merges += "a\(level): &a\(level) { <<: [\(alias), \(alias)], y: [\(alias), \(alias)] }\n"
        }
        #expect(compose(keys).diagnostics.contains { $0.kind == .keyIsNotText })
        #expect(compose(merges).diagnostics.map(\.kind) == [.tooManyAliases(limit: 1_000_000)])
    }

    @Test func `an alias inside its own anchor is refused`() {
        #expect(fault("&a [*a]") == "1:5: recursiveAlias")
        #expect(fault("a: &a { b: [*a] }") == "1:13: recursiveAlias")
        #expect(fault("a: &a\n  *a : b\n") == "2:3: recursiveAlias")
    }

    @Test func `an anchor may be used again for another node`() {
        let root = compose("[&a 1, *a, &a 2, *a]").root
        guard case .sequence(let list) = root?.content else {
            Issue.record("no list")
            return
        }
        #expect(list.map(\.scalar?.text) == ["1", "1", "2", "2"])
    }

    @Test func `200 levels are allowed and one more is not`() {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        #expect(fault(nested(200)) == "")
        #expect(fault(nested(201)) == "1:201: nestedTooDeep")
    }

    @Test func `levels count through aliases`() {
        let half = String(repeating: "[", count: 120) + String(repeating: "]", count: 120)
        let outer = String(repeating: "[", count: 80) + "*a" + String(repeating: "]", count: 80)
        #expect(fault("a: &a \(half)\n") == "")
        #expect(fault("a: &a \(half)\nb: \(outer)\n") == "2:84: nestedTooDeep")
    }

    @Test(arguments: ["[", "- ", "{a: ", "? ", "[{", "&a [", "!!seq ["])
    func `100,000 levels are refused without a crash`(opening: String) {
        let document = compose(String(repeating: opening, count: 100_000))
        #expect(document.root == nil)
        #expect(document.diagnostics.count == 1)
    }

    @Test func `a file of very many values is refused`() {
        let document = compose("[" + String(repeating: ",a", count: 10) + "]")
        #expect(document.diagnostics.count == 1)
        let limit = compose("[" + String(repeating: "a,", count: 3_000_001) + "]")
        #expect(limit.diagnostics.map(\.kind) == [.tooManyValues(limit: 3_000_000)])
    }
}
