import DNSCore
import IPCore
import WorldModel

/// The answer for a name that the cloud gave: other addresses inside the VPC than outside.
struct CloudNameAnswer {
    let world: World
    let cloudName: CloudName
    /// The Availability Zone of the asker; `nil` where it is not known.
    var askerZone: String?

    /// The TTL of instances' names, as observed (rule EC2-NAME-05).
    static let instanceTTL: TTL = 20

    /// The answer of a resolver that stands in no VPC.
    func outside(_ name: DomainName, _ type: RecordType, _ reasoning: inout Reasoning) -> Finding {
        switch cloudName.kind {
        case .instancePublic:
            guard cloudName.isPublished else { return unpublished(name, &reasoning) }
            return addresses(
                cloudName.publicAddresses, name, type, ttl: Self.instanceTTL, rule: .ec2Name02,
                "Asked from outside \(vpcName), the public name \(name.text) gives the public address.", &reasoning)
        case .instanceResource:
            return .negative(.nxdomain, soa: .rootSOA, .notInPublicDNS)
        case .database(let isPublic):
            guard isPublic, !cloudName.publicAddresses.isEmpty else {
                return addresses(
                    cloudName.privateAddresses, name, type, ttl: 5, rule: .ec2Name06,
                    "The database \(name.text) is not publicly accessible: its private address is in the public DNS.",
                    &reasoning)
            }
            return database(
                cloudName.publicAddresses, name, type,
                "Asked from outside \(vpcName), the database \(name.text) has its public address.", &reasoning)
        case .fileSystem:
            reasoning.say(
                "The file system's name \(name.text) is known in \(vpcName) alone.", .ec2Name11, isDecisive: true)
            return .negative(.nxdomain, soa: parentSOA(of: name), .notInPublicDNS)
        case .cluster(_, let hasPublicAccess, let publishesPrivate):
            return cluster(name, type, isPublic: hasPublicAccess, publishesPrivate: publishesPrivate, &reasoning)
        case .loadBalancer:
            let isInternal = cloudName.publicAddresses.isEmpty
            return addresses(
                isInternal ? cloudName.privateAddresses : cloudName.publicAddresses, name, type, ttl: 60,
                rule: .ec2Name13,
                isInternal
                    ? "The load balancer \(name.text) is internal; its private addresses are in the public DNS."
                    : "The load balancer \(name.text) has public addresses.", &reasoning)
        }
    }

    /// The answer of the resolver of a VPC.
    func inside(
        _ asker: Reference<VPC>, _ name: DomainName, _ type: RecordType, _ reasoning: inout Reasoning
    ) -> Finding {
        switch cloudName.kind {
        case .instanceResource:
            return addresses(
                cloudName.privateAddresses, name, type, ttl: Self.instanceTTL, rule: .ec2Name08,
                "The resource name \(name.text) is enabled for its instance.", &reasoning)
        case .loadBalancer, .database(isPubliclyAccessible: false):
            return outside(name, type, &reasoning)
        case .fileSystem(let targets, let isZonal):
            return fileSystem(name, type, targets, isZonal: isZonal, &reasoning)
        case .cluster(let hasPrivateAccess, _, _):
            guard hasPrivateAccess else { return outside(name, type, &reasoning) }
            return addresses(
                cloudName.privateAddresses, name, type, ttl: 60, rule: .ec2Name12,
                "The cluster's endpoint \(name.text) has private access on, so \(vpcName) knows its private addresses.",
                &reasoning)
        case .instancePublic, .database(isPubliclyAccessible: true):
            guard cloudName.isPublished else { return unpublished(name, &reasoning) }
            let connection = world.connection(from: asker, to: cloudName.vpc)
            let askerName = world.topology.vpcs[asker].name
            let rule: RuleID
            let why: String
            switch connection {
            case .own: (rule, why) = (.ec2Name02, "Asked of the resolver of its own VPC \(askerName)")
            case .peering(let peering): (rule, why) = (.ec2Name03, "Asked in \(askerName), connected by \(peering)")
            case .transitGateway(let gateway):
                (rule, why) = (.ec2Name04, "Asked in \(askerName), connected by \(gateway) with DNS support")
            case .none(let obstacle, let obstacleRule):
                reasoning.say(
                    "\(name.text) belongs to \(vpcName), and \(obstacle): its public address is given.", obstacleRule)
                return outside(name, type, &reasoning)
            }
            if cloudName.kind == .instancePublic {
                return addresses(
                    cloudName.privateAddresses, name, type, ttl: Self.instanceTTL, rule: rule,
                    "\(why), the public name \(name.text) gives the private address.", &reasoning)
            }
            return database(
                cloudName.privateAddresses, name, type,
                "\(why), the database \(name.text) has its private address.", &reasoning)
        }
    }

    /// The mount target in the asker's zone; a name with a zone in front means that one (rule EC2-NAME-11).
    private func fileSystem(
        _ name: DomainName, _ type: RecordType, _ targets: [String: IPAddress], isZonal: Bool,
        _ reasoning: inout Reasoning
    ) -> Finding {
        let zone = isZonal ? targets.keys.first : askerZone
        guard let zone, let target = targets[zone] else {
            let place = askerZone ?? "an Availability Zone that is not known"
            reasoning.say(
                "The query comes from \(place), where the file system of \(name.text) has no mount target.", .ec2Name11,
                isDecisive: true)
            return .negative(.nxdomain, soa: parentSOA(of: name), .nameNotInZone)
        }
        return addresses(
            [target], name, type, ttl: 60, rule: .ec2Name11,
            isZonal
                ? "\(name.text) is the mount target in \(zone)."
                : "The query comes from \(zone), so \(name.text) gives the mount target there.", &reasoning)
    }

    /// A cluster's endpoint as the public DNS has it (rule EC2-NAME-12).
    private func cluster(
        _ name: DomainName, _ type: RecordType, isPublic: Bool, publishesPrivate: Bool, _ reasoning: inout Reasoning
    ) -> Finding {
        if isPublic {
            return addresses(
                cloudName.publicAddresses, name, type, ttl: 60, rule: .ec2Name12,
                "The cluster's endpoint \(name.text) has public access on; outside \(vpcName) it has its public addresses.",
                &reasoning)
        }
        guard publishesPrivate else {
            reasoning.say(
                "The cluster's endpoint \(name.text) has public access off and is known in \(vpcName) alone.",
                .ec2Name12,
                isDecisive: true)
            return .negative(.nxdomain, soa: parentSOA(of: name), .notInPublicDNS)
        }
        if let key = publishingKey { reasoning.assume(key, "true", .ec2Name12) }
        return addresses(
            cloudName.privateAddresses, name, type, ttl: 60, rule: .ec2Name12,
            "The cluster's endpoint \(name.text) is private, and its private addresses are in the public DNS.",
            &reasoning)
    }

    /// The key that would tell whether private addresses are published, where the scenario does not.
    private var publishingKey: String? { cloudName.assumedPublishingKey }

    private var vpcName: String { world.topology.vpcs[cloudName.vpc].name }

    private func unpublished(_ name: DomainName, _ reasoning: inout Reasoning) -> Finding {
        reasoning.say(
            "\(vpcName) does not have both DNS attributes on, so its instances have no public names.", .vpcDNS04,
            isDecisive: true)
        return .negative(.nxdomain, soa: parentSOA(of: name), .dnsAttributesOff)
    }

    private func addresses(
        _ addresses: [IPAddress], _ name: DomainName, _ type: RecordType, ttl: TTL, rule: RuleID, _ text: String,
        _ reasoning: inout Reasoning
    ) -> Finding {
        let records = addresses.filter { $0.recordType == type }.map { ResourceRecord.address(name, ttl: ttl, $0) }
        guard !records.isEmpty else {
            let missingRule: RuleID =
                switch cloudName.kind {
                case .instanceResource: .ec2Name08
                case .instancePublic: .ec2Name05
                case .fileSystem: .ec2Name11
                case .cluster: .ec2Name12
                case .database, .loadBalancer: .dnsmsg09
                }
            reasoning.say("\(name.text) exists, but has no \(type) record.", missingRule, isDecisive: true)
            return .negative(.noerror, soa: parentSOA(of: name), .typeNotAtName)
        }
        reasoning.say(text, rule, isDecisive: true)
        return .records(records)
    }

    /// A database's name is an alias of the public name that belongs to its public address (rule EC2-NAME-06).
    private func database(
        _ addresses: [IPAddress], _ name: DomainName, _ type: RecordType, _ text: String, _ reasoning: inout Reasoning
    ) -> Finding {
        let region = world.topology.vpcs[cloudName.vpc].region
        guard let address = cloudName.publicAddresses.first,
            let target = ComputeNames.publicName(of: address, region: region)
        else { return self.addresses(addresses, name, type, ttl: 5, rule: .ec2Name06, text, &reasoning) }
        let alias = ResourceRecord.cname(name, ttl: 5, target: target)
        if type == .cname {
            reasoning.say("\(name.text) is an alias of \(target.text).", .ec2Name06, isDecisive: true)
            return .records([alias])
        }
        let records = addresses.filter { $0.recordType == type }.map {
            ResourceRecord.address(target, ttl: Self.instanceTTL, $0)
        }
        guard !records.isEmpty else {
            reasoning.say("\(target.text), to which \(name.text) leads, has no \(type).", .ec2Name06, isDecisive: true)
            return .negative(.noerror, soa: parentSOA(of: name), .typeNotAtName)
        }
        reasoning.say(text, .ec2Name06, isDecisive: true)
        return .records([alias] + records)
    }

    private func parentSOA(of name: DomainName) -> ResourceRecord { .amazonSOA(name.parent ?? .root) }
}
