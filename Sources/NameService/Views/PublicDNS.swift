import DNSCore
import IPCore
import WorldModel

/// The public DNS as a recursive resolver finds it: declared zones, the names that clouds publish, reserved names.
struct PublicDNS {
    let world: World
    /// Why instances' names are not known: from outside any VPC, or from one that is not connected with their Region.
    var instanceRule = RuleID.ec2Name10

    /// What the public DNS says about a name.
    func find(_ name: DomainName, _ type: RecordType, _ reasoning: inout Reasoning) -> Finding {
        let zone = zone(for: name)
        if let zone, zone.hasName(name) { return answer(name, type, from: zone, &reasoning) }
        if let finding = publishedName(name, type, &reasoning) { return finding }
        if let zone { return answer(name, type, from: zone, &reasoning) }
        if let special = SpecialName.treatment(of: name) { return answer(name, type, special, &reasoning) }
        return .unknown(
            missing: "internet.zones",
            text: "\(name.text) lies in no zone of the public DNS that the scenario declares.")
    }

    private func zone(for name: DomainName) -> Zone? {
        if world.names.publicZones.isEmpty { return nil }
        for ancestor in name.ancestors {
            if let reference = world.names.publicZones[ancestor] { return world.names.zones[reference] }
        }
        return nil
    }

    private func answer(
        _ name: DomainName, _ type: RecordType, from zone: Zone, _ reasoning: inout Reasoning
    ) -> Finding {
        let voice = ZoneVoice(subject: "The public zone \(zone.apex.text)", rule: nil, absenceRule: nil)
        let finding = zone.find(name, type)
        if let step = finding.step(at: name, type, in: zone, voice, &reasoning) { return step }
        guard case .delegation(let cut) = finding else { return .failure(.servfail, .serverPolicy) }
        return .unknown(
            missing: "internet.zones",
            text: "\(zone.apex.text) delegates \(cut.owner.text), a zone that the scenario does not declare.")
    }

    private func answer(
        _ name: DomainName, _ type: RecordType, _ special: SpecialName, _ reasoning: inout Reasoning
    ) -> Finding {
        switch special {
        case .loopback:
            reasoning.say(
                "\(name.text) is the device itself; resolvers answer it without asking.", .r53Auto05, isDecisive: true)
            return Self.loopback(name, type)
        case .loopbackReverse:
            reasoning.say(
                "\(name.text) belongs to localhost; resolvers answer it without asking.", .r53RDNS05, isDecisive: true)
            guard type == .ptr, let localhost = DomainName("localhost") else {
                return .negative(.noerror, soa: .rootSOA, .specialName)
            }
            return .records([.ptr(name, ttl: 10800, target: localhost)])
        case .reservedReverse(let apex):
            reasoning.say(
                "\(apex.text) is the reverse zone of private or reserved addresses, which resolvers serve empty.",
                .r53RDNS05, isDecisive: true)
            if name == apex { return .negative(.noerror, soa: .amazonSOA(apex), .specialName) }
            return .negative(.nxdomain, soa: .amazonSOA(apex), .specialName)
        case .nonexistent(let domain):
            reasoning.say(
                "The public DNS has no \(domain.text), so it has no \(name.text).",
                Self.isInstanceName(name) ? instanceRule : .r53PHZ05, isDecisive: true)
            return .negative(.nxdomain, soa: .rootSOA, .notInPublicDNS)
        case .singleLabel:
            reasoning.say("The public DNS has no top-level domain \(name.text).", nil, isDecisive: true)
            return .negative(.nxdomain, soa: .rootSOA, .notInPublicDNS)
        }
    }

    /// Whether the name is one that a VPC gives its instances.
    static func isInstanceName(_ name: DomainName) -> Bool {
        instanceDomains.contains { name.isSubdomain(of: $0) }
    }

    private static let instanceDomains = ["compute.internal", "ec2.internal"].compactMap { DomainName($0) }

    /// The answer for `localhost`.
    static func loopback(_ name: DomainName, _ type: RecordType) -> Finding {
        switch type {
        case .a: .records([.address(name, ttl: 10800, .v4(IPv4Address(bits: 0x7f00_0001)))])
        case .aaaa: .records([.address(name, ttl: 10800, .v6(IPv6Address(bits: 1)))])
        default: .negative(.noerror, soa: .rootSOA, .specialName)
        }
    }

    /// A name that a cloud publishes: an instance's, a database's, a load balancer's, an endpoint's, the VPN service's.
    private func publishedName(
        _ name: DomainName, _ type: RecordType, _ reasoning: inout Reasoning
    ) -> Finding? {
        if let cloudName = world.names.cloudNames[name]?.first, cloudName.kind != .instanceResource {
            return CloudNameAnswer(world: world, cloudName: cloudName).outside(name, type, &reasoning)
        }
        if let position = world.names.interfaceEndpointsByOwnName[name] {
            let endpoint = world.names.interfaceEndpoints[position]
            return endpoint.answer(
                name, type, rule: .vpce03,
                "\(name.text) is a public name of the interface endpoint \(endpoint.name) and has its private addresses.",
                &reasoning)
        }
        if let service = world.names.serviceName, name.isSubdomain(of: service) {
            let naming = world.names.serviceNaming
            guard name != service || !naming.needsLabel else {
                reasoning.say(
                    "\(name.text) does not resolve without a label in front.", .cvpnName01, isDecisive: true)
                return .negative(.nxdomain, soa: .amazonSOA(service), .nameNotInZone)
            }
            let records = world.names.serviceAddresses.filter { $0.recordType == type }.map {
                ResourceRecord.address(name, ttl: 10, $0)
            }
            reasoning.say("\(name.text) is a name of the VPN service.", naming.rule, isDecisive: true)
            return records.isEmpty
                ? .negative(.noerror, soa: .amazonSOA(service), .typeNotAtName) : .records(records)
        }
        return nil
    }
}

extension InterfaceEndpoint {
    /// The endpoint's addresses at one of its names (TTL 60; rules VPCE-01, VPCE-11).
    func answer(
        _ name: DomainName, _ type: RecordType, rule: RuleID, _ text: String, _ reasoning: inout Reasoning
    ) -> Finding {
        let records = addresses.filter { $0.recordType == type && recordTypes.contains(type) }.map {
            ResourceRecord.address(name, ttl: 60, $0)
        }
        guard !records.isEmpty else {
            reasoning.say(
                "The interface endpoint \(self.name) has no \(type) record at \(name.text).", .vpce11, isDecisive: true)
            return .negative(.noerror, soa: .amazonSOA(name), .typeNotAtName)
        }
        if let key = assumedAddressesKey { reasoning.assume(key, nil, .vpce14) }
        reasoning.say(text, rule, isDecisive: true)
        return .records(records)
    }
}
