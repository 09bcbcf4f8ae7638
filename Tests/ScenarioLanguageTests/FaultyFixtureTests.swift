import ScenarioLanguage
import Synchronization
import Testing

@Suite struct FaultyFixtureTests {
    @Test(arguments: try Fixtures.files(in: "faulty"))
    func `exactly the lines that a fixture marks are at fault`(file: String) throws {
        let read = Mutex<[String: [UInt8]]>([file: try Fixtures.bytes(file)])
        var found: [Diagnostic] = []
        do {
            let document = try ScenarioDocument.parse(try Fixtures.bytes(file), file: file) { path in
                let result = Fixtures.load(path)
                if case .success(let bytes) = result { read.withLock { $0[path] = bytes } }
                return result
            }
            found = document.scenario().diagnostics
            for name in document.caseNames { found += document.scenario(case: name).diagnostics }
        } catch let error as ScenarioError {
            found = error.diagnostics
        }

        var expected: [ExpectedDiagnostic] = []
        for (path, bytes) in read.withLock({ $0 }) {
            expected += ExpectedDiagnostic.inComments(of: String(decoding: bytes, as: UTF8.self), file: path)
        }
        // A diagnostic of the base is one of each case as well.
        var left = Set(found.map(ExpectedDiagnostic.init)).sorted()
        for one in expected.sorted() {
            let match = left.firstIndex {
                $0.file == one.file && $0.line == one.line && $0.severity == one.severity && $0.kind == one.kind
                    && (one.column == 0 || $0.column == one.column)
            }
            if let match { left.remove(at: match) } else { Issue.record("missing: \(one)") }
        }
        for one in left { Issue.record("unexpected: \(one)") }
        #expect(!expected.isEmpty, "a faulty fixture marks what is at fault")
    }

    @Test(arguments: try Fixtures.files(in: "faulty"))
    func `each message names the place and does not break the line`(file: String) throws {
        var found: [Diagnostic] = []
        do {
            let document = try ScenarioDocument.parse(try Fixtures.bytes(file), file: file, loader: Fixtures.load)
            found = document.scenario().diagnostics
        } catch let error as ScenarioError {
            found = error.diagnostics
        }
        for diagnostic in found {
            #expect(diagnostic.description.hasPrefix("\(diagnostic.location): error: "))
            #expect(!diagnostic.message.isEmpty)
            #expect(!diagnostic.description.contains("\n"))
        }
    }
}
