import DNSCore
import IPCore
import ScenarioLanguage
import StubResolution
import TestSupport
import Testing
import WorldModel

@Suite struct StubResolverTests {
    private func resolver(_ state: ResolverState = .sequential(), types: [RecordType] = [.a]) -> StubResolver {
        StubResolver(StubRequest("www.example.test", types: types), state: state)
    }

    @Test(.rules("STUB-01", "STUB-14"))
    func `the first server is asked first, over UDP`() {
        var resolver = resolver()
        #expect(
            resolver.handle(.started, at: .zero) == [
                .send(
                    StubQuery(
                        number: 0, to: primary, Question(name: "www.example.test", type: .a), timeout: .seconds(5)))
            ])
        #expect(
            resolver.handle(.received(StubResponse(.noerror, hasAnswer: true), query: 0), at: .zero) == [
                .conclude(StubConclusion(.response(query: 0), name: "www.example.test", answers: [0]))
            ])
    }

    @Test(.rules("CVPN-DNS-04", "CVPN-DNS-05", "STUB-02"))
    func `silence leads to the next server after the timeout`() {
        let talk = Conversation(resolver()) { $0.server == primary ? .silence : .answer }
        #expect(talk.servers == [primary, secondary])
        #expect(talk.elapsed == .seconds(5))
        #expect(talk.verdict == .response(query: 1))
    }

    @Test(.rules("STUB-02"))
    func `two silent servers cost two passes of five seconds each`() {
        let talk = Conversation(resolver()) { _ in .silence }
        #expect(talk.servers == [primary, secondary, primary, secondary])
        #expect(talk.elapsed == .seconds(20))
        #expect(talk.verdict == .timeout)
    }

    @Test(.rules("STUB-07"))
    func `an error leads to the next server at once`() {
        let talk = Conversation(resolver()) { $0.server == primary ? .refusal : .answer }
        #expect(talk.servers == [primary, secondary])
        #expect(talk.elapsed == .zero)
    }

    @Test func `errors alone make the lookup unreachable, one wait makes it a timeout`() {
        #expect(Conversation(resolver()) { _ in .refusal }.verdict == .unreachable)
        let mixed = Conversation(resolver()) { $0.server == primary ? .refusal : .silence }
        #expect(mixed.verdict == .timeout)
        #expect(mixed.elapsed == .seconds(10))
    }

    @Test func `without a server nothing is sent`() {
        let talk = Conversation(resolver(.sequential([]))) { _ in .answer }
        #expect(talk.sent.isEmpty)
        #expect(talk.verdict == .noServer)
    }

    @Test(
        .rules("CVPN-DNS-04", "STUB-05"),
        arguments: [ResponseCode.servfail, .refused, .notimp, .formerr, .notauth, .yxdomain])
    func `a failure that a server reports is final`(code: ResponseCode) {
        let talk = Conversation(resolver()) { _ in .code(code) }
        #expect(talk.servers == [primary])
        #expect(talk.verdict == .response(query: 0))
    }

    @Test(.rules("STUB-06"))
    func `NXDOMAIN and NODATA are final`() {
        #expect(Conversation(resolver()) { _ in .code(.nxdomain) }.servers == [primary])
        #expect(Conversation(resolver()) { _ in .nodata }.servers == [primary])
    }

    @Test(.rules("STUB-05"), arguments: [FailoverTrigger.servfail, .refused, .notimp, .formerr, .nxdomain, .nodata])
    func `a trigger that the scenario names leads to the next server`(trigger: FailoverTrigger) {
        let reaction: Reaction =
            switch trigger {
            case .servfail: .code(.servfail)
            case .refused: .code(.refused)
            case .notimp: .code(.notimp)
            case .formerr: .code(.formerr)
            case .nxdomain: .code(.nxdomain)
            case .nodata, .timeout, .unreachable: .nodata
            }
        let state = ResolverState.sequential(failover: [trigger])
        let talk = Conversation(resolver(state)) { $0.server == primary ? reaction : .answer }
        #expect(talk.servers == [primary, secondary])
        #expect(talk.verdict == .response(query: 1))
    }

    @Test func `when every server fails the last response is the result`() {
        let state = ResolverState.sequential(attempts: 1, failover: [.timeout, .servfail])
        #expect(Conversation(resolver(state)) { _ in .code(.servfail) }.verdict == .response(query: 1))
        let silentSecond = Conversation(resolver(state)) { $0.server == primary ? .code(.servfail) : .silence }
        #expect(silentSecond.verdict == .response(query: 0))
    }

    @Test func `without the timeout trigger the same server is asked again and no other`() {
        let talk = Conversation(resolver(.sequential(failover: [.unreachable]))) { _ in .silence }
        #expect(talk.servers == [primary, primary])
        #expect(talk.verdict == .timeout)
    }

    @Test func `a wrong message ID is ignored until the timeout`() {
        let talk = Conversation(resolver()) { $0.server == primary ? .mismatched : .answer }
        #expect(talk.servers == [primary, secondary])
        #expect(talk.elapsed == .seconds(5))
    }

    @Test func `a response that comes after the resolver has moved on is ignored`() {
        var resolver = resolver()
        _ = resolver.handle(.started, at: .zero)
        _ = resolver.handle(.timedOut(query: 0), at: .seconds(5))
        #expect(resolver.handle(.received(StubResponse(.noerror, hasAnswer: true), query: 0), at: .zero) == [])
        #expect(
            resolver.handle(.received(StubResponse(.servfail), query: 1), at: .seconds(6)) == [
                .conclude(StubConclusion(.response(query: 1), name: "www.example.test"))
            ])
        #expect(resolver.handle(.timedOut(query: 1), at: .seconds(10)) == [])
    }

    @Test(.rules("DNSMSG-01"))
    func `a truncated response is asked for again over TCP at the same server`() {
        let talk = Conversation(resolver()) { $0.transport == .udp ? .truncated : .answer }
        #expect(talk.servers == [primary, primary])
        #expect(talk.transports == [.udp, .tcp])
        #expect(talk.verdict == .response(query: 1))
    }

    @Test(.rules("DNSMSG-04"))
    func `a TCP retry that fails leads to the next server over UDP`() {
        let talk = Conversation(resolver()) { query in
            query.server == secondary ? .answer : query.transport == .udp ? .truncated : .silence
        }
        #expect(talk.servers == [primary, primary, secondary])
        #expect(talk.transports == [.udp, .tcp, .udp])
        #expect(talk.elapsed == .seconds(5))
    }

    @Test func `use_vc asks over TCP from the start, edns0 advertises a size`() {
        let talk = Conversation(resolver(.sequential(usesTCP: true, ednsPayloadSize: 1232))) { _ in .answer }
        #expect(talk.transports == [.tcp])
        #expect(talk.sent.map(\.ednsPayloadSize) == [1232])
    }

    @Test func `rotate starts each question at the next server`() {
        let state = ResolverState.sequential(rotates: true)
        let first = StubResolver(StubRequest("www.example.test", types: [.a, .aaaa]), state: state)
        #expect(Conversation(first) { _ in .answer }.servers == [primary, secondary])
        var memory = ResolverMemory()
        memory.rotation = 3
        let second = StubResolver(StubRequest("www.example.test"), state: state, memory: memory)
        #expect(Conversation(second) { _ in .silence }.servers == [secondary, primary, secondary, primary])
    }

    @Test func `a pair is asked one after the other and answered if either is`() {
        let pair = Conversation(resolver(types: [.a, .aaaa])) { $0.question.type == .a ? .answer : .nodata }
        #expect(pair.sent.map(\.question.type) == [.a, .aaaa])
        #expect(pair.conclusion == StubConclusion(.response(query: 0), name: "www.example.test", answers: [0]))
        let both = Conversation(resolver(types: [.a, .aaaa])) { _ in .answer }
        #expect(both.conclusion?.answers == [0, 1])
        let onlySecond = Conversation(resolver(types: [.a, .aaaa])) { $0.question.type == .a ? .silence : .answer }
        #expect(onlySecond.conclusion?.answers == [4])
        #expect(onlySecond.elapsed == .seconds(20))
    }

    @Test func `a pair without an answer reports the first failure, else NODATA, else NXDOMAIN`() {
        let failing = Conversation(resolver(types: [.a, .aaaa])) {
            $0.question.type == .a ? .nodata : .code(.servfail)
        }
        #expect(failing.verdict == .response(query: 1))
        let mixed = Conversation(resolver(types: [.a, .aaaa])) { $0.question.type == .a ? .code(.nxdomain) : .nodata }
        #expect(mixed.verdict == .response(query: 1))
        let waiting = Conversation(resolver(types: [.a, .aaaa])) { $0.question.type == .a ? .refusal : .silence }
        #expect(waiting.verdict == .timeout)
    }
}
