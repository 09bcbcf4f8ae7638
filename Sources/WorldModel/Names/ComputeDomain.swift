public import DNSCore

/// A domain under which a Region names instances, answered by the resolvers of its VPCs themselves (rule R53-AUTO-01).
public struct ComputeDomain: Hashable, Sendable {
    /// What the names under it lead to.
    public enum Kind: Hashable, Sendable {
        /// `REGION.compute.internal`, or `ec2.internal`: private IP names and resource names.
        case `internal`
        /// `REGION.compute.amazonaws.com`, or `compute-1.amazonaws.com`: public names.
        case `public`
        /// `compute-1.internal`, which has no names.
        case reserved
    }

    /// The domain.
    public let name: DomainName
    /// What the names under it lead to.
    public let kind: Kind
    /// The Region.
    public let region: String

    /// The domains of a Region; none if its name makes no domain name.
    public static func domains(ofRegion region: String) -> [ComputeDomain] {
        if region == "us-east-1" {
            return [
                make("ec2.internal", .internal, region), make("compute-1.internal", .reserved, region),
                make("compute-1.amazonaws.com", .public, region),
            ].compactMap(\.self)
        }
        return [
            make("\(region).compute.internal", .internal, region),
            make("\(region).compute.amazonaws.com", .public, region),
        ].compactMap(\.self)
    }

    private static func make(_ name: String, _ kind: Kind, _ region: String) -> ComputeDomain? {
        DomainName(name).map { ComputeDomain(name: $0, kind: kind, region: region) }
    }
}

extension Topology {
    /// The VPCs' compute domains: of the own Region, and of the Regions of VPCs connected with DNS support (R53-AUTO-04).
    func computeDomains() -> [Reference<VPC>: [DomainName: ComputeDomain]] {
        var regionsOfGateway: [Reference<TransitGateway>: Set<String>] = [:]
        for reference in transitGateways.references where transitGateways[reference].hasDNSSupport {
            let attached = transitGateways[reference].attachments.filter(\.hasDNSSupport)
            regionsOfGateway[reference] = Set(attached.map { vpcs[$0.vpc].region })
        }
        var domainsOfRegions: [Set<String>: [DomainName: ComputeDomain]] = [:]
        var result: [Reference<VPC>: [DomainName: ComputeDomain]] = [:]
        for vpc in vpcs.references {
            var regions: Set = [vpcs[vpc].region]
            for gateway in transitGatewaysByVPC[vpc] ?? []
            where transitGateways[gateway].attachment(of: vpc)?.hasDNSSupport == true {
                regions.formUnion(regionsOfGateway[gateway] ?? [])
            }
            for reference in peeringsByVPC[vpc] ?? [] {
                let peering = peerings[reference]
                let (peer, allows) =
                    peering.requester == vpc
                    ? (peering.accepter, peering.accepterAllowsDNS) : (peering.requester, peering.requesterAllowsDNS)
                if peering.isActive, allows { regions.insert(vpcs[peer].region) }
            }
            if let known = domainsOfRegions[regions] {
                result[vpc] = known
                continue
            }
            let domains = regions.flatMap { ComputeDomain.domains(ofRegion: $0) }
            let byName = Dictionary(domains.map { ($0.name, $0) }) { first, _ in first }
            domainsOfRegions[regions] = byName
            result[vpc] = byName
        }
        return result
    }
}
