public import ScenarioLanguage

/// Something about a scenario that deserves attention: a design problem that a check found, or what loading reported.
public struct Finding: Hashable, Sendable {
    /// How much it matters.
    public enum Severity: String, CaseIterable, Hashable, Sendable, Comparable {
        /// It cannot work, or a cloud would refuse it.
        case error
        /// It works today, for some users, or for some names alone.
        case warning
        /// It is good to know.
        case note

        /// Errors first.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .error: 0
            case .warning: 1
            case .note: 2
            }
        }
    }

    /// What kind of finding it is, `dns-server-without-route`; stays the same from version to version.
    ///
    /// That of a check, or for what loading reported the rule's id in small letters, or without a rule the kind of diagnostic.
    public var id: String
    /// How much it matters.
    public var severity: Severity
    /// Where in the file.
    public var location: SourceLocation
    /// The path of the key, `vpn.dns_servers[1]`; empty for the whole document.
    public var keyPath: String
    /// What is wrong and why, whole sentences.
    public var cause: String
    /// What would have to change, a whole sentence; empty where the cause says it.
    public var repair: String
    /// The rule in the rulebook; `nil` where it is a matter of the language, or of a standard that the cause names.
    public var rule: String?

    /// A finding.
    public init(
        id: String, severity: Severity, location: SourceLocation, keyPath: String, cause: String, repair: String,
        rule: String?
    ) {
        self.id = id
        self.severity = severity
        self.location = location
        self.keyPath = keyPath
        self.cause = cause
        self.repair = repair
        self.rule = rule
    }
}

extension Finding: Comparable {
    /// Orders by place, then by severity, id and text.
    public static func < (left: Finding, right: Finding) -> Bool {
        if left.location != right.location { return left.location < right.location }
        if left.severity != right.severity { return left.severity < right.severity }
        return (left.id, left.cause) < (right.id, right.cause)
    }
}
