import DNSCore
import DNSWire
import IPCore
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// When an answer no longer fits, and how large it is.
@Suite struct MessageSizeTests {
    @Test(.rules("DNSMSG-01"), arguments: 0..<200 as Range<UInt64>)
    func `the size is that of the message as it is written`(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let question = Question(name: Self.name(&generator), type: .a)
        let response = Response(
            code: .noerror, answers: Self.records(&generator), authorities: Self.records(&generator),
            additionals: Self.records(&generator))
        let hasOPT = Bool.random(using: &generator)
        let message = Message(
            isResponse: true, questions: [question], answers: response.answers, authorities: response.authorities,
            additionals: response.additionals, edns: hasOPT ? EDNS() : nil)
        let size = MessageSize.octets(question: question, response, hasOPT: hasOPT)
        #expect(size == encodedSize(message))
        for limit in [size - 1, size, size + 1] {
            #expect(
                MessageSize.exceeds(limit, question: question, response, hasOPT: hasOPT) == (size > limit))
        }
    }

    private static func name(_ generator: inout SplitMix64) -> DomainName {
        let labels = ["a", "www", "Mail", "mail", "example", "net", "sub"]
        let count = Int.random(in: 0...4, using: &generator)
        let text = (0..<count).map { _ in labels.randomElement(using: &generator) ?? "a" }.joined(separator: ".")
        return DomainName(text + ".") ?? .root
    }

    private static func records(_ generator: inout SplitMix64) -> [ResourceRecord] {
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            let owner = name(&generator)
            let target = name(&generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: return .address(owner, ttl: 60, "192.0.2.1")
            case 1: return .address(owner, ttl: 60, "2001:db8::1")
            case 2: return .cname(owner, ttl: 60, target: target)
            case 3: return .ns(owner, ttl: 60, target: target)
            case 4: return .txt(owner, ttl: 60, "some text")
            case 5: return ResourceRecord(owner: owner, type: .mx, ttl: 60, rdata: [0, 10] + target.octets)
            case 6:
                return ResourceRecord(owner: owner, type: .srv, ttl: 60, rdata: [0, 1, 0, 1, 0, 80] + target.octets)
            default:
                return .soa(
                    owner, ttl: 60,
                    SOARecord(
                        mname: target, rname: name(&generator), serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5))
            }
        }
    }

    /// How a query arrives, and whether an answer of 60 addresses fits.
    struct Fit: CustomTestStringConvertible {
        let transport: Transport
        let edns: Int?
        let isTruncated: Bool

        var testDescription: String { "\(transport), EDNS \(edns.map(String.init) ?? "none")" }
    }

    @Test(
        .rules("DNSMSG-01", "DNSMSG-03"),
        arguments: [
            Fit(transport: .udp, edns: nil, isTruncated: true), Fit(transport: .udp, edns: 512, isTruncated: true),
            Fit(transport: .udp, edns: 100, isTruncated: true), Fit(transport: .udp, edns: 1232, isTruncated: false),
            Fit(transport: .tcp, edns: nil, isTruncated: false),
        ])
    func `an answer that does not fit is cut to nothing with TC set`(_ fit: Fit) {
        let result = Self.world(addresses: 60).ask(
            Reference(0), "big.example.org", transport: fit.transport, edns: fit.edns)
        #expect(result.response?.isTruncated == fit.isTruncated)
        #expect(result.addresses.count == (fit.isTruncated ? 0 : 60))
        #expect(result.rules.contains(.dnsmsg01) == fit.isTruncated)
    }

    @Test(.rules("DNSMSG-01"))
    func `no query makes room for more than 4096 octets`() {
        let world = Self.world(addresses: 254)
        #expect(world.ask(Reference(0), "big.example.org", edns: 4100).response?.isTruncated == true)
        #expect(world.ask(Reference(0), "small.example.org", edns: 65535).response?.isTruncated == false)
    }

    @Test(.rules("DNSMSG-01"))
    func `512 octets fit, 513 do not`() {
        // Header and question have 33 octets, each address record 16.
        #expect(Self.world(addresses: 29).ask(Reference(0), "big.example.org").response?.isTruncated == false)
        #expect(Self.world(addresses: 30).ask(Reference(0), "big.example.org").response?.isTruncated == true)
    }

    private static func world(addresses: Int) -> TestWorld {
        var world = TestWorld()
        let server = world.server("router", "192.168.1.1", .recursive)
        precondition(server == Reference(0))
        let zone = TestWorld.zone(
            "example.org",
            (0..<addresses).map { "big 60 IN A 10.0.\($0 / 250).\($0 % 250)" } + ["small 60 IN A 10.0.0.1"])
        world.names.publicZones["example.org"] = world.names.zones.append(zone)
        return world
    }
}
