public import DNSCore

/// What a VPC has, or does not have, by way of a Route 53 Profile.
public enum ProfileSubject: Hashable, Sendable {
    /// A private hosted zone by its apex.
    case zone(DomainName)
    /// A resolver rule by its domain.
    case rule(DomainName)
    /// A private name of an interface endpoint.
    case endpoint(DomainName)
}

/// What an explanation says of a Profile's part.
public struct ProfileNote: Hashable, Sendable {
    /// A whole sentence.
    public var text: String
    /// The rule behind it (R53-PROF-01..03).
    public var rule: RuleID

    /// A note.
    public init(text: String, rule: RuleID) {
        self.text = text
        self.rule = rule
    }
}
