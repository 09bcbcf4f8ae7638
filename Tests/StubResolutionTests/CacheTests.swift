import DNSCore
import IPCore
import StubResolution
import TestSupport
import Testing
import WorldModel

/// What a resolver remembers from one lookup to the next.
@Suite struct CacheTests {
    private func state(_ profile: ResolverProfile, enabled: Bool? = nil) -> ResolverState {
        var state = ResolverState.sequential()
        state.cache.isEnabled = enabled
        return profile.reading(state)
    }

    /// Looks a name up at an instant with a response that may be kept for ten seconds.
    private func look(
        _ profile: ResolverProfile, enabled: Bool? = nil, at instant: Duration, _ memory: inout ResolverMemory,
        _ code: ResponseCode = .noerror
    ) -> [StubResolver.Action] {
        var resolver = StubResolver(
            StubRequest("www.example.test"), state: state(profile, enabled: enabled), profile: profile, memory: memory,
            at: instant)
        var actions = resolver.handle(.started, at: .zero)
        while case .send(let query)? = actions.last {
            var response = StubResponse(code, hasAnswer: code == .noerror)
            response.lifetime = .seconds(10)
            response.token = 7
            actions = resolver.handle(.received(response, query: query.number), at: .milliseconds(1))
        }
        memory = resolver.memory
        return actions
    }

    @Test(.rules("STUB-15")) func `a kept answer spares the query until it runs out`() {
        var memory = ResolverMemory()
        _ = look(.systemdResolved, at: .zero, &memory)
        guard case .conclude(let kept)? = look(.systemdResolved, at: .seconds(9), &memory).last else {
            return #expect(Bool(false))
        }
        #expect(kept.verdict == .remembered(token: 7))
        #expect(kept.remembered == [7])
        guard case .conclude(let fresh)? = look(.systemdResolved, at: .seconds(11), &memory).last else {
            return #expect(Bool(false))
        }
        #expect(fresh.verdict == .response(query: 0))
    }

    @Test(.rules("STUB-15")) func `glibc keeps nothing unless the scenario gives the device a cache`() {
        var memory = ResolverMemory()
        _ = look(.glibc, at: .zero, &memory)
        #expect(memory.cache.isEmpty)
        _ = look(.glibc, enabled: true, at: .zero, &memory)
        #expect(memory.cache.count == 1)
    }

    @Test func `NXDOMAIN is kept, and the cache can be turned off`() {
        var memory = ResolverMemory()
        _ = look(.systemdResolved, at: .zero, &memory, .nxdomain)
        guard case .conclude(let kept)? = look(.systemdResolved, at: .seconds(5), &memory).last else {
            return #expect(Bool(false))
        }
        #expect(kept.error == "NXDOMAIN")
        var none = ResolverMemory()
        _ = look(.systemdResolved, enabled: false, at: .zero, &none)
        #expect(none.cache.isEmpty)
    }

    @Test func `systemd-resolved stays with the second server once the first has failed`() {
        var memory = ResolverMemory()
        let profile = ResolverProfile.systemdResolved
        let first = Timeline(
            StubResolver(StubRequest("www.example.test"), state: state(profile), profile: profile, memory: memory)
        ) { $0.server == primary ? .silence : .answer }
        #expect(first.servers == [primary, secondary])
        memory.currents[primary] = 1
        let second = Timeline(
            StubResolver(StubRequest("other.example.test"), state: state(profile), profile: profile, memory: memory)
        ) { _ in .answer }
        #expect(second.servers == [secondary])
    }

    @Test(.rules("STUB-15")) func `a kept answer for one of the names that are asked for at once spares no query`() {
        var memory = ResolverMemory()
        _ = look(.busyboxNslookup, enabled: true, at: .zero, &memory)
        #expect(memory.cache.count == 1)
        var state = ResolverState.sequential(search: ["example.test", "example"])
        state.cache.isEnabled = true
        let profile = ResolverProfile.busyboxNslookup
        let resolver = StubResolver(
            StubRequest("www"), state: profile.reading(state), profile: profile, memory: memory, at: .seconds(1))
        let talk = Timeline(resolver) { $0.question.name == "www.example" ? .answer : .code(.nxdomain) }
        #expect(talk.sent.map(\.question.name) == ["www.example.test", "www.example"])
        #expect(talk.conclusion?.name == "www.example")
        #expect(talk.conclusion?.remembered == [])
    }
}
