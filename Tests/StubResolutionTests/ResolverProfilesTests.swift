import DNSCore
import IPCore
import StubResolution
import TestSupport
import Testing
import WorldModel

@Suite struct ResolverProfilesTests {
    private let third: IPAddress = "10.10.2.17"

    @Test func `profiles have names of their own, the default one first`() {
        #expect(ResolverProfiles.all.first == .sequential)
        #expect(Set(ResolverProfiles.all.map(\.name)).count == ResolverProfiles.all.count)
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
            #expect(talk.sent.count <= 8)
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
}
