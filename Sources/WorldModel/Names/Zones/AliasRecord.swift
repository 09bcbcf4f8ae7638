public import DNSCore
public import IPCore

/// An alias record of a hosted zone: answers with the target's addresses.
public struct AliasRecord: Hashable, Sendable {
    /// The owner.
    public var owner: DomainName
    /// What it stands for.
    public var target: Target

    /// The target of an alias.
    public enum Target: Hashable, Sendable {
        /// Another name, resolved under the rules of the same view.
        case name(DomainName)
        /// The addresses of an interface endpoint or load balancer.
        case addresses([IPAddress])
    }

    /// An alias.
    public init(owner: DomainName, target: Target) {
        self.owner = owner
        self.target = target
    }
}
