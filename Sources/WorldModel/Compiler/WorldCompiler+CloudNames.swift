import DNSCore
import IPCore
import ScenarioLanguage

/// The names that a cloud gives by itself.
extension WorldCompiler {
    /// Enters the names of interface endpoints (rules VPCE-01, VPCE-03); private ones are like private zones of the VPC.
    mutating func addEndpointNames() {
        for index in names.interfaceEndpoints.indices {
            let endpoint = names.interfaceEndpoints[index]
            for name in endpoint.serviceNames { names.interfaceEndpointsByServiceName[name, default: []].append(index) }
            for name in endpoint.ownNames where names.interfaceEndpointsByOwnName[name] == nil {
                names.interfaceEndpointsByOwnName[name] = index
            }
            for name in endpoint.privateNames where names.interfaceEndpointsByVPC[endpoint.vpc]?[name] == nil {
                names.interfaceEndpointsByVPC[endpoint.vpc, default: [:]][name] = index
            }
        }
        for (vpc, declared) in zip(topology.vpcs.references, scenario.vpcs) { checkPrivateNames(of: declared, vpc) }
    }

    /// Private DNS makes a hidden zone, which cannot stand beside another of that name (rule VPCE-13).
    private mutating func checkPrivateNames(of declared: DeclaredVPC, _ vpc: Reference<VPC>) {
        var takenBy: [DomainName: String] = [:]
        for endpoint in declared.vpcEndpoints where endpoint.vpcEndpointType == .interface && endpoint.privateDNSEnabled
        {
            let set = endpoint.marks.isSet("private_dns_enabled")
            let place = ReportPlace(endpoint.marks, set ? "private_dns_enabled" : "service_name")
            let privateNames = endpoint.privateDNSNames ?? PrivateLinkService(named: endpoint.serviceName).names
            // A wildcard's zone is that of its domain.
            var apexes: [DomainName] = []
            for apex in privateNames.map({ $0.isWildcard ? $0.parent ?? $0 : $0 }) where !apexes.contains(apex) {
                apexes.append(apex)
            }
            for apex in apexes {
                if let zone = names.privateZonesByVPC[vpc]?[apex] {
                    refuse(
                        "private DNS of \(endpoint.element): \(declared.name) is associated with a private zone \(apex.text), "
                            + names.zones[zone].keyPath, .vpce13, at: place)
                } else if let other = takenBy[apex] {
                    refuse(
                        "private DNS of \(endpoint.element): \(other) has the name \(apex.text) in \(declared.name) already",
                        .vpce13, at: place)
                }
            }
            for apex in apexes where takenBy[apex] == nil { takenBy[apex] = endpoint.element }
        }
    }

    /// Enters the names of instances, databases and load balancers, and that of the VPN service.
    mutating func addCloudNames() {
        for (vpc, declared) in zip(topology.vpcs.references, scenario.vpcs) {
            if isAmazon(vpc) {
                for instance in declared.instances { addNames(of: instance, in: vpc) }
            }
            for database in declared.dbInstances {
                let publicAddresses = database.publiclyAccessible ? [database.publicIP].compactMap(\.self) : []
                add(
                    CloudName(
                        name: database.address, kind: .database(isPubliclyAccessible: database.publiclyAccessible),
                        vpc: vpc, privateAddresses: [database.privateIP], publicAddresses: publicAddresses))
            }
            for system in declared.efsFileSystems { addNames(of: system, in: vpc, declared) }
            for cluster in declared.eksClusters {
                var name = CloudName(
                    name: cluster.endpoint,
                    kind: .cluster(
                        hasPrivateAccess: cluster.endpointPrivateAccess,
                        hasPublicAccess: cluster.endpointPublicAccess,
                        publishesPrivateAddresses: cluster.privateIPsInPublicDNS),
                    vpc: vpc, privateAddresses: cluster.privateIPs, publicAddresses: cluster.publicIPs)
                if !cluster.marks.isSet("private_ips_in_public_dns") {
                    name.assumedPublishingKey = cluster.marks.keyPath(of: "private_ips_in_public_dns")
                }
                add(name)
            }
            for balancer in declared.loadBalancers {
                let ips = balancer.ips
                add(
                    CloudName(
                        name: balancer.dnsName, kind: .loadBalancer, vpc: vpc,
                        privateAddresses: balancer.internal ? ips : [], publicAddresses: balancer.internal ? [] : ips))
            }
        }
        names.serviceName = scenario.vpn?.dnsName
        names.serviceNaming = provider.serviceNaming
        names.serviceAddresses = scenario.vpn?.endpointIPs ?? []
    }

    /// Whether Amazon's resolver and names are those of the VPC.
    private func isAmazon(_ vpc: Reference<VPC>) -> Bool {
        guard let resolver = topology.vpcs[vpc].resolver else { return false }
        if case .vpcResolver = names.nameServers[resolver].role { return true }
        return false
    }

    private mutating func add(_ name: CloudName) { names.cloudNames[name.name, default: []].append(name) }

    /// A file system's name, and one with each Availability Zone in front (rule EC2-NAME-11).
    private mutating func addNames(of system: DeclaredEFSFileSystem, in reference: Reference<VPC>, _ vpc: DeclaredVPC) {
        var targets: [String: IPAddress] = [:]
        for target in system.mountTargets {
            guard
                let subnet = resolve(
                    target.subnet, in: topology.directory.subnets, within: vpc.name, kind: "subnet",
                    at: ReportPlace(target.marks, "subnet"))
            else { continue }
            checkAddress(target.ipAddress, in: subnet, at: ReportPlace(target.marks, "ip_address"))
            let zone = topology.subnets[subnet].availabilityZone
            if targets[zone] != nil {
                report(
                    .contradiction("\(system.id) has a mount target in \(zone) already"),
                    at: ReportPlace(target.marks, "subnet"))
            }
            targets[zone] = target.ipAddress
        }
        let text = "\(system.id).efs.\(topology.vpcs[reference].region).amazonaws.com"
        guard let name = DomainName(text) else {
            return report(
                .badForm(system.id, expected: "an id such as fs-0123456789abcdef0"), at: ReportPlace(system.marks, "id")
            )
        }
        add(
            CloudName(
                name: name, kind: .fileSystem(targets: targets, isZonal: false), vpc: reference,
                privateAddresses: targets.values.sorted(), publicAddresses: []))
        for (zone, address) in targets {
            guard let zonal = DomainName("\(zone).\(text)") else { continue }
            add(
                CloudName(
                    name: zonal, kind: .fileSystem(targets: [zone: address], isZonal: true), vpc: reference,
                    privateAddresses: [address], publicAddresses: []))
        }
    }

    private mutating func addNames(of instance: DeclaredInstance, in reference: Reference<VPC>) {
        let vpc = topology.vpcs[reference]
        let isNorthVirginia = vpc.region == "us-east-1"
        if let publicIP = instance.publicIP, publicIP.family == .ipv4 {
            let label = "ec2-" + publicIP.description.split(separator: ".").joined(separator: "-")
            let domain = isNorthVirginia ? "compute-1.amazonaws.com" : "\(vpc.region).compute.amazonaws.com"
            if let name = DomainName("\(label).\(domain)") {
                add(
                    CloudName(
                        name: name, kind: .instancePublic, vpc: reference, privateAddresses: [instance.privateIP],
                        publicAddresses: [publicIP], isPublished: vpc.hasDNSSupport && vpc.hasDNSHostnames))
            }
        }
        if let id = instance.id {
            let domain = isNorthVirginia ? "ec2.internal" : "\(vpc.region).compute.internal"
            if let name = DomainName("\(id).\(domain)") {
                add(
                    CloudName(
                        name: name, kind: .instanceResource, vpc: reference,
                        privateAddresses: instance.enableResourceNameDNSARecord ? [instance.privateIP] : [],
                        publicAddresses: []))
            }
        }
    }

    /// A pushed address that is a delegation endpoint's, which answers no stub resolver (rule R53-INBOUND-09).
    mutating func checkPushedServers() {
        guard let vpn = scenario.vpn else { return }
        for (index, address) in vpn.dnsServers.enumerated() {
            guard let endpoint = delegationAddresses[address] else { continue }
            warn(
                "\(address) is an address of \(endpoint), a delegation endpoint, which refuses the queries of stub resolvers",
                .r53Inbound09, at: ReportPlace(vpn.marks, "dns_servers", index: index))
        }
    }
}
