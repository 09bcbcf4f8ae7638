import DNSCore
import TestSupport
import Testing

@Suite struct DomainNameTests {
    @Test(arguments: [
        ("example.com", "example.com."), ("example.com.", "example.com."), (".", "."), ("WWW.Example", "WWW.Example."),
        (#"a\.b.example"#, #"a\.b.example."#), (#"\097.example"#, "a.example."), (#"a\\b"#, #"a\\b."#),
        (#"\000\255"#, #"\000\255."#), (#"a\ b"#, #"a\032b."#), ("*.example", "*.example."),
        ("_sip._tcp", "_sip._tcp."),
        (#"\(\;\)"#, #"\(\;\)."#), ("xn--bcher-kva.example", "xn--bcher-kva.example."),
    ])
    func `a name is read with and without its final dot and written with it`(text: String, written: String) throws {
        let name = try DomainName.parse(text)
        #expect(name.description == written)
        #expect(try DomainName.parse(written) == name)
        #expect(DomainName(octets: name.octets) == name)
    }

    @Test(
        arguments: [
            ("", .empty), ("..", .emptyLabel), (".a", .emptyLabel), ("a..b", .emptyLabel), ("a..", .emptyLabel),
            (#"a\"#, .invalidEscape), (#"a\1"#, .invalidEscape), (#"a\12"#, .invalidEscape),
            (#"a\1x2"#, .invalidEscape),
            (#"a\256"#, .invalidEscape), ("a b", .invalidCharacter(" ")), ("a\tb", .invalidCharacter("\t")),
            ("bücher.example", .invalidCharacter("ü")),
        ] as [(String, DomainNameError)])
    func `what is no name is refused with its reason`(text: String, reason: DomainNameError) {
        #expect(throws: reason) { try DomainName.parse(text) }
        #expect(DomainName(text) == nil)
    }

    @Test
    func `a label has at most 63 octets and a name at most 255`() throws {
        let label = String(repeating: "a", count: 63)
        #expect(try DomainName.parse(label).octets.count == 65)
        #expect(throws: DomainNameError.labelTooLong) { try DomainName.parse(label + "a") }
        #expect(try DomainName.parse(#"\097"# + label.dropFirst()).labels[0].octets.count == 63)
        let longest = "\(label).\(label).\(label).\(label.dropFirst(2))"
        #expect(try DomainName.parse(longest).octets.count == 255)
        #expect(throws: DomainNameError.nameTooLong) { try DomainName.parse(longest + "a") }
        #expect(try DomainName.parse(String(repeating: "a.", count: 127)).labelCount == 127)
        #expect(throws: DomainNameError.nameTooLong) { try DomainName.parse(String(repeating: "a.", count: 128)) }
    }

    @Test(
        arguments: [
            [], [1], [1, 97], [1, 97, 0, 0], [0, 0], [64] + [UInt8](repeating: 97, count: 64) + [0], [0xc0, 0],
            [2, 97, 0],
            [UInt8](repeating: 1, count: 256) + [0],
        ] as [[UInt8]])
    func `octets that are not one uncompressed name are refused`(octets: [UInt8]) {
        #expect(DomainName(octets: octets) == nil)
    }

    @Test
    func `a name is read out of the middle of octets`() {
        let octets: [UInt8] = [9, 9, 1, 97, 0, 7]
        var offset = 2
        #expect(DomainName.read(from: octets, at: &offset) == "a")
        #expect(offset == 5)
        #expect(DomainName.read(from: octets, at: &offset) == nil)
        #expect(offset == 5)
    }

    @Test
    func `letter case is kept and does not count (RFC 4343)`() {
        let upper: DomainName = "WWW.EXAMPLE.com"
        let lower: DomainName = "www.example.COM"
        #expect(upper == lower)
        #expect(Set([upper, lower]).count == 1)
        #expect(upper.hashValue == lower.lowercased.hashValue)
        #expect(upper.description == "WWW.EXAMPLE.com.")
        #expect(upper.lowercased.description == "www.example.com.")
        #expect(!(upper < lower) && !(lower < upper))
        // Octets beside the letters are 0x20 apart, too, and do differ.
        #expect(("[" as DomainName) != "{")
        #expect(("@" as DomainName) != "`")
    }

    @Test(arguments: [
        ("www", false), ("www.", true), (".", true), (#"www\."#, false), (#"www\\."#, true), (#"www\\\."#, false),
        ("", false),
    ])
    func `a name is absolute if its final dot is not escaped`(text: String, isAbsolute: Bool) {
        #expect(DomainName.endsWithDot(text) == isAbsolute)
    }

    @Test
    func `labels are counted from the left`() {
        let name: DomainName = #"a\.b.example.com"#
        #expect(name.labelCount == 3)
        #expect(name.labels.map(\.description) == [#"a\.b"#, "example", "com"])
        #expect(name.labelText(at: 0) == #"a\.b"#)
        #expect(name.labelText(at: 2) == "com")
        #expect(DomainName.root.labels.isEmpty)
        #expect(DomainLabel("a.b") == nil)
        #expect(DomainLabel("a.") == nil)
        #expect(DomainLabel("") == nil)
        #expect(DomainLabel("WWW") == DomainLabel("www"))
    }

    @Test
    func `ancestors lead up to the root`() {
        let name: DomainName = "a.b.c"
        #expect(Array(name.ancestors) == ["a.b.c", "b.c", "c", "."])
        #expect(Array(DomainName.root.ancestors) == ["."])
        #expect(DomainName.root.parent == nil)
        #expect(name.suffix(labelCount: 0) == ".")
        #expect(name.suffix(labelCount: 2) == "b.c")
    }

    @Test
    func `a subdomain ends with whole labels`() {
        let zone: DomainName = "example.COM"
        #expect(("www.Example.com" as DomainName).isSubdomain(of: zone))
        #expect(("www.example.com" as DomainName).isSubdomain(of: "."))
        #expect(zone.isSubdomain(of: zone))
        #expect(!zone.isStrictSubdomain(of: "example.com"))
        #expect(("a.example.com" as DomainName).isStrictSubdomain(of: zone))
        #expect(!("wwwexample.com" as DomainName).isSubdomain(of: zone))
        #expect(!("com" as DomainName).isSubdomain(of: zone))
        #expect(!(#"www\.example.com"# as DomainName).isSubdomain(of: zone))
        // The octets of the suffix occur, but begin within a label.
        #expect(!(#"x\001b"# as DomainName).isSubdomain(of: "b"))
    }

    @Test
    func `names share the labels at their right ends`() {
        let name: DomainName = "a.x.example.com"
        #expect(name.commonLabelCount(with: "b.X.Example.com") == 3)
        #expect(name.commonAncestor(with: "b.X.Example.com").description == "x.example.com.")
        #expect(name.commonLabelCount(with: "a.y.example.com") == 2)
        #expect(name.commonAncestor(with: "org") == ".")
        #expect(name.commonLabelCount(with: name) == 4)
    }

    @Test
    func `names are put together until they are too long`() throws {
        let www = try #require(DomainLabel("www"))
        #expect(("example.com" as DomainName).prepending(label: www) == "www.example.com")
        #expect(("www" as DomainName).appending("example.com") == "www.example.com")
        #expect(DomainName.root.appending("example.com") == "example.com")
        #expect(("example.com" as DomainName).wildcardChild == "*.example.com")
        #expect(("*.example.com" as DomainName).isWildcard)
        #expect(!("**.example.com" as DomainName).isWildcard)
        #expect(!("a.*" as DomainName).isWildcard)
        let longest = try #require(DomainName(String(repeating: "a.", count: 127)))
        #expect(longest.wildcardChild == nil)
        #expect(longest.prepending(label: www) == nil)
        #expect(longest.appending(longest) == nil)
        #expect(longest.appending(.root) == longest)
        let label = try #require(DomainLabel(octets: [97]))
        #expect(longest.suffix(labelCount: 126).prepending(label: label) == longest)
    }

    @Test
    func `a DNAME substitution replaces the suffix (RFC 6672 section 2.2)`() throws {
        let name: DomainName = "a.x.example.com"
        #expect(name.replacingSuffix("example.com", with: "example.net") == "a.x.example.net")
        #expect(name.replacingSuffix("example.com", with: ".") == "a.x")
        #expect(name.replacingSuffix("x.example.com", with: "y") == "a.y")
        #expect(name.replacingSuffix("example.org", with: "y") == nil)
        let longest = try #require(DomainName(String(repeating: "a.", count: 127)))
        #expect(longest.replacingSuffix("a", with: "bb") == nil)
    }
}
