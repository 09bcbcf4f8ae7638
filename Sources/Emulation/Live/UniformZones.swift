import DNSCore
import ScenarioLanguage
public import WorldModel

extension Emulator {
    /// The zones whose names all fare alike, whoever is asked: what is true of the way to one name is true of the way to all.
    ///
    /// A name's way hangs on suffixes at which something begins - a zone, a rule, a forward, an endpoint's name - and on single names
    /// and types that faults and the hosts file name. A zone is uniform if nothing of the kind lies in it. Only then may an answer
    /// for one of its names be made after the pattern of another one's.
    public var uniformZones: [Zone] {
        let world = surroundings.world
        let names = world.names
        guard !dependsOnHistory, world.faults.allSatisfy({ $0.declared.names.isEmpty && $0.declared.types.isEmpty }),
            !names.nameServers.elements.contains(where: \.hasRebindProtection), names.firewallGroupsByVPC.isEmpty
        else { return [] }
        let boundaries = world.nameBoundaries
        let zones = names.zones.elements
        return zones.indices.compactMap { index in
            let zone = zones[index]
            let apex = zone.apex
            let isAlone = zones.indices.allSatisfy {
                $0 == index || !(zones[$0].apex.isSubdomain(of: apex) || apex.isSubdomain(of: zones[$0].apex))
            }
            guard isAlone, !zone.hasCuts, zone.aliases.isEmpty,
                !Self.special.contains(where: { apex.isSubdomain(of: $0) || $0.isSubdomain(of: apex) }),
                !boundaries.contains(where: { $0.isStrictSubdomain(of: apex) })
            else { return nil }
            return zone
        }
    }

    /// Domains in which resolvers know names by themselves.
    private static let special = ["arpa", "localhost", "localdomain"].compactMap(DomainName.init(_:))
}

extension World {
    /// The domains and names at which something other than a zone begins to decide.
    fileprivate var nameBoundaries: Set<DomainName> {
        var boundaries: Set<DomainName> = []
        for rule in names.resolverRules { boundaries.insert(rule.domain) }
        for forwards in names.forwardsByServer.values { boundaries.formUnion(forwards.keys) }
        for endpoints in names.interfaceEndpointsByVPC.values { boundaries.formUnion(endpoints.keys) }
        boundaries.formUnion(names.interfaceEndpointsByOwnName.keys)
        boundaries.formUnion(names.interfaceEndpointsByServiceName.keys)
        boundaries.formUnion(names.cloudNames.keys)
        for domains in names.computeDomainsByVPC.values { boundaries.formUnion(domains.keys) }
        if let service = names.serviceName, let below = service.wildcardChild {
            boundaries.formUnion([service, below])
        }
        for entry in client.hosts { boundaries.formUnion(entry.names) }
        return boundaries
    }
}
