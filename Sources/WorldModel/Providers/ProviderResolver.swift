public import IPCore

/// A resolver of the provider's own that answers inside a VPC.
public struct ProviderResolver: Hashable, Sendable {
    /// Whose names it knows.
    public enum Kind: Hashable, Sendable {
        /// The Amazon-provided resolver (`NameServer.Role.vpcResolver`).
        case vpcResolver
        /// Another provider's (`NameServer.Role.providerResolver`); it sees the VPC's private zones or the public DNS alone.
        case providerResolver(seesPrivateZones: Bool)
    }

    /// What it is called in paths behind the VPC's name, `vpc+2`.
    public var label: String
    /// The addresses at which it answers, the usual one first.
    public var addresses: [IPAddress]
    /// Whose names it knows.
    public var kind: Kind
    /// The rule that puts it there.
    public var rule: RuleID

    /// A resolver.
    public init(label: String, addresses: [IPAddress], kind: Kind, rule: RuleID) {
        self.label = label
        self.addresses = addresses
        self.kind = kind
        self.rule = rule
    }
}
