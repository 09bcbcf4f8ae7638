import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

/// The answers under the reverse zones that a VPC's resolver serves itself (rules R53-RDNS-01 to R53-RDNS-03).
struct ReverseAnswer {
    let view: VPCView

    private var world: World { view.world }

    /// The answer for a name at or below the domain of the candidate that won.
    func find(
        _ name: DomainName, _ type: RecordType, _ winner: PlacedCandidate, _ reasoning: inout Reasoning
    ) -> Finding {
        let soa = ResourceRecord.amazonSOA(winner.domain)
        switch winner.candidate {
        case .vpcReverse(let owner):
            guard let address = name.reverseAddress else { break }
            return find(name, address, type, owner, soa, &reasoning)
        case .metadataReverse:
            guard let target = metadataName, name == winner.domain else { break }
            reasoning.say("\(name.text) is the metadata service's.", .r53RDNS01, isDecisive: true)
            return type == .ptr
                ? .records([.ptr(name, ttl: CloudNameAnswer.instanceTTL, target: target)])
                : .negative(.noerror, soa: soa, .typeNotAtName)
        case .privateReverse, .forwardingRule, .zone, .endpoint, .compute, .loopback:
            break
        }
        reasoning.say(
            "An autodefined rule answers \(winner.domain.text) locally: the question goes neither to the internet nor to a "
                + "less specific rule, and no VPC known here has the address.", .r53RDNS03, isDecisive: true)
        return .negative(name == winner.domain ? .noerror : .nxdomain, soa: soa, .specialName)
    }

    private func find(
        _ name: DomainName, _ address: IPAddress, _ type: RecordType, _ owner: Reference<VPC>, _ soa: ResourceRecord,
        _ reasoning: inout Reasoning
    ) -> Finding {
        let vpc = world.topology.vpcs[owner]
        if world.topology.host(at: address, in: .vpc(owner)) == nil {
            let choice = world.assumptions.reverseUnassigned
            reasoning.assume("assumptions.reverse_unassigned", choice.rawValue, .r53RDNS03)
            if choice == .nxdomain {
                reasoning.say("Nothing in \(vpc.name) has the address \(address).", .r53RDNS03, isDecisive: true)
                return .negative(.nxdomain, soa: soa, .nameNotInZone)
            }
        }
        guard type == .ptr, let target = ComputeNames.privateName(of: address, region: vpc.region) else {
            reasoning.say("A reverse name has a PTR record alone, so no \(type).", .r53RDNS03, isDecisive: true)
            return .negative(.noerror, soa: soa, .typeNotAtName)
        }
        reasoning.assumeRegion(of: vpc, .r53RDNS03)
        reasoning.say(
            "\(address) lies in \(vpc.name), whose resolver makes up the name of each address.", .r53RDNS03,
            isDecisive: true)
        return .records([.ptr(name, ttl: CloudNameAnswer.instanceTTL, target: target)])
    }

    /// The name of the metadata service in the Region.
    private var metadataName: DomainName? {
        let region = world.topology.vpcs[view.directory.vpc].region
        guard let domain = ComputeDomain.domains(ofRegion: region).first(where: { $0.kind == .internal }),
            let label = DomainLabel("instance-data")
        else { return nil }
        return domain.name.prepending(label: label)
    }
}
