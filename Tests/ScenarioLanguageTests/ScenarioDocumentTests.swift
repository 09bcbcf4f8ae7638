import Testing

@testable import ScenarioLanguage

@Suite struct ScenarioDocumentTests {
    @Test func `a file with a version alone is a scenario`() throws {
        let result = try decode("version: 1\n")
        #expect(result.diagnostics.isEmpty)
        #expect(result.scenario.client.os == .linux)
        #expect(result.scenario.vpn == nil)
    }
}

/// Decodes the base of a text, or one of its cases.
func decode(
    _ text: String, case name: String? = nil, sets: [String] = [], files: [String: String] = [:]
) throws(ScenarioError) -> DecodedScenario {
    try document(text, files: files).scenario(case: name, sets: sets)
}

/// Reads a text as the file `test.yaml`, with other files to extend.
func document(_ text: String, files: [String: String] = [:]) throws(ScenarioError) -> ScenarioDocument {
    try ScenarioDocument.parse(Array(text.utf8), file: "test.yaml") { path in
        files[path].map { .success(Array($0.utf8)) } ?? .failure(LoadFailure(reason: "no such file"))
    }
}
