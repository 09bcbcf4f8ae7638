import StubResolution
import Testing

/// Every recorded run of a real stub resolver replayed against the state machine.
@Suite struct StubConformanceTests {
    /// The counts of one stub.
    private struct Tally {
        var runs = 0
        var order = 0
        var timing = 0
        var result = 0
        var orderAndResult = 0
    }

    @Test func `the state machine does what the recorded resolvers did`() throws {
        let runs = try RecordedRun.all()
        #expect(!runs.isEmpty)
        var tallies: [String: Tally] = [:]
        var differences: [String] = []
        for run in runs {
            guard let subject = Subject(run) else {
                tallies["without a profile: \(run.stub)", default: Tally()].runs += 1
                continue
            }
            let agreement = Agreement.best(run, subject)
            for name in [run.stub, "all"] {
                tallies[name, default: Tally()].runs += 1
                if agreement.order { tallies[name]?.order += 1 }
                if agreement.timing { tallies[name]?.timing += 1 }
                if agreement.result { tallies[name]?.result += 1 }
                if agreement.order, agreement.result { tallies[name]?.orderAndResult += 1 }
            }
            if !agreement.difference.isEmpty { differences.append("\(run.id): \(agreement.difference)") }
        }
        func column(_ text: String) -> String { String(repeating: " ", count: max(0, 7 - text.count)) + text }
        print("stub                           runs  order timing result")
        for name in tallies.keys.sorted() {
            guard let tally = tallies[name] else { continue }
            let padded = name + String(repeating: " ", count: max(1, 28 - name.count))
            print(padded + [tally.runs, tally.order, tally.timing, tally.result].map { column("\($0)") }.joined())
        }
        for difference in differences { print("- \(difference)") }
        let all = try #require(tallies["all"])
        #expect(Double(all.orderAndResult) >= 0.95 * Double(all.runs), "exact in order and result")
        #expect(Double(all.timing) >= 0.9 * Double(all.runs), "in timing")
    }
}
