import ScenarioLanguage
import Testing
import WorldModel

@Suite struct ConnectionDestinationTests {
    @Test(arguments: ["10.0.0.300", "10.0.0", "web.5", "300."])
    func `an address gone wrong is no name to connect to`(written: String) throws {
        let scenario = try ClientScenario("connections: [{ to: \"\(written)\" }]")
        #expect(scenario.compilation.diagnostics.map(\.kind) == [.notAnAddress(written)])
        #expect(scenario.compilation.diagnostics.map(\.location.line) == [2])
        #expect(scenario.compilation.diagnostics.map(\.location.column) == [21])
    }

    @Test(arguments: ["10.0.0.3", "2001:db8::5", "web.example", "5.example.", "web"])
    func `addresses and names can be connected to`(written: String) throws {
        #expect(try ClientScenario("connections: [{ to: \"\(written)\" }]").compilation.diagnostics.isEmpty)
    }
}
