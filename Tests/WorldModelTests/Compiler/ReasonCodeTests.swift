import ScenarioLanguage
import Testing
import WorldModel

@testable import ScenarioLanguage

/// The words that expectations may use and the codes that the engine gives are the same.
@Suite struct ReasonCodeTests {
    @Test func `an expectation may name each reason code, and no other word`() {
        #expect(ReasonCodes.all.sorted() == ReasonCode.allCases.map(\.rawValue).sorted())
    }
}
