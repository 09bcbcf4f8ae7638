import DNSCore
import IPCore
import StubResolution
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

@Suite struct ResolverProfilesTests {
    private let third: IPAddress = "10.10.2.17"

    @Test func `profiles have names of their own, the default one first`() {
        #expect(ResolverProfiles.all.first == .sequential)
        #expect(Set(ResolverProfiles.all.map { [$0.name, "\($0.since)"] }).count == ResolverProfiles.all.count)
        #expect(ResolverProfiles.named("dig") == .dig)
        #expect(ResolverProfiles.named("no such") == nil)
    }

    @Test(arguments: ResolverProfiles.all)
    func `every profile concludes, whatever the servers do`(profile: ResolverProfile) {
        for reaction in [Reaction.answer, .code(.servfail), .code(.nxdomain), .nodata, .silence, .refusal, .truncated] {
            let resolver = StubResolver(
                StubRequest("www.example.test", method: profile.method), state: .sequential(), profile: profile)
            let talk = Conversation(resolver) { _ in reaction }
            #expect(talk.conclusion != nil)
            #expect(talk.sent.count <= 40)
        }
    }

    @Test(.rules("STUB-03"))
    func `dig asks the first server three times and each other once`() {
        let state = ResolverState.sequential([primary, secondary, third], attempts: 3)
        let resolver = StubResolver(
            StubRequest("www.example.test", method: .query), state: state, profile: .dig)
        let talk = Conversation(resolver) { _ in .silence }
        #expect(talk.servers == [primary, primary, primary, secondary, third])
        #expect(talk.elapsed == .seconds(25))
        #expect(talk.verdict == .timeout)
    }

    @Test(.rules("STUB-05"))
    func `dig takes SERVFAIL for an answer`() {
        let state = ResolverState.sequential(attempts: 3)
        let resolver = StubResolver(
            StubRequest("www.example.test", method: .query), state: state, profile: .dig)
        #expect(Conversation(resolver) { _ in .code(.servfail) }.servers == [primary])
    }

    @Test(.rules("STUB-05"))
    func `with +nofail dig goes to the next server at once, as BIND 9.18 does`() {
        let state = ResolverState.sequential(
            [primary, secondary], attempts: 3, failover: [.timeout, .unreachable, .servfail])
        let request = StubRequest("www.example.test", method: .query)
        let resolver = StubResolver(request, state: state, profile: .dig)
        let answered = Conversation(resolver) { $0.server == primary ? .code(.servfail) : .answer }
        #expect(answered.servers == [primary, secondary])
        #expect(answered.verdict == .response(query: 1))
        let failed = Conversation(resolver) { _ in .code(.servfail) }
        #expect(failed.servers == [primary, secondary])
        #expect(failed.verdict == .response(query: 1))
    }

    @Test(.rules("STUB-03"))
    func `after a truncated response dig keeps to TCP, at the next server too`() {
        let state = ResolverState.sequential([primary, secondary], attempts: 3)
        let resolver = StubResolver(
            StubRequest("www.example.test", method: .query), state: state, profile: .dig)
        let talk = Conversation(resolver) { query in
            if query.server == secondary { return .answer }
            return query.transport == .udp ? .truncated : .refusal
        }
        #expect(talk.servers == [primary, primary, primary, primary, secondary])
        #expect(talk.sent.map(\.transport) == [.udp, .tcp, .tcp, .tcp, .tcp])
    }
}
