public import Testing

/// The rulebook ids that a test pins down; `Scripts/rule-coverage` reads them out of the sources.
public struct RulesTrait: TestTrait, SuiteTrait {
    /// Ids such as `CVPN-DNS-04`, in the order written.
    public let ids: [String]
}

extension Trait where Self == RulesTrait {
    /// Names the rules that would be broken if the test failed.
    public static func rules(_ ids: String...) -> RulesTrait { RulesTrait(ids: ids) }
}
