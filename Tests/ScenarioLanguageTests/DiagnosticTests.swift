import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing

@Suite struct DiagnosticTests {
    private static let place = SourceLocation(file: "office.yaml", line: 12, column: 15)

    private static let messages: [(Diagnostic.Kind, String)] = [
        (.fileTooLarge(limit: 64 << 20), "the file is too large: a scenario has at most 64 MiB"),
        (.notUTF8(hint: nil), "the text is not UTF-8"),
        (.notUTF8(hint: "UTF-16"), "the text is not UTF-8; it looks like UTF-16"),
        (.controlCharacter(0), "control character U+0000: YAML allows tabs and line ends"),
        (.tab, "a tab: YAML is indented by spaces alone"),
        (.yamlSyntax(problem: "did not find expected key"), "not YAML: did not find expected key"),
        (.emptyDocument, "the file is empty: a scenario begins with `version: 1`"),
        (.severalDocuments, "a second document: a file holds one scenario; use `cases` for variants"),
        (.nestedTooDeep(limit: 200), "nested too deep: at most 200 levels"),
        (.tooManyValues(limit: 5), "the file has too many values: at most 5"),
        (.tooManyAliases(limit: 5), "aliases stand for too much: at most 5 values"),
        (.unknownAlias("a"), "the alias *a has no anchor &a before it"),
        (.recursiveAlias("a"), "the alias *a stands inside its own anchor"),
        (.keyIsNotText, "a list or mapping as a key: a key is a word"),
        (.duplicateKey("os", first: place), "\"os\" is there twice: first in line 12"),
        (.unknownTag("!Ref"), "the tag !Ref has no meaning in a scenario"),
        (.badMergeKey, "the merge key << takes a mapping, or a list of mappings"),
        (
            .unknownKey("cidr_blok", nearest: "cidr_block"),
            "there is no key \"cidr_blok\" here; did you mean `cidr_block`?"
        ),
        (.unknownKey("x", nearest: nil), "there is no key \"x\" here"),
        (.missingKey("name"), "the key `name` is missing"),
        (.missingOneOf(["address", "addresses"]), "one of the keys `address` and `addresses` is missing"),
        (.conflictingKeys(["a", "b"]), "only one of the keys `a` and `b` can be there"),
        (
            .wrongType(expected: "true or false", found: "the text \"yes\""),
            "found the text \"yes\": expected true or false"
        ),
        (
            .notAChoice("mac", choices: ["linux", "macos"], nearest: "macos"),
            "\"mac\" is none of `linux` and `macos`; did you mean `macos`?"
        ),
        (
            .outOfRange("0", expected: "a whole number from 1 to 65535"),
            "0 is out of range: expected a whole number from 1 to 65535"
        ),
        (.badForm("5sec", expected: "a duration"), "\"5sec\": expected a duration"),
        (.notAnAddress("10.0.0"), "\"10.0.0\" is no IP address: expected one such as 10.0.0.2 or 2001:db8::2"),
        (.missingPrefixLength("10.0.0.0"), "10.0.0.0 has no prefix length: expected one such as 10.0.0.0/24"),
        (.prefixLengthOutOfRange("10.0.1.0/33", max: 32), "10.0.1.0/33 is no prefix: an IPv4 prefix length is 0 to 32"),
        (.prefixLengthOutOfRange("::/129", max: 128), "::/129 is no prefix: an IPv6 prefix length is 0 to 128"),
        (.hostBitsSet("10.0.0.1/8", network: "10.0.0.0/8"), "10.0.0.1/8 has host bits: the network is 10.0.0.0/8"),
        (.notADomainName("a..b", .emptyLabel), "\"a..b\" is no DNS name: a label is empty"),
        (
            .notADomainName("a b", .invalidCharacter(" ")),
            "\"a b\" is no DNS name: \" \" cannot be in it unless it is escaped"
        ),
        (
            .notADomainName("ü", .invalidCharacter("ü")),
            "\"ü\" is no DNS name: \"ü\" is not ASCII: write the name's xn-- form"
        ),
        (.missingUnit("5"), "5 has no unit: expected a duration such as 250ms, 5s, 2m or 1h"),
        (.unsupportedVersion("2"), "version 2 of the language is unknown: expected 1"),
        (.notModelledYet("`timeline`"), "`timeline` is not modelled yet"),
        (.unreadableFile("a.yaml", reason: "no such file"), "cannot read a.yaml: no such file"),
        (.extendsCycle(["a", "b", "a"]), "the file extends itself: a -> b -> a"),
        (.extendsTooDeep(limit: 16), "files extend each other too deep: at most 16 levels"),
        (.unknownCase("x", nearest: nil, known: []), "there is no case \"x\": the file has no cases"),
        (.unknownCase("x", nearest: nil, known: ["a", "b"]), "there is no case \"x\": the file has `a` and `b`"),
        (.unknownCase("aa", nearest: "a", known: ["a", "b"]), "there is no case \"aa\"; did you mean `a`?"),
        (.badPath("a..b", reason: "a key is missing"), "\"a..b\" is no path: a key is missing"),
        (.noSuchElement("vpcs[a]", nearest: ["b", "c"]), "vpcs[a] is not there; did you mean `b` or `c`?"),
        (
            .duplicateName(kind: "subnet", name: "a", first: place),
            "a second subnet of the name \"a\": the first stands in line 12"
        ),
        (
            .duplicateName(kind: "subnet", name: "a", first: SourceLocation(file: "base.yaml", line: 1, column: 2)),
            "a second subnet of the name \"a\": the first stands in base.yaml:1:2"
        ),
        (.danglingReference(kind: "subnet", name: "a", nearest: []), "there is no subnet \"a\""),
        (
            .ambiguousReference(kind: "subnet", name: "a", candidates: ["x/a", "y/a"]),
            "\"a\" fits more than one subnet: write `x/a` or `y/a`"
        ),
        (
            .addressOutsideSubnet("10.0.0.1", subnet: "a", prefix: "10.1.0.0/24"),
            "10.0.0.1 is not in the subnet a: that is 10.1.0.0/24"
        ),
        (.refused("an endpoint has at most two DNS servers"), "an endpoint has at most two DNS servers"),
        (.warning("both DNS servers are in one zone"), "both DNS servers are in one zone"),
    ]

    @Test(arguments: messages.indices)
    func `a message says what is wrong and what would be right`(index: Int) {
        let (kind, message) = Self.messages[index]
        #expect(Diagnostic(kind, at: Self.place, keyPath: "").message == message)
    }

    @Test func `a line has place, severity, path, message and rule`() {
        let refusal = Diagnostic.refused(
            "too many servers", rule: "CVPN-DNS-02", at: Self.place, keyPath: "vpn.dns_servers")
        #expect(
            refusal.description == "office.yaml:12:15: error: vpn.dns_servers: too many servers (CVPN-DNS-02)")
        let whole = Diagnostic(.emptyDocument, at: Self.place, keyPath: "")
        #expect(whole.description.hasPrefix("office.yaml:12:15: error: the file is empty"))
    }

    @Test func `what a cloud refuses is a warning when lenient, what the language refuses is not`() {
        let refusal = Diagnostic.refused("x", rule: "CVPN-DNS-02", at: Self.place, keyPath: "")
        #expect(refusal.isRefusal && refusal.severity == .error && refusal.lenient.severity == .warning)
        let fault = Diagnostic(.missingKey("name"), at: Self.place, keyPath: "")
        #expect(!fault.isRefusal && fault.lenient == fault)
        let warning = Diagnostic.warning("x", rule: "CVPN-ROUTE-06", at: Self.place, keyPath: "")
        #expect(!warning.isRefusal && warning.severity == .warning)
    }

    @Test func `text out of a file cannot break the line or hide in it`() {
        let text = "a\nb\u{1b}[31m\u{7f}\u{9b}\"" + String(repeating: "x", count: 1000)
        let message = Diagnostic(.unknownKey(text, nearest: nil), at: Self.place, keyPath: "").message
        #expect(message.hasPrefix("there is no key \"a\\nb\\u{1b}[31m\\u{7f}\\u{9b}\\\"xxx"))
        #expect(message.count < 120)
        let line = Diagnostic(.noSuchElement("a\u{1b}c", nearest: []), at: Self.place, keyPath: "x\ny").description
        #expect(line == "office.yaml:12:15: error: x\\ny: a\\u{1b}c is not there")
    }

    @Test func `diagnostics are in the order of the file, errors first`() {
        func at(_ line: Int, _ kind: Diagnostic.Kind) -> Diagnostic {
            Diagnostic(kind, at: SourceLocation(file: "a", line: line, column: 1), keyPath: "")
        }
        let sorted = [at(2, .tab), at(1, .warning("w")), at(1, .tab)].sorted()
        #expect(sorted == [at(1, .tab), at(1, .warning("w")), at(2, .tab)])
    }
}
