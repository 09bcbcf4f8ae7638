/// Which rules loading must report.
public struct DeclaredLoadExpectation: Sendable {
    /// Where the element and its keys were written.
    public var marks: Marks
    /// The rules whose breach makes the scenario invalid.
    public var invalid: [String] = []
    /// The rules that must be warned about.
    public var warnings: [String] = []

    init(marks: Marks) { self.marks = marks }
}

extension DeclaredLoadExpectation: DeclaredMapping {
    static let table = KeyTable<Self>("load_expectation", "Which rules loading must report.") {
        Key("invalid", \.invalid, .list(.ruleID), "The rules whose breach makes the scenario invalid.")
        Key("warnings", \.warnings, .list(.ruleID), "The rules that must be warned about.")
    }
}
