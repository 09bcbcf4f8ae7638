import DNSCore
import IPCore
import WorldModel

/// What may answer a name in a VPC; each stands for a domain, and the most specific one decides (rule R53-FWRULE-02).
enum VPCCandidate {
    /// A forwarding rule; its position in `resolverRules`.
    case forwardingRule(Int)
    /// A private hosted zone.
    case zone(Reference<Zone>)
    /// The private names of an interface endpoint: the one of the domain itself, and the wildcard below it.
    case endpoint(exact: Int?, wildcard: Int?)
    /// The names of a Region's instances.
    case compute(ComputeDomain)
    /// `localhost`, `localdomain` and the reverse zones of loopback addresses (rule R53-AUTO-05).
    case loopback
    /// The reverse zone of private addresses (rule R53-RDNS-01).
    case privateReverse
    /// The reverse zone of a VPC's CIDR block.
    case vpcReverse(Reference<VPC>)
    /// The reverse name of the metadata service.
    case metadataReverse
}

/// A candidate and the domain that it stands for.
struct PlacedCandidate {
    let candidate: VPCCandidate
    let domain: DomainName
}

/// What decides about a name in a VPC.
struct VPCDecision {
    /// What decides; `nil` for the public DNS.
    var winner: PlacedCandidate?
    /// The best that lost, for the explanation.
    var runnerUp: PlacedCandidate?
    /// The best that would have decided, were the DNS attributes of the VPC on.
    var suppressed: PlacedCandidate?
    /// An interface endpoint whose names are for inbound endpoints alone, and that was asked otherwise; its position.
    var inboundOnlyEndpoint: Int?
    /// A system rule that keeps the name out of the forwarding rules above it; its position.
    var systemRule: Int?
    /// The forwarding rule that it is kept out of; its position.
    var overruledRule: Int?
}

/// The names as the resolver of one VPC sees them.
struct VPCDirectory {
    let world: World
    let vpc: Reference<VPC>
    /// How the query came in.
    let entry: Entry
    private let rules: [DomainName: Int]
    private let zones: [DomainName: Reference<Zone>]
    private let endpoints: [DomainName: Int]
    private let computeDomains: [DomainName: ComputeDomain]

    /// What was asked.
    enum Entry: Hashable {
        /// VPC+2, from within.
        case resolver
        /// An inbound endpoint.
        case inboundEndpoint
        /// Another provider's resolver, which knows neither rules nor Amazon's names.
        case provider
    }

    init(world: World, vpc: Reference<VPC>, entry: Entry) {
        self.world = world
        self.vpc = vpc
        self.entry = entry
        let isAmazon = entry != .provider
        rules = isAmazon ? world.names.resolverRulesByVPC[vpc] ?? [:] : [:]
        zones = world.names.privateZonesByVPC[vpc] ?? [:]
        endpoints = world.names.interfaceEndpointsByVPC[vpc] ?? [:]
        computeDomains = isAmazon ? world.names.computeDomainsByVPC[vpc] ?? [:] : [:]
    }

    /// Whether private zones, private names and autodefined rules count (rules VPC-DNS-03 and VPC-DNS-04).
    var areAttributesOn: Bool { entry == .provider || world.topology.vpcs[vpc].hasBothDNSAttributes }

    /// Decides about a name; O(number of labels).
    func decide(_ name: DomainName) -> VPCDecision {
        var decision = VPCDecision()
        var obeysRules = true
        for domain in name.ancestors {
            if obeysRules, let position = rules[domain] {
                switch world.names.resolverRules[position].type {
                case .forward: decision.add(PlacedCandidate(candidate: .forwardingRule(position), domain: domain))
                case .system:
                    obeysRules = false
                    if decision.winner == nil { decision.systemRule = position }
                case .delegate: break
                }
            } else if decision.systemRule != nil, decision.overruledRule == nil, let position = rules[domain],
                world.names.resolverRules[position].type == .forward
            {
                decision.overruledRule = position
            }
            if let candidate = local(domain, for: name, &decision) {
                let placed = PlacedCandidate(candidate: candidate, domain: domain)
                if areAttributesOn {
                    decision.add(placed)
                } else if decision.winner == nil, decision.suppressed == nil {
                    decision.suppressed = placed
                }
            }
            if decision.runnerUp != nil { break }
        }
        return decision
    }

    /// What the VPC itself knows at a domain: a zone before endpoint names before autodefined rules.
    private func local(_ domain: DomainName, for name: DomainName, _ decision: inout VPCDecision) -> VPCCandidate? {
        if let zone = zones[domain] { return .zone(zone) }
        if !endpoints.isEmpty, let candidate = endpoint(domain, &decision) { return candidate }
        if entry == .provider { return nil }
        if let domain = computeDomains[domain] { return .compute(domain) }
        return AutodefinedReverse.candidate(domain, for: name, in: vpc, of: world)
    }

    private func endpoint(_ domain: DomainName, _ decision: inout VPCDecision) -> VPCCandidate? {
        let exact = usable(endpoints[domain], &decision)
        let wildcard = usable(domain.wildcardChild.flatMap { endpoints[$0] }, &decision)
        return exact == nil && wildcard == nil ? nil : .endpoint(exact: exact, wildcard: wildcard)
    }

    /// The endpoint, unless its private names are for inbound endpoints alone and VPC+2 was asked (rule VPCE-08).
    private func usable(_ position: Int?, _ decision: inout VPCDecision) -> Int? {
        guard let position else { return nil }
        if entry == .resolver, world.names.interfaceEndpoints[position].isPrivateForInboundOnly {
            if decision.winner == nil { decision.inboundOnlyEndpoint = position }
            return nil
        }
        return position
    }
}

extension VPCDecision {
    /// Enters a candidate; they come by falling specificity, and by falling rank for one domain.
    fileprivate mutating func add(_ candidate: PlacedCandidate) {
        if winner == nil { winner = candidate } else if runnerUp == nil { runnerUp = candidate }
    }
}
