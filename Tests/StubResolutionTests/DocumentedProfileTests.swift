import DNSCore
import IPCore
import StubResolution
import TestSupport
import Testing
import WorldModel

/// The profiles that rest on documentation, held against what it says.
@Suite struct DocumentedProfileTests {
    private let third: IPAddress = "10.10.2.17"

    private func talk(_ profile: ResolverProfile, _ servers: [IPAddress], _ react: (StubQuery) -> Reaction) -> Timeline
    {
        let state = profile.reading(.sequential(servers))
        return Timeline(
            StubResolver(StubRequest("www.example.test"), state: state, profile: profile), react)
    }

    @Test(.rules("STUB-04")) func `Windows asks at 0, 1, 2, 4 and 8 seconds and gives up at 10`() {
        let two = talk(.windows, [primary, secondary]) { _ in .silence }
        #expect(two.seconds == [0, 1, 2, 4, 4, 8, 8])
        #expect(two.servers == [primary, secondary, secondary, primary, secondary, primary, secondary])
        #expect(two.elapsed == .seconds(10))
        let three = talk(.windows, [primary, secondary, third]) { _ in .silence }
        #expect(three.servers.prefix(3) == [primary, secondary, third])
        #expect(three.seconds == [0, 1, 2, 4, 4, 4, 8, 8, 8])
        #expect(talk(.windows, [primary]) { _ in .silence }.seconds == [0, 1, 2, 4, 8])
    }

    @Test(.rules("STUB-04")) func `SERVFAIL is final on Windows`() {
        let talk = talk(.windows, [primary, secondary]) { _ in .code(.servfail) }
        #expect(talk.servers == [primary])
        #expect(talk.conclusion?.verdict == .response(query: 0))
    }

    @Test(.rules("STUB-13")) func `macOS tries a silent server twice, and the next one after 3 seconds`() {
        let talk = talk(.macos, [primary, secondary]) { $0.server == primary ? .silence : .answer }
        #expect(talk.servers == [primary, primary, secondary])
        #expect(talk.seconds == [0, 1, 3])
        #expect(talk.conclusion?.verdict == .response(query: 2))
    }

    @Test(.rules("STUB-13")) func `macOS goes on at once after SERVFAIL and reports the first failure when all fail`() {
        let answered = talk(.macos, [primary, secondary]) { $0.server == primary ? .code(.servfail) : .answer }
        #expect(answered.servers == [primary, secondary])
        #expect(answered.elapsed == .zero)
        let failed = talk(.macos, [primary, secondary]) { $0.server == primary ? .code(.servfail) : .code(.refused) }
        #expect(failed.conclusion?.verdict == .response(query: 0))
    }

    @Test(.rules("STUB-13")) func `macOS gives up after 30 seconds and puts a silent server last for a minute`() {
        let state = ResolverProfile.macos.reading(.sequential([primary, secondary]))
        let silent = talk(.macos, [primary, secondary]) { _ in .silence }
        #expect(silent.elapsed == .seconds(30))
        var memory = ResolverMemory()
        memory.servers[primary] = .init()
        memory.servers[primary]?.failedAt = .seconds(100)
        let soon = StubResolver(
            StubRequest("www.example.test"), state: state, profile: .macos, memory: memory, at: .seconds(159))
        #expect(Timeline(soon) { _ in .answer }.servers == [secondary])
        let later = StubResolver(
            StubRequest("www.example.test"), state: state, profile: .macos, memory: memory, at: .seconds(161))
        #expect(Timeline(later) { _ in .answer }.servers == [primary])
    }
}
