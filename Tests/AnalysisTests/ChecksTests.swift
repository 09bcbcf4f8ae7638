import Analysis
import Foundation
import ScenarioLanguage
import TestSupport
import Testing

/// The table of checks: each has a scenario that triggers it and one that does not.
@Suite struct ChecksTests {
    private static let folder = "Tests/Fixtures/Checks"

    private static func check(_ name: String, case caseName: String? = nil) throws -> CheckedFile {
        let file = "\(folder)/\(name).yaml"
        return CheckedFile(
            Array(try PackageFiles.text(file).utf8), file: file, caseName: caseName,
            loader: { path in
                (try? PackageFiles.text(path)).map { .success(Array($0.utf8)) }
                    ?? .failure(LoadFailure(reason: "no such file"))
            })
    }

    @Test func `a sound design has no findings`() throws {
        let checked = try Self.check("base")
        #expect(checked.findings.map(\.finding.cause) == [])
        #expect(!checked.isInvalid)
    }

    @Test(arguments: Checks.all.map { $0.id })
    func `a check finds its problem, and not where it is absent`(id: String) throws {
        let found = try Self.check(id, case: "found")
        let own = found.findings.map(\.finding).filter { $0.id == id }
        #expect(!own.isEmpty, "\(found.findings)")
        #expect(!found.isInvalid, "\(found.findings)")
        let sound = try Self.check(id, case: "sound")
        #expect(!sound.isInvalid, "\(sound.findings)")
        #expect(sound.findings.map(\.finding).filter { $0.id == id } == [])
    }

    @Test(arguments: Checks.all.map { $0.id })
    func `a finding tells its place, cause and repair, and a rule of the check's own`(id: String) throws {
        let check = try #require(Checks.named(id))
        for finding in try Self.check(id, case: "found").findings.map(\.finding) where finding.id == id {
            #expect(!finding.keyPath.isEmpty)
            #expect(finding.cause.hasSuffix("."))
            #expect(finding.repair.hasSuffix("."))
            #expect(finding.location.file.hasPrefix(Self.folder))
            #expect(finding.rule != nil || check.rules.isEmpty)
        }
    }

    @Test func `ids are unique, and each has its fixture`() {
        let ids = Checks.all.map { $0.id }
        #expect(Set(ids).count == ids.count)
        #expect(PackageFiles.names(in: Self.folder, suffix: ".yaml") == (ids + ["base"]).sorted())
    }

    @Test func `a finding that all cases share names none of them`() throws {
        let checked = try Self.check("quota-exceeded")
        #expect(checked.findings.map(\.cases) == [["found"]])
    }
}
