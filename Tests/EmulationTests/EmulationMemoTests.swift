import Emulation
import TestSupport
import Testing
import WorldModel

@Suite struct EmulationMemoTests {
    @Test(arguments: ExplanationTests.variants)
    func `a memo changes nothing`(sets: [String]) throws {
        let world = try TestWorld.compile(TestWorld.split, sets)
        let emulator = Emulator(world)
        let lookup = try #require(world.lookups.first)
        let fresh = emulator.predict(lookup)
        var memo = EmulationMemo()
        for _ in 0..<3 {
            let prediction = emulator.predict(lookup, memo: &memo)
            #expect(prediction.possible == fresh.possible)
            #expect(prediction.common == fresh.common)
            #expect(prediction.outcome == fresh.outcome)
        }
    }

    @Test func `a memo knows that outages begin and end`() throws {
        let world = try TestWorld.compile(
            TestWorld.split,
            [
                "faults[+]={ target: tgw-1, kind: down, from: 10s, until: 20s }",
                "lookups=[ { name: app.corp.example, at: 1s }, { name: app.corp.example, at: 11s }, { name: app.corp.example, at: 20s } ]",
            ])
        var memo = EmulationMemo()
        let emulator = Emulator(world)
        let fates = world.lookups.map { emulator.predict($0, memo: &memo).common.attempts.first?.fate }
        #expect(fates == [.response, .timeout, .response])
    }
}
