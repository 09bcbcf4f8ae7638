import ScenarioLanguage
public import WorldModel

/// A check for one kind of design problem, which needs no lookup to be listed; its doc comment is its manual.
public protocol DesignCheck: Sendable {
    /// The id of its findings.
    static var id: String { get }
    /// What it looks for, a phrase without a full stop.
    static var summary: String { get }
    /// The rules that its findings may cite.
    static var rules: [RuleID] { get }
    /// Rules whose refusals and warnings at load time are findings of this check.
    static var adopts: [RuleID] { get }
    /// What would have to change, for the findings that loading made.
    static var repair: String { get }
    /// What it finds in a design.
    static func findings(in design: Design) -> [Finding]
}

extension DesignCheck {
    /// None.
    public static var adopts: [RuleID] { [] }
    /// Nothing that is more than what the cause says.
    public static var repair: String { "" }
    /// None but those that loading made.
    public static func findings(in design: Design) -> [Finding] { [] }

    /// A finding of this check.
    static func finding(
        _ severity: Finding.Severity, _ rule: RuleID?, at place: DesignPlace, _ cause: String, repair: String
    ) -> Finding {
        Finding(
            id: id, severity: severity, location: place.location, keyPath: place.keyPath, cause: cause, repair: repair,
            rule: rule?.rawValue)
    }
}

/// A place in the scenario that a finding points at.
struct DesignPlace: Hashable {
    let location: SourceLocation
    let keyPath: String
}

extension Marks {
    /// The element's own place.
    var place: DesignPlace { DesignPlace(location: location, keyPath: keyPath) }

    /// The place of a key's value, or of the element if the key was left out.
    func place(of key: String) -> DesignPlace { DesignPlace(location: location(of: key), keyPath: keyPath(of: key)) }

    /// The place of an element of a list.
    func place(of key: String, index: Int) -> DesignPlace {
        DesignPlace(location: location(of: key, index: index), keyPath: keyPath(of: key, index: index))
    }
}
