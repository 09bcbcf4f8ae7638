/// Something that is wrong with a scenario, or worth a warning, and where.
public struct Diagnostic: Hashable, Sendable {
    /// Whether the scenario can be used all the same.
    public enum Severity: String, Hashable, Sendable {
        case error
        case warning
    }

    /// Whether the scenario can be used all the same.
    public var severity: Severity
    /// What is wrong.
    public var kind: Kind
    /// Where it was written.
    public var location: SourceLocation
    /// The path of what is wrong, such as `vpcs[resolver-vpc].subnets[0].cidr_block`; empty for the whole document.
    public var keyPath: String
    /// The id of the rule in the rulebook, such as `CVPN-DNS-02`; `nil` if it is a matter of the language alone.
    public var rule: String?

    /// Makes a diagnostic whose severity is the one that `kind` usually has.
    public init(_ kind: Kind, at location: SourceLocation, keyPath: String, rule: String? = nil) {
        self.kind = kind
        self.location = location
        self.keyPath = keyPath
        self.rule = rule
        if case .warning = kind { severity = .warning } else { severity = .error }
    }

    /// Makes the diagnostic of what a cloud would refuse, which the rulebook calls CONFIG-ERROR.
    public static func refused(
        _ message: String, rule: String, at location: SourceLocation, keyPath: String
    ) -> Diagnostic {
        Diagnostic(.refused(message), at: location, keyPath: keyPath, rule: rule)
    }

    /// Makes the diagnostic of what a cloud accepts but the rulebook warns of.
    public static func warning(
        _ message: String, rule: String, at location: SourceLocation, keyPath: String
    ) -> Diagnostic {
        Diagnostic(.warning(message), at: location, keyPath: keyPath, rule: rule)
    }

    /// Whether it is what a cloud would refuse, so that `--lenient` makes a warning of it.
    public var isRefusal: Bool {
        if case .refused = kind { true } else { false }
    }

    /// The same diagnostic for `--lenient`: a refusal is a warning, everything else unchanged.
    public var lenient: Diagnostic {
        var result = self
        if isRefusal { result.severity = .warning }
        return result
    }
}

extension Diagnostic: Comparable {
    /// Orders by location, then errors first.
    public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        if left.location != right.location { return left.location < right.location }
        return left.severity == .error && right.severity == .warning
    }
}

/// A scenario could not be loaded; `diagnostics` holds all that its file deserves and is never empty.
public struct ScenarioError: Error, Hashable, Sendable {
    /// What is wrong, in the order of the file.
    public let diagnostics: [Diagnostic]

    /// Makes an error out of at least one diagnostic.
    public init(diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty, "A scenario error tells what is wrong.")
        self.diagnostics = diagnostics
    }
}
