import DNSCore
import DNSWire
import IPCore
import TestSupport
import Testing

// The parts that a zone is made of are not public.
@testable import ScenarioLanguage
@testable import WorldModel

/// A zone holds its records as octets; what it says of them is what a table of values would say.
@Suite struct ZoneTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `a zone says of every name what a table of RRsets says`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let apex: DomainName = ["a", "corp.example", "A.z", "."].randomElement(using: &random) ?? .root
        let records = randomRecords(below: apex, &random)
        let zone = Zone(name: "z", apex: apex, records: records, keyPath: "z")
        let table = PlainZone(apex: apex, records)

        #expect(zone.hasCuts == table.hasCuts)
        #expect(Set(zone.nodes.map(\.name)) == Set(table.nodes.keys))
        #expect(zone.nodes.map(\.name).count == table.nodes.count)
        var names = Array(table.nodes.keys)
        for _ in 0..<200 { names.append(DomainName.random(using: &random)) }
        for name in names {
            // The letter case of a question does not matter.
            let name = Bool.random(using: &random) ? name.lowercased : name
            let node = zone.node(at: name)
            let expected = table.nodes[name]
            #expect((node != nil) == (expected != nil), "\(name)")
            #expect(zone.hasName(name) == (expected != nil), "\(name)")
            #expect(node?.rrsets.map(Spelled.init) == expected?.map(Spelled.init), "\(name)")
            for type in Self.types {
                #expect(node?.rrset(type)?.rdatas == expected?.first { $0.type == type }?.rdatas, "\(name) \(type)")
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the octets of an RRset are those of its records`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let zone = Zone(
            name: "z", apex: "corp.example", records: randomRecords(below: "corp.example", &random), keyPath: "z")
        for node in zone.nodes {
            let location = try #require(self.location(of: node.name.octets, in: zone))
            for type in Self.types {
                let packed = zone.packedRRset(type, at: location)
                let rrset = node.rrset(type)
                #expect(packed?.count == rrset?.rdatas.count)
                #expect(packed?.ttl == rrset?.ttl)
                let octets = rrset?.rdatas.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 }
                #expect(packed.map { Array(zone.octets[$0.rdatas]) } == octets)
            }
        }
    }

    @Test func `octets that are no name of the zone have no location`() {
        let zone = Zone(name: "z", apex: "corp.example", records: [], keyPath: "z")
        let apex = zone.apex.octets
        #expect(location(of: apex, in: zone) != nil)
        // The octets of the apex are the end of a label here.
        let label = DomainLabel(octets: [0x61] + apex.dropLast())
        let trap = label.flatMap { DomainName.root.prepending(label: $0) }
        #expect(trap?.octets.suffix(apex.count) == apex[...])
        #expect(trap.map(zone.hasName(_:)) == false)
        let outside: [[UInt8]] = [[], [0], Array(apex.dropFirst()), [0xc0, 0x0c] + apex, [1] + apex, [200] + apex]
        for name in outside { #expect(location(of: name, in: zone) == nil, "\(name)") }
    }

    @Test func `an owner keeps the letter case of its first record of each type`() throws {
        let zone = Zone(
            name: "z", apex: "corp.example",
            records: [
                .address("a.WWW.corp.example", ttl: 1, "192.0.2.1"), .address("www.corp.example", ttl: 2, "192.0.2.2"),
                .txt("WWW.CORP.example", ttl: 3, "x"), .address("wWw.corp.example", ttl: 4, "192.0.2.3"),
            ], keyPath: "z")
        let node = try #require(zone.node(at: "www.corp.example"))
        #expect(node.rrsets.map(\.owner.description) == ["www.corp.example.", "WWW.CORP.example."])
        #expect(node.rrsets.map(\.ttl) == [2, 3])
        #expect(node.rrsets.map(\.rdatas.count) == [2, 1])
    }

    @Test func `alias records have nodes`() {
        let alias = AliasRecord(owner: "a.b.corp.example", target: .addresses(["192.0.2.1"]))
        let zone = Zone(name: "z", apex: "corp.example", records: [], aliases: [alias], keyPath: "z")
        #expect(zone.node(at: "A.b.corp.example")?.rrsets.isEmpty == true)
        #expect(zone.hasName("b.corp.example"))
        #expect(!zone.hasName("c.corp.example"))
    }

    @Test func `records that repeat among thousands are kept once`() {
        let addresses = (0..<3000).map { IPv4Record.record($0 % 1500) }
        let zone = Zone(name: "z", apex: "corp.example", records: addresses, keyPath: "z")
        #expect(zone.node(at: "a.corp.example")?.rrset(.a)?.rdatas == addresses.prefix(1500).map(\.rdata))
    }

    // MARK: - Parts

    @Test func `a zone that is larger than its positions can count is refused`() {
        for (limit, faultCount) in [(100_000, 0), (3000, 1)] {
            let source = ZoneSource(
                apex: "corp.example", records: [], zoneFile: nil, aliasOwners: [], isPrivate: false, marks: .blank)
            var builder = ZoneBuilder(source, octetLimit: limit)
            builder.add(isInline: false) { receiver in
                MasterFile.read(
                    lines: (0..<100).map { "host-\($0) A 192.0.2.1" }, origin: "corp.example", defaultTTL: 0, file: "z",
                    loader: MasterFile.refuseToLoad, receiver: receiver)
            }
            builder.finish()
            #expect(builder.faults.count == faultCount)
            let contents = builder.contents()
            #expect(contents.octets.count <= limit)
            let nodes = Zone(name: "z", contents: contents, isSigned: false, keyPath: "z").nodes.map(\.name)
            #expect(nodes.count == 101 || (faultCount == 1 && nodes.count > 20))
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `names that are equal have equal hashes, others nearly never`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1000 {
            let (left, right) = (DomainName.random(using: &random), DomainName.random(using: &random))
            for other in [right, left.lowercased] {
                let areEqual = FoldedOctets.areEqual(left.octets.span, other.octets.span)
                #expect(areEqual == (left == other), "\(left) \(other)")
                let hashes = [left, other].map { FoldedOctets.hash($0.octets.span) }
                #expect((hashes[0] == hashes[1]) == areEqual, "\(left) \(other)")
                let areIdentical = FoldedOctets.areIdentical(left.octets.span, other.octets.span)
                #expect(areIdentical == (left.octets == other.octets), "\(left) \(other)")
            }
        }
    }

    @Test func `of the octets only ASCII letters are folded`() {
        for octet in UInt8.min ... .max {
            for other in UInt8.min ... .max {
                let isLetterPair = octet ^ other == 0x20 && (0x61...0x7a).contains(octet | 0x20)
                let (left, right) = ([1, octet, 0], [1, other, 0])
                if FoldedOctets.areEqual(left.span, right.span) != (octet == other || isLetterPair) {
                    Issue.record("\(octet) \(other)")
                }
            }
        }
    }

    @Test func `an index finds numbers whose hashes collide, and grows`() {
        var index = OwnerIndex()
        for number in 1...1000 as ClosedRange<UInt32> { index.insert(number, hash: UInt64(number % 7) << 32) }
        for number in 1...1000 as ClosedRange<UInt32> {
            #expect(index.number(hash: UInt64(number % 7) << 32) { $0 == number } == number)
        }
        #expect(index.number(hash: 0) { $0 == 1 } == nil)
        index.renumber((0...1000).map { 5000 - $0 })
        #expect(index.number(hash: 3 << 32) { $0 == 4990 } == 4990)
        #expect(index.number(hash: 3 << 32) { $0 == 10 } == nil)
        #expect(index.number(hash: 8 << 32) { _ in true } == nil)
    }

    // MARK: - Material

    private static let types: [RecordType] = [.a, .ns, .cname, .txt, .aaaa, .dname, .caa]

    private func location(of name: [UInt8], in zone: Zone) -> ZoneLocation? { zone.location(of: name.span) }

    private func randomRecords(below apex: DomainName, _ random: inout SplitMix64) -> [ResourceRecord] {
        var records: [ResourceRecord] = []
        for _ in 0..<Int.random(in: 0...300, using: &random) {
            let relative = DomainName.random(using: &random)
            guard var owner = relative.appending(apex) else { continue }
            if Bool.random(using: &random) { owner = owner.lowercased }
            let isCut = Int.random(in: 0..<200, using: &random) == 0
            let type =
                isCut ? [.ns, .dname].randomElement(using: &random) : Self.plainTypes.randomElement(using: &random)
            let length = Int.random(in: 0...3, using: &random)
            let rdata = (0..<length).map { _ in UInt8.random(in: 0...1, using: &random) }
            let ttl = TTL(seconds: Int.random(in: 0...3, using: &random)) ?? 0
            records.append(ResourceRecord(owner: owner, type: type ?? .a, ttl: ttl, rdata: rdata))
        }
        return records
    }

    private static let plainTypes: [RecordType] = [.a, .cname, .txt, .aaaa, .caa]
}

private enum IPv4Record {
    static func record(_ number: Int) -> ResourceRecord {
        .address("a.corp.example", ttl: 60, .v4(.init(bits: UInt32(number))))
    }
}

/// An RRset whose letter case counts.
private struct Spelled: Hashable {
    let rrset: RRset
    let owner: [UInt8]

    init(_ rrset: RRset) {
        self.rrset = rrset
        owner = rrset.owner.octets
    }
}

/// A zone as a dictionary, the plain way to write it.
private struct PlainZone {
    private(set) var nodes: [DomainName: [RRset]]
    private(set) var hasCuts = false

    init(apex: DomainName, _ records: [ResourceRecord]) {
        nodes = [apex: []]
        for record in records {
            for ancestor in record.owner.ancestors.prefix(record.owner.labelCount - apex.labelCount) {
                if nodes[ancestor] == nil { nodes[ancestor] = [] }
            }
            nodes[record.owner, default: []].add(record)
            if record.type == .dname || record.type == .ns && record.owner != apex { hasCuts = true }
        }
    }
}

extension [RRset] {
    fileprivate mutating func add(_ record: ResourceRecord) {
        if let index = firstIndex(where: { $0.type == record.type }) {
            if !self[index].rdatas.contains(record.rdata) { self[index].rdatas.append(record.rdata) }
        } else {
            append(RRset(owner: record.owner, type: record.type, ttl: record.ttl, rdatas: [record.rdata]))
            sort { $0.type < $1.type }
        }
    }
}
