import Foundation
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
        let all = try replay(RecordedRun.all(in: "traces"), "recorded runs")
        #expect(Double(all.orderAndResult) >= 0.95 * Double(all.runs), "exact in order and result")
        #expect(Double(all.timing) >= 0.9 * Double(all.runs), "in timing")
    }

    @Test func `the state machine does what was seen of each resolver under each fault`() throws {
        let all = try replay(RecordedRun.all(in: "cells"), "resolvers under faults")
        #expect(Double(all.orderAndResult) >= 0.95 * Double(all.runs), "exact in order and result")
        #expect(Double(all.timing) >= 0.9 * Double(all.runs), "in timing")
    }

    @Test(.enabled(if: other != nil, "DNSSCEN_STUB_FIXTURES names no file"))
    func `the state machine does what the runs of another file show`() throws {
        let all = try replay(RecordedRun.all(at: try #require(Self.other)), "other runs")
        #expect(Double(all.orderAndResult) >= 0.95 * Double(all.runs), "exact in order and result")
        #expect(Double(all.timing) >= 0.9 * Double(all.runs), "in timing")
    }

    private static var other: URL? {
        ProcessInfo.processInfo.environment["DNSSCEN_STUB_FIXTURES"].map { URL(filePath: $0) }
    }

    /// Replays runs, prints the agreement for each resolver and every difference, and returns the sum.
    private func replay(_ runs: [RecordedRun], _ title: String) throws -> Tally {
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
            if !agreement.difference.isEmpty {
                differences.append("\(run.id)\(run.varies ? " (varies)" : ""): \(agreement.difference)")
            }
        }
        func column(_ text: String) -> String { String(repeating: " ", count: max(0, 8 - text.count)) + text }
        var lines = ["\(title): agreement", column("runs") + column("order") + column("timing") + column("result")]
        lines[1] = String(repeating: " ", count: 28) + lines[1]
        for name in tallies.keys.sorted() {
            guard let tally = tallies[name] else { continue }
            let padded = name + String(repeating: " ", count: max(1, 28 - name.count))
            lines.append(
                padded + [tally.runs, tally.order, tally.timing, tally.result].map { column("\($0)") }.joined())
        }
        print((lines + differences.map { "- \($0)" }).joined(separator: "\n"))
        return try #require(tallies["all"])
    }
}
