import DNSCore
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@testable import NameService

/// Forwarding servers: whom they ask, when they give up, and what they let through.
@Suite struct ForwarderTests {
    var world = TestWorld()
    let server: Reference<NameServer>

    init() {
        server = world.server(
            "dnsmasq", "192.168.1.1",
            .forwarding(
                to: ["8.8.8.8", "1.1.1.1"],
                forwards: [
                    DomainForward(domain: "corp.example", to: ["10.0.0.53"]),
                    DomainForward(domain: "lab.corp.example", to: ["10.0.1.53"]),
                ]))
    }

    private static func answer(_ query: UpstreamQuery, _ addresses: IPAddress...) -> NameServerTask.Event {
        .response(
            Response(
                code: .noerror, isAuthoritative: true,
                answers: addresses.map { .address(query.question.name, ttl: 30, $0) }), attempt: query.attempt)
    }

    @Test(
        arguments: [
            ("www.example.org", "8.8.8.8"), ("corp.example", "10.0.0.53"), ("a.corp.example", "10.0.0.53"),
            ("b.lab.corp.example", "10.0.1.53"), ("xcorp.example", "8.8.8.8"),
        ] as [(DomainName, IPAddress)])
    func `the longest domain decides where a name is forwarded`(_ name: DomainName, _ address: IPAddress) {
        let result = world.ask(server, name) { Self.answer($0, "203.0.113.1") }
        #expect(result.asked.map(\.address) == [address])
        #expect(result.asked.first?.port == 53)
        #expect(result.asked.first?.timeout == .seconds(5))
        #expect(result.addresses == ["203.0.113.1"])
        #expect(result.response?.isAuthoritative == false)
        #expect(result.response?.recursionAvailable == true)
    }

    @Test func `its queries come from its own address`() {
        let result = world.ask(server, "www.example.org") { Self.answer($0, "203.0.113.1") }
        let host = world.names.nameServers[server].hosts[0]
        #expect(result.asked.first?.origin == .host(host, "192.168.1.1"))
        #expect(
            result.asked.first?.trail == [
                IncomingQuery.Step(server: server, question: Question(name: "www.example.org", type: .a))
            ])
    }

    @Test func `silence leads to the next server, and SERVFAIL when the rounds are over`() {
        let result = world.ask(server, "www.example.org")
        #expect(result.asked.map(\.address) == ["8.8.8.8", "1.1.1.1", "8.8.8.8", "1.1.1.1"])
        #expect(result.ended == .seconds(20))
        #expect(result.code == .servfail)
        #expect(result.reason == .forwardUnreachable)
    }

    @Test func `an error at once leads to the next server at once`() {
        let drop = Drop(at: "tgw-1", .tgwNoRoute, .tgw02, "No route.")
        let result = world.ask(server, "www.example.org") {
            $0.attempt == 0 ? .unreachable(attempt: 0, because: drop) : Self.answer($0, "203.0.113.1")
        }
        #expect(result.asked.map(\.address) == ["8.8.8.8", "1.1.1.1"])
        #expect(result.response?.notes == [.tgwNoRoute])
        #expect(result.addresses == ["203.0.113.1"])
    }

    @Test mutating func `a response is final unless it is a trigger`() {
        func result(_ world: TestWorld) -> Conversation {
            world.ask(server, "www.example.org") {
                $0.attempt == 0
                    ? .response(Response(code: .servfail, reason: .fault), attempt: 0) : Self.answer($0, "203.0.113.1")
            }
        }
        #expect(result(world).code == .servfail)
        #expect(result(world).reason == .fault)
        world.names.nameServers[server].upstream.failover.insert(.servfail)
        #expect(result(world).addresses == ["203.0.113.1"])
        let all = world.ask(server, "www.example.org") {
            .response(Response(code: .servfail, reason: .fault), attempt: $0.attempt)
        }
        #expect(all.asked.count == 4)
        #expect(all.reason == .fault)
    }

    @Test mutating func `without the trigger for silence it gives up after one server`() {
        world.names.nameServers[server].upstream.failover = []
        #expect(world.ask(server, "www.example.org").asked.count == 1)
    }

    @Test func `a truncated response is fetched over TCP`() {
        let result = world.ask(server, "www.example.org") {
            $0.transport == .udp
                ? .response(Response(code: .noerror, isTruncated: true), attempt: $0.attempt)
                : Self.answer($0, "203.0.113.1")
        }
        #expect(result.asked.map(\.transport) == [.udp, .tcp])
        #expect(result.addresses == ["203.0.113.1"])
    }

    @Test mutating func `it asks as its options say`() {
        world.names.nameServers[server].upstream = UpstreamOptions(
            timeout: .seconds(1), attempts: 1, failover: [.timeout], usesTCP: true, ednsPayloadSize: 1232)
        let result = world.ask(server, "www.example.org")
        #expect(result.asked.map(\.transport) == [.tcp, .tcp])
        #expect(result.asked.map(\.ednsPayloadSize) == [1232, 1232])
        #expect(result.ended == .seconds(2))
    }

    @Test mutating func `rebind protection takes private addresses out of answers`() {
        world.names.nameServers[server].hasRebindProtection = true
        let blocked = world.ask(server, "app.corp.example") { Self.answer($0, "10.0.0.7") }
        #expect(blocked.code == .noerror)
        #expect(blocked.addresses.isEmpty)
        #expect(blocked.reason == .rebindBlocked)
        let mixed = world.ask(server, "app.corp.example") { Self.answer($0, "10.0.0.7", "203.0.113.7") }
        #expect(mixed.addresses == ["203.0.113.7"])
        #expect(mixed.reason == nil)
        #expect(mixed.response?.notes == [.rebindBlocked])
        world.names.nameServers[server].rebindAllowed = ["corp.example"]
        #expect(world.ask(server, "app.corp.example") { Self.answer($0, "10.0.0.7") }.addresses == ["10.0.0.7"])
    }

    @Test mutating func `a source that may not ask is refused`() {
        world.names.nameServers[server].allowQuery = PrefixSet(["192.168.1.0/24"])
        let refused = world.ask(server, "www.example.org", source: "10.0.0.9")
        #expect(refused.code == .refused)
        #expect(refused.reason == .queryNotAllowed)
        #expect(refused.asked.isEmpty)
        #expect(world.ask(server, "www.example.org", source: "192.168.1.9").asked.count == 4)
    }

    @Test mutating func `two forwarders that point at each other end in SERVFAIL`() {
        let other = world.server("other", "192.168.1.2", .forwarding(to: ["192.168.1.1"], forwards: []))
        world.names.nameServers[server].role = .forwarding(to: ["192.168.1.2"], forwards: [])
        let (copy, first) = (world, server)
        func relay(_ query: UpstreamQuery) -> NameServerTask.Event {
            let next = query.address == "192.168.1.1" ? first : other
            let inner = copy.ask(next, query.question.name, trail: query.trail, upstream: relay)
            return inner.response.map { .response($0, attempt: query.attempt) }
                ?? .timedOut(attempt: query.attempt, because: nil)
        }
        let result = world.ask(server, "www.example.org", upstream: relay)
        #expect(result.code == .servfail)
        #expect(result.reason == .loop)
    }
}
