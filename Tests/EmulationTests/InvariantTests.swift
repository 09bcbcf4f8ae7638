import DNSCore
import Emulation
import IPCore
import ScenarioLanguage
import TestSupport
import Testing
import WorldModel

/// What holds of every prediction, whatever is broken.
@Suite struct InvariantTests {
    private static func fault(_ kind: DeclaredFaultKind, at target: String) -> String {
        let more =
            switch kind {
            case .answer: ", addresses: [192.0.2.9]"
            case .delay: ", delay: 3s"
            case .loss: ", rate: 0.5, seed: 7"
            default: ""
            }
        return "faults[+]={ target: \(target), kind: \(kind.rawValue)\(more) }"
    }

    private static let questions = ["type=A", "type=[A, AAAA]", "name=nothing.corp.example", "transport=tcp"]

    @Test(arguments: DeclaredFaultKind.allCases, ["10.10.1.228", "inbound"])
    func `outcome, reason, attempts and explanation agree under every fault`(
        kind: DeclaredFaultKind, target: String
    ) throws {
        // Only an element of the network can be down; the endpoint as a whole is a server.
        if kind == .down, target == "inbound" { return }
        for question in Self.questions {
            let world = try TestWorld.compile(
                TestWorld.split, [Self.fault(kind, at: target), "lookups[0].\(question)", "lookups[0].edns=1232"])
            let prediction = Emulator(world).predict(try #require(world.lookups.first))
            for lookup in prediction.possible { check(lookup) }
            #expect(prediction.isComplete)
        }
    }

    private func check(_ lookup: PossibleLookup) {
        #expect((lookup.outcome == .answered) == (lookup.reason == nil))
        #expect(lookup.explanation.filter(\.isDecisive).count == 1)
        #expect(!lookup.notes.contains { $0 == lookup.reason })
        #expect(lookup.notes == lookup.notes.sorted())
        #expect((lookup.server == nil) == (lookup.code == nil))
        #expect(lookup.reachability.map(\.address) == lookup.addresses)
        var clock = Duration.zero
        for attempt in lookup.attempts {
            #expect(attempt.at >= clock)
            #expect(attempt.ended >= attempt.at)
            #expect(attempt.path.first == "client")
            clock = attempt.at
        }
        #expect(lookup.elapsed >= clock)
        switch lookup.outcome {
        case .answered:
            #expect(!lookup.addresses.isEmpty && lookup.code == .noerror)
            #expect(lookup.remedy.isEmpty || lookup.attempts.count > 1)
        case .timeout, .unreachable: #expect(lookup.code == nil && lookup.addresses.isEmpty)
        case .nodata: #expect(lookup.code == .noerror && lookup.addresses.isEmpty)
        case .nxdomain: #expect(lookup.code == .nxdomain)
        case .servfail, .refused, .notimp, .formerr: #expect(lookup.code != nil && lookup.code != .noerror)
        case .depends, .unknown: Issue.record("A fault leaves nothing open.")
        }
    }
}
