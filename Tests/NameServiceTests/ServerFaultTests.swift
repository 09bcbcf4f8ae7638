import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Faults and fixed failures of name servers.
@Suite struct ServerFaultTests {
    var world = TestWorld()
    let server: Reference<NameServer>
    private let name: DomainName = "www.example.org"

    init() {
        server = world.server("home-router", "192.168.1.1", .recursive)
        world.publicZone("example.org", "www 60 IN A 203.0.113.1", "*.app 60 IN A 203.0.113.2")
    }

    /// A kind of fault and the reaction over UDP.
    struct Reaction: CustomTestStringConvertible {
        let kind: FaultKind
        var code: ResponseCode?
        var isReported: Bool?
        var recursionAvailable = true
        var isTruncated = false

        var testDescription: String { kind.rawValue }
    }

    @Test(
        .rules("DNSMSG-10"),
        arguments: [
            Reaction(kind: .drop, isReported: false), Reaction(kind: .down, isReported: false),
            Reaction(kind: .closed, isReported: true), Reaction(kind: .hostUnreachable, isReported: true),
            Reaction(kind: .servfail, code: .servfail), Reaction(kind: .refused, code: .refused),
            Reaction(kind: .nxdomain, code: .nxdomain), Reaction(kind: .nodata, code: .noerror),
            Reaction(kind: .notimp, code: .notimp), Reaction(kind: .formerr, code: .formerr),
            Reaction(kind: .lame, code: .noerror, recursionAvailable: false),
            Reaction(kind: .truncate, code: .noerror, isTruncated: true),
            Reaction(kind: .truncateTCPRefused, code: .noerror, isTruncated: true),
            Reaction(kind: .truncateTCPDrop, code: .noerror, isTruncated: true),
        ])
    func `each kind has its reaction, injected or as a fixed failure`(_ reaction: Reaction) {
        var injected = world
        injected.fault(.nameServer(server), reaction.kind)
        var fixed = world
        fixed.names.nameServers[server].role = .failing(reaction.kind)
        for result in [injected.ask(server, name), fixed.ask(server, name)] {
            #expect(result.code == reaction.code)
            #expect(result.response?.answers.isEmpty ?? true)
            #expect(result.drop?.isReported == reaction.isReported)
            if let response = result.response {
                #expect(response.recursionAvailable == reaction.recursionAvailable)
                #expect(response.isTruncated == reaction.isTruncated)
                #expect(response.reason == .fault)
            } else {
                #expect(result.drop?.reason == .fault)
                #expect(result.drop?.element == "home-router")
                #expect(result.drop?.rule == nil)
            }
        }
    }

    @Test mutating func `over TCP truncation is gone, refused or silent`() {
        for (kind, isAnswered, isReported) in [
            (FaultKind.truncate, true, nil), (.truncateTCPRefused, false, true), (.truncateTCPDrop, false, false),
        ] as [(FaultKind, Bool, Bool?)] {
            var copy = world
            copy.fault(.nameServer(server), kind)
            let result = copy.ask(server, name, transport: .tcp)
            #expect(result.addresses.isEmpty != isAnswered)
            #expect(result.drop?.isReported == isReported)
        }
    }

    @Test(arguments: [FaultKind.formerrOnEDNS, .dropOnEDNS])
    mutating func `a fault on EDNS spares queries without it`(_ kind: FaultKind) {
        world.fault(.nameServer(server), kind)
        #expect(world.ask(server, name).addresses == ["203.0.113.1"])
        let result = world.ask(server, name, edns: 1232)
        #expect(result.code == (kind == .formerrOnEDNS ? .formerr : nil))
        #expect(result.drop?.reason == (kind == .dropOnEDNS ? .fault : nil))
    }

    @Test mutating func `delay, mismatch and forged answers`() {
        var delayed = world
        delayed.fault(.nameServer(server), .delay) { $0.delay = .seconds(6) }
        #expect(delayed.ask(server, name).addresses == ["203.0.113.1"])
        #expect(delayed.ask(server, name).delay == .milliseconds(6020))
        var mismatched = world
        mismatched.fault(.nameServer(server), .mismatch)
        guard case .mismatched(let response, _) = mismatched.ask(server, name).action else {
            Issue.record("The message ID is right.")
            return
        }
        #expect(response.code == .noerror)
        var forged = world
        forged.fault(.nameServer(server), .answer) { $0.addresses = ["192.0.2.1", "2001:db8::1"] }
        #expect(forged.ask(server, name).addresses == ["192.0.2.1"])
        #expect(forged.ask(server, name, .aaaa).addresses == ["2001:db8::1"])
        #expect(forged.ask(server, name, .mx).reason == .fault)
    }

    /// A narrowing and the query that it is held against.
    struct Narrowing: CustomTestStringConvertible {
        let testDescription: String
        let hits: Bool
        let narrow: @Sendable (inout DeclaredFault) -> Void
    }

    @Test(arguments: [
        Narrowing(testDescription: "name", hits: true) { $0.names = ["www.example.org"] },
        Narrowing(testDescription: "another name", hits: false) { $0.names = ["mail.example.org"] },
        Narrowing(testDescription: "pattern", hits: true) { $0.names = ["mail.test", "*.example.org"] },
        Narrowing(testDescription: "pattern of the name itself", hits: false) { $0.names = ["*.www.example.org"] },
        Narrowing(testDescription: "type", hits: true) { $0.types = [.aaaa, .a] },
        Narrowing(testDescription: "another type", hits: false) { $0.types = [.aaaa] },
        Narrowing(testDescription: "transport", hits: true) { $0.transport = .udp },
        Narrowing(testDescription: "another transport", hits: false) { $0.transport = .tcp },
        Narrowing(testDescription: "third query", hits: true) { $0.queries = 2...3 },
        Narrowing(testDescription: "first query", hits: false) { $0.queries = 1...1 },
        Narrowing(testDescription: "from before", hits: true) { $0.from = .seconds(5) },
        Narrowing(testDescription: "from later", hits: false) { $0.from = .seconds(6) },
        Narrowing(testDescription: "until later", hits: true) { $0.until = .seconds(6) },
        Narrowing(testDescription: "until now", hits: false) { $0.until = .seconds(5) },
    ])
    func `a fault applies where all its keys agree`(_ narrowing: Narrowing) {
        var copy = world
        copy.fault(.nameServer(server), .servfail, narrowing.narrow)
        let result = copy.ask(server, name, at: .seconds(5), ordinal: 3)
        #expect(result.code == (narrowing.hits ? .servfail : .noerror))
    }

    @Test mutating func `the first fault that matches applies, to the address or to the server`() {
        world.fault(.address("192.168.1.1"), .refused) { $0.types = [.a] }
        world.fault(.nameServer(server), .servfail)
        #expect(world.ask(server, name, destination: "192.168.1.1").code == .refused)
        #expect(world.ask(server, name, .aaaa, destination: "192.168.1.1").code == .servfail)
        #expect(world.ask(server, name, destination: "192.168.1.2").code == .servfail)
        #expect(world.ask(server, name).code == .refused)
    }

    @Test mutating func `losses follow the rate, and are the same in each run`() {
        world.fault(.nameServer(server), .loss) {
            $0.rate = 0.3
            $0.seed = 42
        }
        let copy = world
        let lost = (1...1000).filter { copy.ask(server, name, ordinal: $0).drop != nil }
        #expect((250...350).contains(lost.count))
        #expect(lost == (1...1000).filter { copy.ask(server, name, ordinal: $0).drop != nil })
        var other = copy
        other.faults = []
        other.fault(.nameServer(server), .loss) {
            $0.rate = 0.3
            $0.seed = 43
        }
        #expect(lost != (1...1000).filter { other.ask(server, name, ordinal: $0).drop != nil })
        other.faults = []
        other.fault(.nameServer(server), .loss) { $0.rate = 0 }
        #expect(other.ask(server, name).addresses == ["203.0.113.1"])
        other.faults = []
        other.fault(.nameServer(server), .loss) { $0.rate = 1 }
        #expect(other.ask(server, name).drop?.reason == .fault)
    }

    @Test func `a fault hits a VPC's resolver and an endpoint's address like any server`() {
        var copy = world
        let vpc = copy.vpc("app", "10.0.0.0/16")
        let inbound = copy.endpoint(in: vpc, ["10.0.0.228", "10.0.1.228"])
        copy.fault(.address("10.0.0.228"), .servfail)
        #expect(copy.ask(inbound, name, destination: "10.0.0.228").code == .servfail)
        #expect(copy.ask(inbound, name, destination: "10.0.1.228").code == .noerror)
    }
}
