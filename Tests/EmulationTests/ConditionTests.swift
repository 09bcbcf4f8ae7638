import TestSupport
import Testing
import WorldModel

@testable import Emulation

@Suite struct ConditionTests {
    /// Explores a body and groups its runs by their results; the result is each group with its condition.
    private func conditions(_ body: (inout RunRecord) -> String) -> [String: String] {
        let leaves = Exploration(body).leaves
        let results = leaves.map(\.result).uniqued()
        let groups = leaves.map { leaf in results.firstIndex(of: leaf.result) ?? 0 }
        let conditions = Condition.conditions(of: leaves.map(\.choices), groups: groups)
        return Dictionary(uniqueKeysWithValues: zip(results, conditions.map(\.text)))
    }

    @Test func `without a choice the condition is always`() {
        #expect(conditions { _ in "x" } == ["x": "always"])
    }

    @Test func `a single option is named although nothing is drawn`() {
        #expect(
            conditions { record in
                _ = record.choose("landed_on", among: ["vpn-a"])
                return "x"
            } == ["x": "landed on vpn-a"])
    }

    @Test func `a single option does not hide what tells the outcomes apart`() {
        #expect(
            conditions { record in
                _ = record.choose("landed_on", among: ["vpn-a"])
                return record.choose("target of fwd", among: ["10.0.0.2", "10.0.0.3"]) == 0 ? "x" : "y"
            } == ["x": "target of fwd is 10.0.0.2", "y": "target of fwd is 10.0.0.3"])
    }

    @Test func `a choice that makes no difference is left out`() {
        #expect(
            conditions { record in
                _ = record.choose("landed_on", among: ["vpn-a", "vpn-b"])
                return "x"
            } == ["x": "always"])
    }

    @Test(.rules("CVPN-ASSOC-02"))
    func `options that lead to the same stand together`() {
        #expect(
            conditions { record in
                record.choose("landed_on", among: ["vpn-a", "vpn-b", "vpn-c"]) == 1 ? "lost" : "through"
            } == ["through": "landed on vpn-a or vpn-c", "lost": "landed on vpn-b"])
    }

    @Test func `a choice that matters only under another one is named with it`() {
        #expect(
            conditions { record in
                if record.choose("landed_on", among: ["vpn-a", "vpn-b"]) == 0 { return "x" }
                return record.choose("target of fwd", among: ["10.0.0.2", "10.0.0.3"]) == 0 ? "x" : "y"
            } == [
                "x": "landed on vpn-a; or landed on vpn-b, target of fwd is 10.0.0.2",
                "y": "landed on vpn-b, target of fwd is 10.0.0.3",
            ])
    }

    @Test func `two choices that decide only together are both named`() {
        #expect(
            conditions { record in
                let left = record.choose("left", among: ["0", "1"])
                let right = record.choose("right", among: ["0", "1"])
                return left == right ? "equal" : "different"
            } == [
                "equal": "left is 0, right is 0; or left is 1, right is 1",
                "different": "left is 0, right is 1; or left is 1, right is 0",
            ])
    }

    @Test func `an earlier choice without effect does not hide a later one`() {
        #expect(
            conditions { record in
                _ = record.choose("landed_on", among: ["vpn-a", "vpn-b"])
                return record.choose("target of fwd", among: ["10.0.0.2", "10.0.0.3"]) == 0 ? "x" : "y"
            } == ["x": "target of fwd is 10.0.0.2", "y": "target of fwd is 10.0.0.3"])
    }

    @Test func `exploration sees every combination once and stops at its bound`() {
        let all = Exploration { record in
            (0..<3).map { record.choose("choice \($0)", among: ["a", "b"]) }
        }
        #expect(all.leaves.count == 8)
        #expect(Set(all.leaves.map(\.result)).count == 8)
        #expect(all.isComplete)
        let bounded = Exploration { record in
            (0..<11).map { record.choose("choice \($0)", among: ["a", "b"]) }
        }
        #expect(bounded.leaves.count == 1024)
        #expect(!bounded.isComplete)
        let exact = Exploration { record in
            (0..<10).map { record.choose("choice \($0)", among: ["a", "b"]) }
        }
        #expect(exact.leaves.count == 1024)
        #expect(exact.isComplete)
    }
}
