import DNSCore
import IPCore
import ScenarioLanguage
import WorldModel

/// The answers under a Region's compute domains, which the VPC's resolver gives itself (rule R53-AUTO-01).
struct ComputeAnswer {
    let view: VPCView
    let domain: ComputeDomain

    private var world: World { view.world }
    private var vpc: Reference<VPC> { view.directory.vpc }

    /// The answer for a name at or below the domain; a public name is one that the cloud gave.
    func find(_ name: DomainName, _ type: RecordType, _ reasoning: inout Reasoning) -> Finding {
        let own = world.topology.vpcs[vpc]
        if own.region == domain.region { reasoning.assumeRegion(of: own, .r53Auto01) }
        if let cloudName = world.names.cloudNames[name]?.first {
            let answer = CloudNameAnswer(world: world, cloudName: cloudName)
            guard cloudName.kind == .instanceResource else { return answer.inside(vpc, name, type, &reasoning) }
            let isVisible = cloudName.privateAddresses.allSatisfy { self.isVisible($0, of: [cloudName.vpc]) }
            return isVisible ? answer.inside(vpc, name, type, &reasoning) : absent(name, .ec2Name09, &reasoning)
        }
        if name == domain.name {
            reasoning.say(
                "\(name.text) is a domain that holds instances' names and no records.", .r53Auto01, isDecisive: true)
            return .negative(.noerror, soa: .amazonSOA(domain.name), .typeNotAtName)
        }
        guard domain.kind == .internal, name.labelCount == domain.name.labelCount + 1,
            let address = ComputeNames.address(ofPrivateName: name)
        else { return absent(name, .r53Auto01, &reasoning) }
        return privateName(name, address, type, &reasoning)
    }

    /// `ip-a-b-c-d` gives a.b.c.d (rule EC2-NAME-07).
    private func privateName(
        _ name: DomainName, _ address: IPAddress, _ type: RecordType, _ reasoning: inout Reasoning
    ) -> Finding {
        let owners = world.topology.vpcs(containing: address).filter { world.topology.vpcs[$0].region == domain.region }
        guard isVisible(address, of: owners) else {
            return absent(name, isPeered(owners) ? .peerDNS03 : .ec2Name07, &reasoning)
        }
        if !owners.contains(where: { world.topology.host(at: address, in: .vpc($0)) != nil }) {
            let choice = world.assumptions.privateNameWithoutInstance
            reasoning.assume("assumptions.private_name_without_instance", choice.rawValue, .ec2Name07)
            if choice == .nxdomain { return absent(name, .ec2Name07, &reasoning) }
        }
        explainConnection(owners, &reasoning)
        guard type == .a else {
            reasoning.say("A private IP name has an A record alone, so no \(type).", .ec2Name07, isDecisive: true)
            return .negative(.noerror, soa: .amazonSOA(domain.name), .typeNotAtName)
        }
        reasoning.say(
            "The resolver of \(view.vpcName) reads the address out of the private IP name \(name.text).", .ec2Name07,
            isDecisive: true)
        return .records([.address(name, ttl: CloudNameAnswer.instanceTTL, address)])
    }

    /// Tells by what connection the names of another VPC are known (rules PEER-DNS-03, R53-AUTO-04).
    private func explainConnection(_ owners: [Reference<VPC>], _ reasoning: inout Reasoning) {
        guard domain.region != world.topology.vpcs[vpc].region else { return }
        for owner in owners {
            let name = world.topology.vpcs[owner].name
            switch world.connection(from: vpc, to: owner) {
            case .own, .none: continue
            case .peering(let peering):
                reasoning.say(
                    "\(name)'s side of \(peering) allows DNS resolution, so \(view.vpcName) knows the names of \(domain.region).",
                    .peerDNS03)
            case .transitGateway(let gateway):
                reasoning.say(
                    "\(gateway) connects \(name) with DNS support, so \(view.vpcName) knows the names of \(domain.region).",
                    .r53Auto04)
            }
            return
        }
    }

    /// Whether one of the VPCs is peered, so that the option of the peering would make the name known.
    private func isPeered(_ owners: [Reference<VPC>]) -> Bool {
        owners.contains { if case .none(_, .peerDNS02) = world.connection(from: vpc, to: $0) { true } else { false } }
    }

    /// Whether the VPC's resolver knows an address: private ones of the Region, else own and connected ones.
    private func isVisible(_ address: IPAddress, of owners: [Reference<VPC>]) -> Bool {
        if domain.region == world.topology.vpcs[vpc].region, address.isPrivate { return true }
        return owners.contains { world.connection(from: vpc, to: $0).isConnected }
    }

    private func absent(_ name: DomainName, _ rule: RuleID, _ reasoning: inout Reasoning) -> Finding {
        reasoning.say(
            "The resolver of \(view.vpcName) answers for \(domain.name.text) itself and has no \(name.text).", rule,
            isDecisive: true)
        return .negative(.nxdomain, soa: .amazonSOA(domain.name), .nameNotInZone)
    }
}
