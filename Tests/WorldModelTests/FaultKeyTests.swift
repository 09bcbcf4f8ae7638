import ScenarioLanguage
import Testing
import WorldModel

@Suite struct FaultKeyTests {
    private func kinds(_ fault: String) throws -> [String] {
        let text =
            "local_network: { dns_servers: [{ name: d, address: 192.168.1.1 }] }\nfaults: [{ target: d, \(fault) }]"
        return try ClientScenario(text).compilation.diagnostics.map { "\($0.keyPath) \($0.location.line)" }
    }

    @Test(arguments: [
        ("kind: drop, delay: 3s", "delay"), ("kind: delay, delay: 3s, rate: 0.5", "rate"),
        ("kind: servfail, addresses: [10.0.0.1]", "addresses"), ("kind: drop, seed: 4", "seed"),
    ])
    func `a key of another kind of fault is an error, not ignored`(fault: String, key: String) throws {
        #expect(try kinds(fault) == ["faults[0].\(key) 3"])
    }

    @Test(arguments: [
        "kind: delay, delay: 3s", "kind: loss, rate: 0.5, seed: 4", "kind: answer, addresses: [10.0.0.1]",
    ])
    func `each kind has its own keys`(fault: String) throws { #expect(try kinds(fault).isEmpty) }
}
