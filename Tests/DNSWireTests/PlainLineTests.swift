import DNSCore
// The way past libldns is not public; what it must agree with is.
@testable import DNSWire
import TestSupport
import Testing

/// Plain lines are read in one pass, and exactly as the long way by libldns reads them.
@Suite struct PlainLineTests {
    @Test(arguments: [
        "a A 192.0.2.1", "a.b 60 IN AAAA 2001:db8::1", "@ in 60 cname b", "\t300 PTR host.example.net.",
        "*.x mx 10 mail", "_ldap._tcp SRV 0 100 389 dc1", "a NS ns1 \r", "x. DNAME y.", "a TXT v=spf1 -all",
        #"a TXT "two words" three "; (no comment)""#, "a 2147483647 A 0.0.0.0", "a/b-c@d A 255.255.255.255",
    ])
    func `a line of a common type is plain`(line: String) {
        var plain = PlainLine()
        #expect(plain.read(Array(line.utf8), from: 0, origin: DomainName.root.octets) == line.utf8.count)
    }

    @Test(arguments: [
        "", " ", "; comment", "$TTL 300", "a A 192.0.2.1 ; comment", "a A ( 192.0.2.1 )", #"a\.b A 192.0.2.1"#,
        "a A 192.0.2.256", "a A 01.2.3.4", "a A 192.0.2.1 x", "a 1h A 192.0.2.1", "a 60 60 A 192.0.2.1", "a CNAME b c",
        "a CNAME b..c", ".a A 192.0.2.1", "a..b A 192.0.2.1", "a MX 65536 b", "a MX 010 b", "a MX 10", "a TXT",
        #"a TXT "x"#, #"a TXT "x"y"#, #"a TXT x"y""#, #"a TXT x "y"#, "a HINFO x y", "a CH A 192.0.2.1", "a",
        "bücher A 192.0.2.1", "a TXT x\u{0}", "a 2147483648 A 192.0.2.1", "a CNAME @.", ##"a A \# 4 c0000201"##,
    ])
    func `what is not plain is left alone`(line: String) {
        var plain = PlainLine()
        #expect(plain.read(Array(line.utf8), from: 0, origin: DomainName.root.octets) == nil)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `random files are read alike in one pass and the long way`(seed: UInt64) {
        var lines = RandomLines(seed: seed)
        let octets = lines.file(lineCount: 200)
        let (short, long) = (Reading(octets, usesPlainLines: true), Reading(octets, usesPlainLines: false))
        #expect(short.errors == long.errors)
        #expect(short.records == long.records)
        // A generator whose lines were all faulty would show nothing.
        #expect(short.records.count > 5)
        #expect(long.errors.count > 5)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `random lists are read alike in one pass and the long way`(seed: UInt64) {
        var lines = RandomLines(seed: seed)
        let items = (0..<100).map { _ in lines.file(lineCount: Int(lines.random.next() % 3)) }
        let (short, long) = (Reading(items, usesPlainLines: true), Reading(items, usesPlainLines: false))
        #expect(short.errors == long.errors)
        #expect(short.records == long.records)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the data of a plain line is what libldns makes of it`(seed: UInt64) throws {
        var lines = RandomLines(seed: seed)
        let origin: DomainName = "example.com"
        var plainCount = 0
        for _ in 0..<500 {
            let type = lines.pick([RecordType.a, .aaaa, .ns, .cname, .dname, .ptr, .mx, .srv, .txt])
            var plain = PlainLine()
            let line = Array(" \(type) ".utf8) + lines.data(type.description)
            guard plain.read(line, from: 0, origin: origin.octets) != nil else { continue }
            plainCount += 1
            var logicalLine = LogicalLine()
            logicalLine.append(line[...], number: 1)
            var words = WordCursor(logicalLine.octets)
            _ = words.next()
            let rdata = try RecordParser.libldnsRDATA(words.rest(), type: type, origin: RecordOrigin(origin))
            #expect(plain.rdata == rdata, "\(String(decoding: line, as: UTF8.self))")
        }
        #expect(plainCount > 200)
    }

    @Test func `the owner of a faulty line is not repeated unless it is read`() {
        let file = MasterFile.read(
            lines: ["a A 192.0.2.1", "b TXT \"x", " A 192.0.2.2", "c A 192.0.2.256", " A 192.0.2.3"], origin: "test",
            defaultTTL: 0, file: "")
        #expect(file.entries.map(\.record.owner) == ["a.test", "a.test", "c.test"])
    }

    @Test(arguments: [
        "a TXT " + String(repeating: " xxx", count: 17_000), "a TXT (" + String(repeating: " xxx", count: 17_000) + ")",
        #"a TXT "" "# + String(repeating: #" """#, count: 30_000),
        "a HIP 2 200100107B1A74DF365639CC39F1D578 AwEAAbdx" + String(repeating: " rvs", count: 10_000),
    ])
    func `data that is too long is a fault`(line: String) {
        let origin = (DomainName(String(repeating: "origin.", count: 30)) ?? .root)
        let file = MasterFile.read(lines: [line, "b A 192.0.2.1"], origin: origin, defaultTTL: 0, file: "")
        #expect(file.entries.map(\.record.rdata.count) == [4])
        #expect(file.errors.map(\.line) == [1])
    }

    @Test func `long data is read whole`() {
        for line in ["a TXT", "a TXT ("] {
            let text = line + String(repeating: " xxx", count: 16_000) + (line.hasSuffix("(") ? ")" : "")
            let file = MasterFile.read(lines: [text], origin: "test", defaultTTL: 0, file: "")
            #expect(file.entries.map(\.record.rdata.count) == [64_000])
        }
    }
}

/// What a reader makes of text.
private struct Reading {
    /// The records as text that shows every octet.
    private(set) var records: [String] = []
    private(set) var errors: [MasterFileError] = []

    init(_ file: [UInt8], usesPlainLines: Bool) {
        self.init(usesPlainLines: usesPlainLines) { $0.read(file) }
    }

    init(_ items: [[UInt8]], usesPlainLines: Bool) {
        self.init(usesPlainLines: usesPlainLines) { reader in
            for (index, item) in items.enumerated() { reader.read(item, lineNumber: index + 1) }
        }
    }

    private init(usesPlainLines: Bool, _ body: (inout MasterFileReader) -> Void) {
        var collected: [String] = []
        let included = Array(" A 192.0.2.9\ni A 192.0.2.10\n$TTL 7\n".utf8)
        withoutActuallyEscaping({ (entry: MasterFile.WireEntry) in
            collected.append(
                "\(entry.owner) \(entry.type) \(entry.ttl) \(entry.rdata) \(entry.position.fileIndex):\(entry.position.line)"
            )
        }) { receiver in
            var reader = MasterFileReader(
                origin: "example.com", defaultTTL: 300, file: "z", usesPlainLines: usesPlainLines,
                loader: { _ in .success(included) }, receiver: receiver)
            body(&reader)
            errors = reader.finish().errors
        }
        records = collected
    }
}

/// Makes lines that are nearly those of a master file.
private struct RandomLines {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func file(lineCount: Int) -> [UInt8] {
        var octets: [UInt8] = []
        for _ in 0..<lineCount {
            octets += line()
            octets += pick(["\n", "\n", "\n", "\r\n", " \n"]).utf8
        }
        return octets
    }

    /// A line, one in six with an octet changed, left out or added.
    private mutating func line() -> [UInt8] {
        var octets: [UInt8] = []
        if chance(1, in: 12) {
            octets = Array(pick(Self.directives).utf8)
        } else {
            if !chance(1, in: 4) { octets += name() }
            for field in ["IN", "60"] where chance(1, in: 4) {
                octets += blank() + (chance(3, in: 4) ? field : pick(Self.fields)).utf8
            }
            let type = pick(Self.types)
            octets += blank() + type.utf8 + blank() + data(chance(5, in: 6) ? type : pick(Self.types))
        }
        if chance(1, in: 6), !octets.isEmpty {
            let position = Int.random(in: octets.indices, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: octets.remove(at: position)
            case 1: octets[position] = octet()
            default: octets.insert(octet(), at: position)
            }
        }
        return octets
    }

    /// What may stand behind a type, mostly fitting.
    mutating func data(_ type: String) -> [UInt8] {
        var words: [[UInt8]] = []
        switch type.uppercased() {
        case "A": words = [address(separator: ".", digits: "0123456789", 1...4, Self.ipv4Addresses)]
        case "AAAA": words = [address(separator: ":", digits: "0123456789abcdefABCDEF", 1...9, Self.ipv6Addresses)]
        case "MX": words = [number(), name()]
        case "SRV": words = [number(), number(), number(), name()]
        case "TXT", "HINFO":
            for _ in 0..<Int.random(in: 0...3, using: &random) { words.append(Array(pick(Self.strings).utf8)) }
        case "SOA": words = [name(), name()] + (0..<5).map { _ in number() }
        default: words = [name()]
        }
        return Array(words.joined(separator: blank())) + (chance(1, in: 5) ? blank() : [])
    }

    private mutating func name() -> [UInt8] { Array(pick(chance(3, in: 4) ? Self.names : Self.oddNames).utf8) }

    private mutating func number() -> [UInt8] {
        Array(pick(chance(5, in: 6) ? ["10", "0", "65535", "389"] : ["65536", "010", "-5", "1x", "+1", ""]).utf8)
    }

    private mutating func address(separator: String, digits: String, _ groups: ClosedRange<Int>, _ known: [String])
        -> [UInt8]
    {
        if chance(3, in: 4) { return Array(pick(known).utf8) }
        let digits = Array(digits.utf8)
        var text: [UInt8] = []
        for index in 0..<Int.random(in: groups, using: &random) {
            if index > 0 { text += separator.utf8 }
            for _ in 0..<Int.random(in: 0...3, using: &random) { text.append(pick(digits)) }
        }
        return text
    }

    private mutating func blank() -> [UInt8] { Array(pick([" ", " ", " ", "\t", "  ", " \t", "\u{b}", "\r"]).utf8) }

    private mutating func octet() -> UInt8 {
        chance(1, in: 2)
            ? pick(Array("\"\\);@.$ \t0a9A".utf8)) : UInt8.random(in: 0...255, using: &random)
    }

    private mutating func chance(_ count: Int, in total: Int) -> Bool {
        Int.random(in: 0..<total, using: &random) < count
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private static let directives = [
        "$TTL 60", "$TTL 2h", "$ORIGIN sub", "$ORIGIN example.com.", "$ORIGIN example.com.", "$INCLUDE more",
        "; comment",
        "", " ", "$X", ")",
    ]
    private static let fields = ["in", "IN", "0", "300", "1h", "007", "2147483648", "2147483647", "CH", "-1", "60"]
    private static let types = [
        "A", "a", "AAAA", "aaaa", "NS", "CNAME", "cName", "DNAME", "PTR", "MX", "SRV", "TXT", "SOA", "HINFO", "TYPE1",
        "X",
        "ANY", "A", "AAAA", "CNAME", "MX", "TXT",
    ]
    private static let names = [
        "a", "host-1", "HOST.Sub", "www.example.net.", "@", "*", "*.x", "_tcp", "a/b@c", "x.", "a.b.c.d.e", "a-", "0",
        String(repeating: "l", count: 63), String(repeating: "abcdefg.", count: 29) + "a",
    ]
    private static let oddNames = [
        "@.", "@x", ".", "..", "a..b", ".a", "", "a\\.b", "\\097", "60", "IN", "A", "$x",
        String(repeating: "l", count: 64),
        String(repeating: "abcdefg.", count: 30), String(repeating: "abcdefg.", count: 31) + "abcde",
        String(repeating: "abcdefg.", count: 31) + "abcdef.", String(repeating: "abcdefg.", count: 31) + "abcdefg.",
    ]
    private static let strings = [
        "x", "\"\"", "\"a b\"", "\"; (\"", "\"x;(y)\"", "\"q\"r\"", "\\065", "v=1", "@", "\"x\"y", "x\"y\"",
        String(repeating: "t", count: 255), String(repeating: "t", count: 256), "\"\t\"",
    ]
    private static let ipv4Addresses = [
        "192.0.2.1", "10.0.0.255", "0.0.0.0", "255.255.255.255", "172.16.1.2", "1.2.3", "1.2.3.4.5", "256.1.1.1",
        "1..2.3",
        "01.2.3.4",
    ]
    private static let ipv6Addresses = [
        "2001:db8::1", "::", "::1", "1::", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "fe80::1%1", "1:2:3:4:5:6:1.2.3.4", "::1.2.3.4", ":1", "1:", "12345::", "0001:0::ABCD",
    ]
}
