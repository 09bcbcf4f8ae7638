import DNSCore
import IPCore
import StubResolution
import TestSupport
import Testing
import WorldModel

/// What the `nslookup` of busybox does, beside the recorded runs of `StubConformance`.
@Suite struct BusyboxTests {
    private func talk(
        _ name: DomainName = "www.example.test", types: [RecordType] = [.a, .aaaa], search: [DomainName] = [],
        _ react: (StubQuery) -> Reaction
    ) -> Timeline {
        let profile = ResolverProfile.busyboxNslookup
        let state = profile.reading(.sequential(search: search))
        return Timeline(StubResolver(StubRequest(name, types: types), state: state, profile: profile), react)
    }

    @Test(.rules("STUB-03")) func `a silent server gets both questions twice within five seconds`() {
        let talk = talk { $0.server == primary ? .silence : .answer }
        #expect(talk.sent.map(\.server) == Array(repeating: primary, count: 4) + [secondary, secondary])
        #expect(talk.elapsed == .seconds(5))
        #expect(talk.conclusion?.answers.count == 2)
    }

    @Test func `a server that answered one question keeps the other`() {
        let talk = talk { $0.question.type == .a ? .answer : .silence }
        #expect(Set(talk.sent.map(\.server)) == [primary])
        #expect(talk.sent.count { $0.question.type == .aaaa } == 2)
        #expect(talk.elapsed == .seconds(5))
        #expect(talk.conclusion?.error == nil)
    }

    @Test(.rules("STUB-05")) func `SERVFAIL is final after the question was sent again twice`() {
        let talk = talk(types: [.a]) { $0.server == primary ? .code(.servfail) : .answer }
        #expect(talk.sent.map(\.server) == [primary, primary, primary])
        #expect(talk.elapsed == .zero)
        #expect(talk.conclusion?.error == "SERVFAIL")
    }

    @Test(.rules("STUB-07")) func `a closed port is noticed between two questions, and passes for silence behind one`()
    {
        let pair = talk { $0.server == primary ? .refusal : .answer }
        #expect(pair.sent.map(\.server) == [primary, secondary, secondary])
        #expect(pair.elapsed == .zero)
        let single = talk(types: [.a]) { $0.server == primary ? .refusal : .answer }
        #expect(single.sent.map(\.server) == [primary, primary, secondary])
        #expect(single.elapsed == .seconds(5))
    }

    @Test(.rules("STUB-08")) func `a name of one label is asked for below all search domains at once`() {
        let search: [DomainName] = ["corp.example", "example"]
        let found = talk("web", types: [.a], search: search) {
            $0.question.name == "web.example" ? .answer : .code(.nxdomain)
        }
        #expect(found.sent.map(\.question.name) == ["web.corp.example", "web.example"])
        #expect(found.conclusion?.name == "web.example")
        let both = talk("web", search: search) { _ in .code(.nxdomain) }
        #expect(both.sent.map(\.question.type) == [.a, .a, .aaaa, .aaaa])
        let dotted = talk("web.lab", types: [.a], search: search) { _ in .code(.nxdomain) }
        #expect(dotted.sent.map(\.question.name) == ["web.lab"])
        #expect(talk("web", types: [.a]) { _ in .answer }.conclusion?.name == "web")
    }
}
