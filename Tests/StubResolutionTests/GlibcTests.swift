import DNSCore
import IPCore
import StubResolution
import TestSupport
import Testing
import WorldModel

/// What glibc does, beside the recorded runs of `StubConformance`.
@Suite struct GlibcTests {
    private let third: IPAddress = "10.10.2.17"

    private func talk(
        _ servers: [IPAddress] = [primary, secondary], types: [RecordType] = [.a],
        _ change: (inout ResolverOptions) -> Void = { _ in }, _ react: (StubQuery) -> Reaction
    ) -> Conversation {
        var state = ResolverState.sequential(servers)
        change(&state.options)
        let profile = ResolverProfile.glibc
        return Conversation(
            StubResolver(
                StubRequest("www.example.test", types: types), state: profile.reading(state), profile: profile), react)
    }

    @Test(.rules("STUB-05"), arguments: [ResponseCode.servfail, .refused, .notimp])
    func `a failure of the first server leads to the second at once`(code: ResponseCode) {
        let talk = talk { $0.server == primary ? .code(code) : .answer }
        #expect(talk.servers == [primary, secondary])
        #expect(talk.elapsed == .zero)
        #expect(talk.verdict == .response(query: 1))
        #expect(talk.conclusion?.error == nil)
    }

    @Test(.rules("STUB-02")) func `a silent first server costs five seconds`() {
        let talk = talk { $0.server == primary ? .silence : .answer }
        #expect(talk.servers == [primary, secondary])
        #expect(talk.elapsed == .seconds(5))
    }

    @Test(.rules("STUB-01", "STUB-02"))
    func `three silent servers wait 5, 3 and 6 seconds, and a fourth is never asked`() {
        let fourth: IPAddress = "10.10.3.9"
        let talk = talk([primary, secondary, third, fourth]) { _ in .silence }
        #expect(talk.servers == [primary, secondary, third, primary, secondary, third])
        #expect(talk.elapsed == .seconds(28))
        #expect(talk.conclusion?.error == "EAI_AGAIN")
    }

    @Test(.rules("STUB-09"))
    func `a server that loses AAAA alone is asked three times and half the result is returned`() {
        let talk = talk(types: [.a, .aaaa]) { $0.question.type == .a ? .answer : .silence }
        #expect(talk.servers == Array(repeating: primary, count: 6))
        #expect(talk.elapsed == .seconds(15))
        #expect(talk.conclusion?.answers == [4])
    }

    @Test(.rules("STUB-06")) func `FORMERR is final and NXDOMAIN is final`() {
        #expect(talk { _ in .code(.formerr) }.servers == [primary])
        let missing = talk { _ in .code(.nxdomain) }
        #expect(missing.servers == [primary])
        #expect(missing.conclusion?.error == "EAI_NONAME")
    }

    @Test func `a limit of the software bounds what the scenario asks for`() {
        let talk = talk(
            [primary],
            {
                $0.attempts = 9; $0.timeout = .seconds(60)
            }
        ) { _ in .silence }
        #expect(talk.servers.count == 5)
        #expect(talk.elapsed == .seconds(150))
    }

    @Test func `no_aaaa keeps AAAA away, single_request asks one after the other`() {
        #expect(talk(types: [.a, .aaaa], { $0.omitsAAAA = true }) { _ in .answer }.sent.map(\.question.type) == [.a])
        let one = talk(types: [.a, .aaaa], { $0.singleRequest = .single }) {
            $0.question.type == .a ? .code(.servfail) : .answer
        }
        #expect(one.sent.allSatisfy { $0.question.type == .a })
        #expect(one.conclusion?.error == "EAI_AGAIN")
    }
}
