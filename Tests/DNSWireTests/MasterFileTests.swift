import DNSCore
import DNSWire
import TestSupport
import Testing

@Suite struct MasterFileTests {
    /// Reads lines as a scenario has them, under `example.com.` with a default TTL of 300.
    private func read(
        _ lines: String..., loader: MasterFile.Loader = MasterFile.refuseToLoad
    ) -> MasterFile {
        MasterFile.read(lines: lines, origin: "example.com", defaultTTL: 300, file: "scenario.yaml", loader: loader)
    }

    /// Reads a set of files, `zone` first.
    private func read(files: [String: String]) -> MasterFile {
        MasterFile.read(path: "zones/zone", origin: "example.com", defaultTTL: 300) { path in
            guard let text = files[path] else { return .failure(MasterFile.LoadError(reason: "no such file")) }
            return .success(Array(text.utf8))
        }
    }

    private func texts(_ file: MasterFile) -> [String] { file.entries.map { presentation(of: $0.record) } }

    @Test
    func `TTL and class may be left out or stand in either order`() {
        let file = read(
            "a 60 IN A 192.0.2.1", "b IN 60 A 192.0.2.1", "c 60 A 192.0.2.1", "d IN A 192.0.2.1", "e A 192.0.2.1")
        #expect(file.errors.isEmpty)
        #expect(
            texts(file) == [
                "a.example.com. 60 IN A 192.0.2.1", "b.example.com. 60 IN A 192.0.2.1",
                "c.example.com. 60 IN A 192.0.2.1", "d.example.com. 300 IN A 192.0.2.1",
                "e.example.com. 300 IN A 192.0.2.1",
            ])
    }

    @Test
    func `a relative name is completed with the origin, and @ is the origin`() {
        let file = read("@ MX 10 mail", "www CNAME @", "ftp CNAME www.example.net.", "mail.example.com. A 192.0.2.1")
        #expect(
            texts(file) == [
                "example.com. 300 IN MX 10 mail.example.com.", "www.example.com. 300 IN CNAME example.com.",
                "ftp.example.com. 300 IN CNAME www.example.net.", "mail.example.com. 300 IN A 192.0.2.1",
            ])
    }

    @Test
    func `a line that begins with a blank repeats the owner before it`() {
        let file = read("www A 192.0.2.1", " A 192.0.2.2", "\t60 A 192.0.2.3", "$ORIGIN sub", "  A 192.0.2.4")
        #expect(file.entries.map(\.record.owner) == Array(repeating: "www.example.com", count: 4))
        #expect(file.entries.map(\.record.ttl) == [300, 300, 60, 300])
    }

    @Test
    func `the directives ORIGIN and TTL hold from their line on`() {
        let file = read(
            "a A 192.0.2.1", "$TTL 1h30m", "$ORIGIN sub", "a A 192.0.2.1", "$ORIGIN example.net.", "a A 192.0.2.1",
            "$ttl 0",
            "b A 192.0.2.1")
        #expect(file.errors.isEmpty)
        #expect(
            texts(file) == [
                "a.example.com. 300 IN A 192.0.2.1", "a.sub.example.com. 5400 IN A 192.0.2.1",
                "a.example.net. 5400 IN A 192.0.2.1", "b.example.net. 0 IN A 192.0.2.1",
            ])
    }

    @Test
    func `parentheses join lines, and comments in them do not count`() {
        let file = read(files: [
            "zones/zone": """
            ; a comment
            @ IN SOA ns host ( ; serial (
            2024010100 ; this one
            7200
            900 1209600 86400 ) ; the end

            @ NS ns
            """
        ])
        #expect(file.errors.isEmpty)
        #expect(
            texts(file) == [
                "example.com. 300 IN SOA ns.example.com. host.example.com. 2024010100 7200 900 1209600 86400",
                "example.com. 300 IN NS ns.example.com.",
            ])
        #expect(file.entries.map(\.position.line) == [2, 7])
    }

    @Test
    func `in a quoted string a semicolon or parenthesis is text`() {
        let file = read(#"a TXT "v=DKIM1; p=(x)" two ; three"#, #"b TXT "a\"b;c" d\;e"#, #"c TXT """#)
        #expect(file.errors.isEmpty)
        #expect(
            texts(file) == [
                #"a.example.com. 300 IN TXT "v=DKIM1; p=(x)" "two""#, #"b.example.com. 300 IN TXT "a\"b;c" "d;e""#,
                #"c.example.com. 300 IN TXT """#,
            ])
    }

    @Test
    func `a name may have escaped octets`() {
        let file = read(#"a\.b A 192.0.2.1"#, #"a\ b A 192.0.2.2"#, #"a\;b\(c CNAME d\)e"#, #"* A 192.0.2.3"#)
        #expect(file.errors.isEmpty)
        #expect(
            texts(file) == [
                #"a\.b.example.com. 300 IN A 192.0.2.1"#, #"a\032b.example.com. 300 IN A 192.0.2.2"#,
                #"a\;b\(c.example.com. 300 IN CNAME d\)e.example.com."#, "*.example.com. 300 IN A 192.0.2.3",
            ])
    }

    @Test
    func `line ends of DOS, a byte order mark and a missing last line end do no harm`() {
        let file = read(files: ["zones/zone": "\u{feff}a A 192.0.2.1\r\nb TXT x\r\n\r\nc A 192.0.2.2"])
        #expect(file.errors.isEmpty)
        #expect(file.entries.map(\.record.owner) == ["a.example.com", "b.example.com", "c.example.com"])
        #expect(file.entries[1].record.rdata == [1, 0x78])
        #expect(file.entries.map(\.position.line) == [1, 2, 4])
    }

    @Test
    func `any type can be written as octets (RFC 3597 section 5)`() {
        let file = read(
            ##"a TYPE65280 \# 3 01 0203"##, ##"a TYPE1 \# 4 c0000201"##, ##"a A \# 004 C0 0 00201"##,
            ##"b TYPE65281 \# 0"##)
        #expect(file.errors.isEmpty)
        #expect(
            file.entries.map(\.record.type) == [RecordType(rawValue: 65280), .a, .a, RecordType(rawValue: 65281)])
        #expect(file.entries.map(\.record.rdata) == [[1, 2, 3], [192, 0, 2, 1], [192, 0, 2, 1], []])
    }

    // MARK: - Includes

    @Test
    func `an include is relative to the file it stands in, and what it sets does not leave it`() {
        let file = read(files: [
            "zones/zone": """
            a A 192.0.2.1
            $INCLUDE sub/one
            $INCLUDE "sub/two" two ; with an origin
             A 192.0.2.2
            b A 192.0.2.3
            """,
            "zones/sub/one": "$TTL 5\n$ORIGIN one\nx A 192.0.2.4\n$INCLUDE two",
            "zones/sub/two": "y A 192.0.2.5\n",
        ])
        #expect(file.errors.isEmpty)
        #expect(
            texts(file) == [
                "a.example.com. 300 IN A 192.0.2.1", "x.one.example.com. 5 IN A 192.0.2.4",
                "y.one.example.com. 5 IN A 192.0.2.5", "y.two.example.com. 300 IN A 192.0.2.5",
                "a.example.com. 300 IN A 192.0.2.2", "b.example.com. 300 IN A 192.0.2.3",
            ])
        #expect(file.entries.map { file.file(of: $0) }.prefix(3) == ["zones/zone", "zones/sub/one", "zones/sub/two"])
        #expect(file.entries.map(\.position.line) == [1, 3, 1, 1, 4, 5])
    }

    @Test
    func `a file that includes itself is an error on the line that closes the loop`() {
        let file = read(files: [
            "zones/zone": "$INCLUDE other", "zones/other": "a A 192.0.2.1\n$INCLUDE zone\nb A 192.0.2.1",
        ])
        #expect(file.errors == [MasterFileError(kind: .includeLoop(path: "zones/zone"), file: "zones/other", line: 2)])
        #expect(file.entries.count == 2)
    }

    @Test
    func `includes are nested at most 16 deep`() {
        var files: [String: String] = ["zones/zone": "$INCLUDE 1"]
        for number in 1...20 { files["zones/\(number)"] = "a\(number) A 192.0.2.1\n$INCLUDE \(number + 1)" }
        let file = read(files: files)
        #expect(file.entries.count == 16)
        #expect(file.errors == [MasterFileError(kind: .includeTooDeep(limit: 16), file: "zones/16", line: 2)])
    }

    @Test
    func `a file that cannot be read is an error where it is named`() {
        let missing = read(files: ["zones/zone": "\n$INCLUDE /other\na A 192.0.2.1"])
        let kind = MasterFileError.Kind.unreadableFile(path: "/other", reason: "no such file")
        #expect(missing.errors == [MasterFileError(kind: kind, file: "zones/zone", line: 2)])
        #expect(missing.entries.count == 1)
        #expect(read(files: [:]).errors.map(\.line) == [0])
        #expect(read("$INCLUDE other").errors.count == 1)
    }

    @Test
    func `an include in lines is relative to the file that the lines stand in`() {
        var asked: [String] = []
        let file = MasterFile.read(
            lines: ["$INCLUDE db.test"], origin: "test", defaultTTL: 0, file: "scenarios/one/scenario.yaml"
        ) { path in
            asked.append(path)
            return .success(Array("a A 192.0.2.1".utf8))
        }
        #expect(asked == ["scenarios/one/db.test"])
        #expect(file.entries.count == 1)
    }

    // MARK: - Faults

    @Test(arguments: [
        Fault("a B 192.0.2.1", .unknownType("B")), Fault("a", .missingType), Fault("a 60 IN", .missingType),
        Fault("a 60 60 A 192.0.2.1", .repeatedField("60")), Fault("a IN IN A 192.0.2.1", .repeatedField("IN")),
        Fault("a CH TXT x", .unsupportedClass("CH")), Fault("a CLASS7 TXT x", .unsupportedClass("CLASS7")),
        Fault("a 1x A 192.0.2.1", .invalidTTL("1x")), Fault("a 2147483648 A 192.0.2.1", .invalidTTL("2147483648")),
        Fault("a 99999999999999999999 A 192.0.2.1", .invalidTTL("99999999999999999999")),
        Fault("$TTL -1", .invalidTTL("-1")), Fault("$TTL h", .invalidTTL("h")),
        Fault("$TTL", .missingArgument(directive: "$TTL")), Fault("$TTL 1 2", .superfluousArgument("2")),
        Fault("$ORIGIN a..b", .invalidName("a..b", .emptyLabel)),
        Fault("$GENERATE 1-2 a A 192.0.2.$", .unknownDirective("$GENERATE")),
        Fault("a..b A 192.0.2.1", .invalidName("a..b", .emptyLabel)),
        Fault("a CNAME b..c", .invalidName("b..c", .emptyLabel)),
        Fault("bücher A 192.0.2.1", .invalidName("bücher", .invalidCharacter("ü"))),
        Fault(" A 192.0.2.1", .missingOwner), Fault("a ANY x", .metaType(.any)), Fault("a AXFR x", .metaType(.axfr)),
        Fault("a MX 65536 b", .integerOutOfRange("65536", max: 65535)),
        Fault("a MX -1 b", .integerOutOfRange("-1", max: 65535)),
        Fault("a SRV 0 0 70000 b", .integerOutOfRange("70000", max: 65535)),
        Fault("@ SOA ns host 4294967296 1 1 1 1", .integerOutOfRange("4294967296", max: 4_294_967_295)),
        Fault(#"a CAA 256 issue "x""#, .integerOutOfRange("256", max: 255)),
        Fault("a TXT (x", .unbalancedParentheses), Fault("a TXT x)", .unbalancedParentheses),
        Fault(#"a TXT "x"#, .unterminatedString), Fault(#"a TXT x\"#, .incompleteEscape),
        Fault("a TXT x\u{0}y", .zeroOctet),
    ])
    func `a fault is named, and the lines around it are read`(fault: Fault) {
        // Without a record before it, a line that begins with a blank has no owner; an open parenthesis takes all that follows.
        let before = fault.kind == .missingOwner ? "" : "before A 192.0.2.1"
        let after = fault.line.contains("(") ? "" : "after A 192.0.2.2"
        let text = "\(before)\n\(fault.line)\n\(after)"
        let file = read(files: ["zones/zone": text])
        #expect(file.errors == [MasterFileError(kind: fault.kind, file: "zones/zone", line: 2)])
        #expect(file.entries.count == [before, after].count { !$0.isEmpty })
    }

    @Test(arguments: [
        "a A 192.0.2", "a A 192.0.2.1 x", "a AAAA 192.0.2.1", "a A", "a MX mail", "a MX 1 b..c", "a CNAME b c",
        "a SOA ns host 1 2 3 4", "a TXT", ##"a A \# 3 010203"##, "a DS 1 8 2 XYZ", "a CNAME", "a CAA 0 issue",
        ##"a CNAME \#"##, ##"a TXT \#"##, ##"a TXT \# x"##, ##"a TXT \# +2 0141"##, ##"a TXT \# -2 0141"##,
        ##"a TXT \# 2 01"##, ##"a TXT \# 2 014"##, ##"a TXT \# 2 01 41 42"##, ##"a TXT \# 2 01=41"##,
        ##"a TXT \# 65536 00"##, ##"a SIG \# 4== C02TSI03 0"##, ##"a MX \# 2 000a"##, ##"a MX \# 4 000ac00c"##,
        ##"a SOA \# 0"##,
    ])
    func `data that does not fit its type is a fault`(line: String) {
        let file = read("x A 192.0.2.1", line, "y A 192.0.2.1")
        #expect(file.entries.count == 2)
        #expect(file.errors.map(\.line) == [2])
        guard case .invalidData? = file.errors.first?.kind else {
            Issue.record("\(file.errors)")
            return
        }
    }

    @Test
    func `after a faulty owner a blank has nothing to repeat`() {
        let file = read("a A 192.0.2.1", "b..c A 192.0.2.1", " A 192.0.2.2")
        #expect(file.entries.count == 1)
        #expect(file.errors.map(\.kind) == [.invalidName("b..c", .emptyLabel), .missingOwner])
    }

    @Test
    func `a name that the origin makes too long is a fault`() {
        let long = String(repeating: "a.", count: 126) + "a"
        #expect(read("\(long) A 192.0.2.1").errors.map(\.kind) == [.invalidName(long, .nameTooLong)])
    }

    @Test(arguments: ["NS", "CNAME", "MX 10", "SOA @"])
    func `a name in the data that the origin makes too long is a fault`(type: String) {
        let long = String(repeating: "a.", count: 126) + "a"
        let rest = type.hasPrefix("SOA") ? " 1 2 3 4 5" : ""
        let file = read("a \(type) \(long)\(rest)", "b A 192.0.2.1")
        #expect(file.entries.count == 1)
        #expect(file.errors.count == 1)
        #expect(file.errors.first?.kind.description.contains("255 octets") == true, "\(file.errors)")
    }

    @Test(arguments: ["CNAME", "DNAME", "NS", "PTR"])
    func `a target may begin with the label @`(type: String) {
        let zone = read("a \(type) @.example.", "b \(type) @.c", #"c \#(type) \@"#, "d \(type) @")
        let targets = ["@.example.", "@.c.example.com.", "@.example.com.", "example.com."]
        #expect(zone.errors.isEmpty)
        #expect(zone.entries.map(\.record.target?.description) == targets)
    }

    @Test(arguments: ["MX 10 @.example.", #"SRV 1 2 3 \@"#, #"SOA a \064.b 1 2 3 4 5"#, "NSEC @.b A"])
    func `in other data such a name is a fault, since libldns takes it for the origin`(data: String) {
        #expect(read("a \(data)").errors.count == 1)
    }

    @Test(arguments: ["MX 10 @", #"TXT @.b "\@""#, "SOA @ a@b 1 2 3 4 5"])
    func `an at sign elsewhere is none`(data: String) {
        #expect(read("a \(data)").errors.isEmpty)
    }

    @Test func `a digest that ends before the length says is a fault`() {
        let hash = "1vvptu5timamqttipv4hint=gl4luu9kg21e0aor3s"
        #expect(read("a NSEC3 1 1 12 aabbccdd \(hash) A RRSIG").errors.count == 1)
        #expect(read("a NSEC3 1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX").errors.isEmpty)
    }

    @Test(arguments: ["SOA 1 \\# 4 00000001", "MX 10 \\# 1 00", "SRV 1 2 3 \\# 1 00"])
    func `octets stand for all of the data or for none`(data: String) {
        #expect(read("a \(data)").errors.count == 1)
    }

    @Test func `octets in the place of all data are read, and a number sign in a string`() {
        #expect(read(##"a MX \# 3 000a00"##, ##"b TXT "\#" "#""##).errors.isEmpty)
    }

    @Test(arguments: ["0", "00", "+0", "-0", "65536"])
    func `the reserved certificate type 0 is a fault`(type: String) {
        #expect(read("a CERT \(type) 1 1 AAAA").errors.count == 1)
    }

    @Test(arguments: ["1", "PKIX", "65535"])
    func `other certificate types are read`(type: String) {
        #expect(read("a CERT \(type) 1 1 AAAA").errors.isEmpty)
    }

    @Test
    func `a message says where, what and what would be right`() {
        let error = MasterFileError(kind: .invalidTTL("1x"), file: "zones/zone", line: 7)
        #expect(
            error.description
                == "zones/zone:7: 1x is no TTL: a TTL is 0 to 2147483647 seconds, or a time like 1h30m")
    }

    @Test
    func `a record may be longer than libldns' own reader takes`() {
        let strings = (0..<200).map { "\"\(String(repeating: "x", count: 200))\($0)\"" }
        let file = read("a TXT " + strings.joined(separator: " "))
        #expect(file.errors.isEmpty)
        #expect((file.entries.first?.record.rdata.count ?? 0) > 40_000)
    }

    @Test func `an owner that begins with a dollar sign is no directive when it is read back`() throws {
        let record = try #require(read(#"\$TTL 60 IN A 192.0.2.1"#).entries.first?.record)
        let text = presentation(of: record)
        #expect(text.hasPrefix(#"\$TTL."#))
        #expect(try parseRecord(text, origin: .root, defaultTTL: 0) == record)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `what is printed is read back`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var lines: [String] = []
        for _ in 0..<100 {
            let owner = DomainName.random(using: &random)
            let target = DomainName.random(using: &random)
            lines.append(
                presentation(
                    of: [
                        .cname(owner, ttl: 60, target: target), .ns(owner, ttl: 0, target: target),
                        .address(owner, ttl: .max, "192.0.2.1"), .txt(owner, ttl: 1, target.description),
                    ].randomElement(using: &random) ?? .ns(owner, ttl: 0, target: target)))
        }
        let file = MasterFile.read(lines: lines, origin: "wrong.test", defaultTTL: 7, file: "")
        #expect(file.errors.isEmpty)
        #expect(texts(file) == lines)
    }
}

struct Fault: Sendable, CustomTestStringConvertible {
    let line: String
    let kind: MasterFileError.Kind

    init(_ line: String, _ kind: MasterFileError.Kind) {
        self.line = line
        self.kind = kind
    }

    var testDescription: String { line }
}
