public import DNSCore
public import WorldModel

/// What a validating resolver makes of a response, as far as the scenario tells (RFC 4035 section 4.3).
///
/// Keys and signatures themselves are not modelled: a zone is signed or it is not, and what `internet.zones` and public hosted zones
/// declare signed must be so wherever the answer comes from. A name that no declared public zone has counts as insecure.
public struct Validation: Sendable {
    /// Whether the resolver validates.
    public enum Demand: Hashable, Sendable {
        /// Only what comes from a server that sends DNSSEC records.
        case whereSent
        /// Everything.
        case always
    }

    private let world: World
    private let demand: Demand
    private let unsignedDomains: [DomainName]

    /// A validator that demands no signatures below `unsignedDomains`.
    public init(_ world: World, _ demand: Demand, unsignedDomains: [DomainName]) {
        self.world = world
        self.demand = demand
        self.unsignedDomains = unsignedDomains
    }

    /// What the resolver tells of a response that it rejects; `nil` for one that it takes.
    public func rejection(of response: Response, name: DomainName) -> Response? {
        guard response.code == .noerror || response.code == .nxdomain else { return nil }
        let owners = [name] + response.answers.map(\.owner).filter { $0 != name }
        let demanding = owners.filter { owner in !unsignedDomains.contains { owner.isSubdomain(of: $0) } }
        switch response.signatures {
        case .valid: return nil
        case .withheld(let rule):
            guard demand == .always, let owner = demanding.first else { return nil }
            return failure(
                "Validation is on, and the server sends no DNSSEC records, so that nothing about \(owner.text) can be proved: the response is rejected.",
                rule)
        case .absent:
            for owner in demanding {
                guard let zone = world.publicZone(of: owner), zone.isSigned, !zone.leavesUnsigned(owner) else {
                    continue
                }
                return failure(
                    "Validation is on. The public zone \(zone.apex.text) is signed and delegates nothing at \(owner.text), but the response has no signature: it is rejected.",
                    nil)
            }
            return nil
        }
    }

    private func failure(_ text: String, _ rule: RuleID?) -> Response {
        Response(
            code: .servfail, recursionAvailable: true, reason: .dnssecBogus,
            reasoning: [ReasoningStep(text, rule, isDecisive: true)])
    }
}

extension World {
    /// The zone of the public DNS that a name is in: the longest one of those declared.
    func publicZone(of name: DomainName) -> Zone? {
        for ancestor in name.ancestors {
            if let zone = names.publicZones[ancestor] { return names.zones[zone] }
        }
        return nil
    }
}

extension Zone {
    /// Whether a delegation without DS lies at or above a name, so that what is below need not be signed (RFC 4035 section 5.2).
    fileprivate func leavesUnsigned(_ name: DomainName) -> Bool {
        guard case .delegation(let cut) = find(name, .a) else { return false }
        return node(at: cut.owner)?.rrset(.ds) == nil
    }
}
